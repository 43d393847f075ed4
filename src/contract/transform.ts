import type { CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';

/** Longest wait for the first good `/ping` of a batch transform container, in seconds (B3). */
export const transformStartupSeconds = 1_800;
/** `FailureReason` of a job whose container is not healthy in time (B3). */
export const noPingReason = 'AlgorithmError: Model container failed to respond to ping';
/** Where a container says how it wants to be called (B3, B4). */
export const executionParametersPath = '/execution-parameters';
/** Seconds for one answer, and further tries, where `ModelClientConfig` says nothing (B10). */
const defaultTimeoutSeconds = 600;
const defaultMaxRetries = 3;
/** Name of the log stream that says what happened to the data (B15). */
export const dataLogStream = 'data-log';

/** How calls of a batch transform job are made (B10). */
export interface TransformClient {
  /** Longest time for one answer, in seconds. */
  readonly timeoutSeconds: number;
  /** Tries after the first. */
  readonly maxRetries: number;
}

/** B10. */
export function transformClient({ ModelClientConfig: config }: Partial<CreateTransformJobRequest>): TransformClient {
  return {
    timeoutSeconds: config?.InvocationsTimeoutInSeconds ?? defaultTimeoutSeconds,
    maxRetries: config?.InvocationsMaxRetries ?? defaultMaxRetries,
  };
}

/** Headers of every call (B11). Lower case. */
export function transformHeaders({
  contentType,
  accept,
}: {
  readonly contentType?: string | undefined;
  readonly accept?: string | undefined;
}): Record<string, string> {
  return { ...(contentType !== undefined && { 'content-type': contentType }), ...(accept !== undefined && { accept }) };
}

/** Whether a call is made again: the container was not reached, broke off, was too late, or answered 5xx (B10). */
export function isRetried(status: number): boolean {
  return status === 0 || status >= 500;
}

/** Name of the output of an input, both relative and with slashes (B9). */
export function outputKey(inputKey: string): string {
  return `${inputKey}.out`;
}

/** Formats whose records can be filtered and joined, by their media type (B12). */
const processedFormats: Readonly<Record<string, 'csv' | 'json' | 'jsonlines'>> = {
  'text/csv': 'csv',
  'application/json': 'json',
  'application/jsonlines': 'jsonlines',
};

/** The format of a content type that `DataProcessing` takes; undefined for any other (B12). */
export function processedFormat(contentType: string | undefined): 'csv' | 'json' | 'jsonlines' | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return Object.hasOwn(processedFormats, type) ? processedFormats[type] : undefined;
}

/** `DataProcessing` with its defaults; undefined where it asks for nothing (B12). */
export function dataProcessing({ DataProcessing: given }: Partial<CreateTransformJobRequest>) {
  const processing = {
    inputFilter: given?.InputFilter ?? '$',
    joinSource: given?.JoinSource ?? 'None',
    outputFilter: given?.OutputFilter ?? '$',
  };
  const { inputFilter, joinSource, outputFilter } = processing;
  return inputFilter === '$' && joinSource === 'None' && outputFilter === '$' ? undefined : processing;
}
