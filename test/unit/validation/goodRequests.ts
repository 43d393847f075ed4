export type Json = Readonly<Record<string, unknown>>;

export const channel = (name: string, uri = 'file://data'): Json => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri } },
});
export const algorithm: Json = { TrainingImage: 'file://image', TrainingInputMode: 'File' };
export const trainingJob: Json = { AlgorithmSpecification: algorithm, InputDataConfig: [channel('train')] };
export const s3Input = (own: Json = {}): Json => ({
  S3Uri: 'file://data',
  LocalPath: '/opt/ml/processing/input',
  S3DataType: 'S3Prefix',
  ...own,
});
export const s3Output = (own: Json = {}): Json => ({
  S3Uri: 'file://out',
  LocalPath: '/opt/ml/processing/output',
  S3UploadMode: 'EndOfJob',
  ...own,
});
export const processingJob: Json = {
  AppSpecification: { ImageUri: 'file://image' },
  ProcessingInputs: [{ InputName: 'rows', S3Input: s3Input() }],
  ProcessingOutputConfig: { Outputs: [{ OutputName: 'out', S3Output: s3Output() }] },
};
export const transformInput: Json = { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data' } } };
export const transformJob: Json = { ModelName: 'file://car.model.json', TransformInput: transformInput };
export const container: Json = { Image: 'file://image', ModelDataUrl: 'file://car.training-job.json' };
export const model: Json = { PrimaryContainer: container };
export const invocation: Json = {
  EndpointName: 'file://car.model.json',
  Body: 'file://body.csv',
  ContentType: 'text/csv',
};
export const times = (count: number, name = (index: number) => `k${String(index)}`): Json =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), 'x']));

/** A request with one fault: what it is, the file's kind, the request, the code, the text that is marked, and what is said. */
export type BadRequest = readonly [
  what: string,
  kind: string,
  request: Json,
  code: string,
  marked: string,
  sentence: RegExp,
];
