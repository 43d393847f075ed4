import { posix } from 'node:path';
import type { CreateProcessingJobRequest, ProcessingInput, ProcessingOutput } from '@aws-sdk/client-sagemaker';
import { processingPaths } from '../contract/processingPaths';
import type { JsonPath, Problem } from './problem';

/** What a schema can't say about a processing job. Takes a request whose values are of the right types. */
export function checkProcessingJob(request: Partial<CreateProcessingJobRequest>): readonly Problem[] {
  const inputs = request.ProcessingInputs ?? [];
  const outputs = request.ProcessingOutputConfig?.Outputs ?? [];
  return [
    ...checkImage(request),
    ...inputs.flatMap((input, index) => checkInput(input, ['ProcessingInputs', index])),
    ...sameNames(
      inputs.map(({ InputName }) => InputName),
      (index) => ['ProcessingInputs', index, 'InputName'],
    ),
    ...outputs.flatMap((output, index) => checkOutput(output, ['ProcessingOutputConfig', 'Outputs', index])),
    ...sameNames(
      outputs.map(({ OutputName }) => OutputName),
      (index) => ['ProcessingOutputConfig', 'Outputs', index, 'OutputName'],
    ),
  ];
}

function checkImage({ AppSpecification: app }: Partial<CreateProcessingJobRequest>): readonly Problem[] {
  if (app?.ImageUri !== '') return [];
  const message = 'AppSpecification.ImageUri is empty.';
  const action = 'Write file://folder, or the name of an image.';
  return [{ code: 'L6', path: ['AppSpecification', 'ImageUri'], message, action }];
}

/** P4: one source, which is downloaded to a folder that it names; data is inflated only while it is streamed. */
function checkInput(input: ProcessingInput, path: JsonPath): readonly Problem[] {
  const { S3Input: s3, DatasetDefinition: dataset, AppManaged: managed = false } = input;
  const problems: Problem[] = [];
  if (s3 && dataset) {
    const message = `The input ${input.InputName ?? ''} has both S3Input and DatasetDefinition; it takes one of them.`;
    problems.push({
      code: 'P4',
      path: [...path, 'DatasetDefinition'],
      at: 'key',
      message,
      action: 'Remove one of the two.',
    });
  }
  if (!s3 && !dataset) {
    const message = `The input ${input.InputName ?? ''} has no source.`;
    problems.push({ code: 'P4', path, message, action: 'Add "S3Input" with S3Uri, LocalPath and S3DataType.' });
  }
  if (s3) problems.push(...checkLocalPath(s3.LocalPath, [...path, 'S3Input'], managed));
  if (dataset) problems.push(...checkLocalPath(dataset.LocalPath, [...path, 'DatasetDefinition'], managed));
  if (s3?.S3CompressionType === 'Gzip' && s3.S3InputMode !== 'Pipe') {
    const message = 'S3CompressionType Gzip works with S3InputMode Pipe only.';
    const action = 'Write "None": in File mode the program gets the files as they are.';
    problems.push({
      code: 'P4',
      path: [...path, 'S3Input', 'S3CompressionType'],
      message,
      action,
      replacement: '"None"',
    });
  }
  return problems;
}

/** P5: one destination; a feature store is written by the program itself. */
function checkOutput(output: ProcessingOutput, path: JsonPath): readonly Problem[] {
  const { S3Output: s3, FeatureStoreOutput: store, AppManaged: managed = false } = output;
  const problems: Problem[] = [];
  if (s3 && store) {
    const message = `The output ${output.OutputName ?? ''} has both S3Output and FeatureStoreOutput; it takes one of them.`;
    problems.push({
      code: 'P5',
      path: [...path, 'FeatureStoreOutput'],
      at: 'key',
      message,
      action: 'Remove one of the two.',
    });
  }
  if (!s3 && !store) {
    const message = `The output ${output.OutputName ?? ''} has no destination.`;
    problems.push({ code: 'P5', path, message, action: 'Add "S3Output" with S3Uri, LocalPath and S3UploadMode.' });
  }
  if (store && !managed) {
    const message = 'FeatureStoreOutput needs AppManaged: the program writes to the feature store itself.';
    const action = 'Add "AppManaged": true, or use S3Output.';
    problems.push({ code: 'P5', path: [...path, 'FeatureStoreOutput'], at: 'key', message, action });
  }
  if (s3) problems.push(...checkLocalPath(s3.LocalPath, [...path, 'S3Output'], managed));
  return problems;
}

/** P3: where the platform puts or finds data lies below one folder. */
function checkLocalPath(localPath: string | undefined, path: JsonPath, managed: boolean): readonly Problem[] {
  const below = `${processingPaths.local}/`;
  if (localPath === undefined) {
    if (managed) return [];
    const message = 'LocalPath is missing; only what is AppManaged does without.';
    return [{ code: 'P3', path, message, action: `Add "LocalPath": "${below}name".` }];
  }
  const real = posix.normalize(localPath);
  if (localPath.startsWith(below) && real.startsWith(below) && real !== below) return [];
  const message = `LocalPath is ${JSON.stringify(localPath)}; it must be a folder below ${below}.`;
  return [{ code: 'P3', path: [...path, 'LocalPath'], message, action: `Write something like "${below}name".` }];
}

/** Not forbidden, but one could not be told from the other. */
function sameNames(names: readonly (string | undefined)[], at: (index: number) => JsonPath): readonly Problem[] {
  return names.flatMap((name, index) => {
    if (name === undefined || names.indexOf(name) === index) return [];
    const message = `Two are called ${JSON.stringify(name)}.`;
    return [
      { code: 'field.same', severity: 'warning', path: at(index), message, action: 'Give each its own name.' } as const,
    ];
  });
}
