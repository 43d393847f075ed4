import type { JsonPath } from './problem';

/** What a `file://` value stands for: an image, a place to write to, another definition by its resource's name, or something to read. */
export type ReferenceRole = 'image' | 'output' | 'resource' | 'input';

const images: ReadonlySet<unknown> = new Set(['TrainingImage', 'Image', 'ImageUri', 'RuleEvaluatorImage']);
/** Fields that name a place to write to; what a processing job writes is an `S3Output`, whose field is called as that of an input. */
const outputs: ReadonlySet<unknown> = new Set(['S3OutputPath', 'S3FailurePath', 'DestinationS3Uri']);
const resources: ReadonlySet<unknown> = new Set([
  'EndpointName',
  'ModelName',
  'AlgorithmName',
  'EndpointConfigName',
  'ModelPackageName',
]);

/** What the value at a place of a request stands for. */
export function referenceRole(path: JsonPath): ReferenceRole {
  const field = path.findLast((step) => typeof step === 'string');
  if (images.has(field)) return 'image';
  if (outputs.has(field) || path.includes('S3Output')) return 'output';
  return resources.has(field) ? 'resource' : 'input';
}
