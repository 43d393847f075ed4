import { AppError } from '../../contract/appError';
import { executionParametersPath, outputKey, transformHeaders } from '../../contract/transform';
import { transformParameters, type TransformParameters } from '../../contract/transformParameters';
import type { TransformPlan } from '../../definitions/plan';
import type { PreviewedFile, PreviewedRequest, PreviewOptions, TransformPreview } from '../../jobs/transformPreview';
import { dataProcessor } from '../../records/dataProcessing';
import type { Payload, RequestBody } from '../../records/payloads';
import { asAppError } from '../jobs/jobOutcome';
import { loadPlan } from '../loadPlan';
import { filePayloads } from './filePayloads';
import { listInputFiles, type InputFile } from './inputFiles';

/** A preview to be made. */
export interface PreviewTask {
  /** Absolute path of the project's root folder. */
  readonly root: string;
  /** Absolute path of a `*.transform-job.json`. */
  readonly definition: string;
  readonly options: PreviewOptions;
  readonly signal: AbortSignal;
}

/**
 * The requests that a transform job would make. Reads the definition and its input; starts nothing and sends nothing.
 * @throws AppError `definition.*`, `local.*`, `transform.input`
 */
export async function* previewTransform({
  root,
  definition,
  options,
  signal,
}: PreviewTask): AsyncGenerator<TransformPreview> {
  const { plan } = await loadPlan(definition, root);
  if (plan.kind !== 'transform-job')
    throw new AppError(
      'definition.kind',
      `${definition} makes no requests that could be previewed.`,
      'Name a *.transform-job.json.',
    );
  const parameters = transformParameters(plan.parameters, {});
  const files = await listInputFiles(plan.input);
  yield { kind: 'parameters', ...parameters, splitType: plan.splitType, notes: unknowns(plan) };
  const sums = { files: files.length, requests: 0, records: 0, bytes: 0, problems: 0 };
  for (const file of files) {
    const left = Math.max(0, (options.limit ?? Infinity) - sums.requests);
    const done = yield* previewFile({ plan, parameters, file }, { ...options, limit: left }, signal);
    if (signal.aborted) return;
    yield done;
    sums.requests += done.requests;
    sums.records += done.records;
    sums.bytes += done.bytes;
    sums.problems += done.problem === undefined ? 0 : 1;
  }
  yield { kind: 'sums', ...sums };
}

interface FileTask {
  readonly plan: TransformPlan;
  readonly parameters: TransformParameters;
  readonly file: InputFile;
}

/** Gives the requests of a file, as many as wanted. @returns its end */
async function* previewFile(
  task: FileTask,
  { limit = Infinity, bodies = false }: PreviewOptions,
  signal: AbortSignal,
): AsyncGenerator<PreviewedRequest, PreviewedFile> {
  const { plan, file } = task;
  const counted = { requests: 0, records: 0, bytes: 0 };
  try {
    for await (const payload of payloadsOf(task)) {
      if (signal.aborted) break;
      const isGiven = counted.requests < limit;
      const body = await readBody(payload.body, isGiven && bodies, signal);
      counted.requests += 1;
      counted.records += payload.records;
      counted.bytes += body.bytes;
      if (isGiven) yield requestOf(plan, file, payload, body);
    }
    return fileOf(file, counted, undefined);
  } catch (error) {
    return fileOf(file, counted, asAppError(error).message);
  }
}

/** What is said of the body of a request. */
interface ReadBody {
  readonly framing: Readonly<Record<string, string>>;
  readonly bytes: number;
  /** Where it was asked for. */
  readonly content?: Buffer;
}

async function readBody(body: RequestBody, keep: boolean, signal: AbortSignal): Promise<ReadBody> {
  if (Buffer.isBuffer(body)) {
    const { length: bytes } = body;
    return { framing: { 'content-length': String(bytes) }, bytes, ...(keep && { content: body }) };
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body.open()) {
    if (signal.aborted) break;
    bytes += part.length;
    if (keep) parts.push(part);
  }
  return { framing: { 'transfer-encoding': 'chunked' }, bytes, ...(keep && { content: Buffer.concat(parts) }) };
}

function payloadsOf({ plan, parameters, file }: FileTask): AsyncIterable<Payload> {
  return filePayloads(plan, parameters, plan.processing && dataProcessor(plan.processing), file);
}

/** What only the container could say. */
function unknowns({ parameters }: TransformPlan): string[] {
  const fields = [
    ['MaxConcurrentTransforms', parameters.maxConcurrentTransforms],
    ['MaxPayloadInMB', parameters.maxPayloadInMB],
    ['BatchStrategy', parameters.batchStrategy],
  ] as const;
  const open = fields.filter(([, value]) => value === undefined).map(([name]) => name);
  if (open.length === 0) return [];
  const verb = open.length === 1 ? 'has its default here' : 'have their defaults here';
  return [
    `${open.join(', ')} ${verb}: no container was asked, and its GET ${executionParametersPath} may say otherwise.`,
  ];
}

function requestOf(plan: TransformPlan, { key }: InputFile, payload: Payload, body: ReadBody): PreviewedRequest {
  const { index, firstRecord, records } = payload;
  const { framing, bytes, content } = body;
  return {
    kind: 'request',
    file: key,
    index,
    method: 'POST',
    path: '/invocations',
    headers: { ...transformHeaders(plan), ...framing },
    firstRecord,
    records,
    bytes,
    ...(content && { body: content.toString('base64') }),
  };
}

function fileOf(
  { key }: InputFile,
  counted: Pick<PreviewedFile, 'requests' | 'records' | 'bytes'>,
  problem: string | undefined,
): PreviewedFile {
  return { kind: 'file', file: key, output: outputKey(key), ...counted, ...(problem !== undefined && { problem }) };
}
