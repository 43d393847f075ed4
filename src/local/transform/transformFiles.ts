import { join } from 'node:path';
import { AppError } from '../../contract/appError';
import { outputKey, transformHeaders } from '../../contract/transform';
import type { TransformParameters } from '../../contract/transformParameters';
import type { TransformPlan } from '../../definitions/plan';
import { assemble } from '../../records/assemble';
import { dataProcessor, type DataProcessor } from '../../records/dataProcessing';
import type { Payload } from '../../records/payloads';
import type { RunningModel } from '../hosting/modelContainers';
import type { JobRun } from '../containers/jobRun';
import { atRecords, faultOfAnswer } from './callFailure';
import { callModel } from './callModel';
import { driveFiles, type Drive, type FileResult } from './driveFiles';
import { FileOutput } from './fileOutput';
import { filePayloads } from './filePayloads';
import type { InputFile } from './inputFiles';
import { progressTeller } from './progressTeller';

/** A model that is ready, and what it gets. */
export interface Transformation {
  readonly run: JobRun<TransformPlan>;
  readonly model: RunningModel;
  readonly parameters: TransformParameters;
  readonly files: readonly InputFile[];
  /** Absolute path of the folder that outputs are written to. */
  readonly staging: string;
  readonly signal: AbortSignal;
  /** Writes a line of the data log. */
  readonly say: (line: string) => void;
}

/** Send all files to the model, and write its answers below `staging`. @throws what kept them from being written */
export async function transformFiles(transformation: Transformation): Promise<readonly FileResult[]> {
  const { run, parameters, files, staging, signal, say } = transformation;
  const { plan, recorder } = run;
  const processor = plan.processing && dataProcessor(plan.processing);
  const tell = progressTeller(files.length, (message) =>
    recorder.status({ status: 'InProgress', secondaryStatus: 'Transforming', message }),
  );
  const context = { run, model: transformation.model, say, processor, headers: transformHeaders(plan) };
  const drive: Drive = {
    files,
    concurrency: parameters.maxConcurrentTransforms,
    payloads: (file) => filePayloads(plan, parameters, processor, file),
    call: (file, payload, inTime) => transformPayload(context, { file, payload, signal: inTime }),
    open: ({ key }) => new FileOutput(join(staging, outputKey(key))),
    told: (progress, done) => {
      if (done) say(resultLine(done));
      return tell(progress);
    },
    signal,
  };
  await tell({ files: 0, requests: 0, records: 0 });
  return driveFiles(drive);
}

/** What the requests of a job have in common. */
interface PayloadContext extends Pick<Transformation, 'run' | 'model' | 'say'> {
  readonly processor: DataProcessor | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

interface PayloadOfFile {
  readonly file: InputFile;
  readonly payload: Payload;
  readonly signal: AbortSignal;
}

/** One request. @returns what is stored for it @throws AppError `transform.*`, `records.processing` */
async function transformPayload(
  { run, model, say, processor, headers }: PayloadContext,
  { file: { key }, payload, signal }: PayloadOfFile,
): Promise<readonly Buffer[]> {
  const { plan } = run;
  const several = model.members.length > 1;
  const answer = await callModel({
    client: model.client,
    headers,
    body: payload.body,
    policy: plan.client,
    signal,
    retried: (failed, next) => {
      const fault = faultOfAnswer(failed, several);
      if (fault) say(`${key}: ${atRecords(payload, fault).message} (try ${String(next)} follows)`);
    },
  });
  const fault = faultOfAnswer(answer, several);
  if (fault) throw atRecords(payload, fault);
  return assemble(finished(processor, payload, answer.body), plan.assembleWith);
}

function finished(processor: DataProcessor | undefined, payload: Payload, answer: Buffer): Buffer {
  if (!processor) return answer;
  try {
    return processor.finish(payload.sources, answer);
  } catch (error) {
    throw error instanceof AppError ? atRecords(payload, error) : error;
  }
}

function resultLine({ file, failure, requests, records, bytes }: FileResult): string {
  if (failure) return `${file.key}: ${failure.message}`;
  return `${file.key}: ${String(records)} records in ${String(requests)} requests, ${String(bytes)} bytes in ${outputKey(file.key)}`;
}
