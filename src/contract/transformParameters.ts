import type { BatchStrategy, CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';

/** How a batch transform job makes its requests (B4). */
export interface TransformParameters {
  /** Requests under way at once in one container. */
  readonly maxConcurrentTransforms: number;
  /** Longest body, in units of 1024 * 1024 bytes; 0 for bodies of any length, which are sent in chunks (B6). */
  readonly maxPayloadInMB: number;
  readonly batchStrategy: BatchStrategy;
}

/** What counts where neither the request nor the container says anything (B4). */
const defaults: TransformParameters = {
  maxConcurrentTransforms: 1,
  maxPayloadInMB: 6,
  batchStrategy: 'MultiRecord',
};

/** Largest MaxPayloadInMB, and largest product of it with MaxConcurrentTransforms (B6). */
export const maxPayloadProduct = 100;
/** Largest number of instances (B11). */
export const maxTransformInstances = 100;

/** Names of the strategies in the environment, in logs and in a container's answer (B2, B4). */
const strategyNames: Readonly<Record<BatchStrategy, string>> = {
  SingleRecord: 'SINGLE_RECORD',
  MultiRecord: 'MULTI_RECORD',
};

type Request = Partial<CreateTransformJobRequest>;

/** What the request itself sets; `MaxConcurrentTransforms` 0 leaves the choice to the container. */
export function requestedParameters(request: Request): Partial<TransformParameters> {
  const { MaxConcurrentTransforms: concurrent, MaxPayloadInMB: payload, BatchStrategy: strategy } = request;
  return {
    ...(concurrent !== undefined && concurrent > 0 && { maxConcurrentTransforms: concurrent }),
    ...(payload !== undefined && { maxPayloadInMB: payload }),
    ...(strategy !== undefined && { batchStrategy: strategy }),
  };
}

/** What counts: the request before the container before the defaults (B4). */
export function transformParameters(
  requested: Partial<TransformParameters>,
  container: Partial<TransformParameters>,
): TransformParameters {
  return { ...defaults, ...container, ...requested };
}

/** Parameters by the names that requests and containers use, in the form of the platform's log line about what counts (B4). */
export function parametersLine({
  maxConcurrentTransforms,
  maxPayloadInMB,
  batchStrategy,
}: Partial<TransformParameters>): string {
  return [
    ...(maxConcurrentTransforms === undefined ? [] : [`MaxConcurrentTransforms=${String(maxConcurrentTransforms)}`]),
    ...(maxPayloadInMB === undefined ? [] : [`MaxPayloadInMB=${String(maxPayloadInMB)}`]),
    ...(batchStrategy === undefined ? [] : [`BatchStrategy=${strategyNames[batchStrategy]}`]),
  ].join(', ');
}

/** What `/execution-parameters` says, and what of it can't be used. */
export interface ExecutionParameters {
  readonly parameters: Partial<TransformParameters>;
  /** A sentence each. */
  readonly ignored: readonly string[];
}

/** Reads a container's answer to `GET /execution-parameters` (B4). Never throws: what makes no sense is left out and told. */
export function readExecutionParameters(body: string): ExecutionParameters {
  const answer = parsed(body);
  if (!isRecord(answer)) return { parameters: {}, ignored: ['its answer is no JSON object'] };
  const ignored: string[] = [];
  const take = <T>(name: string, read: (value: unknown) => T | undefined): T | undefined => {
    const value = answer[name];
    if (value === undefined || value === null) return undefined;
    const read_ = read(value);
    if (read_ === undefined) ignored.push(`${name} is ${JSON.stringify(value)}`);
    return read_;
  };
  const concurrent = take('MaxConcurrentTransforms', (value) => integerFrom(value, 1));
  const payload = take('MaxPayloadInMB', (value) => integerFrom(value, 1));
  const strategy = take('BatchStrategy', (value) =>
    (['SingleRecord', 'MultiRecord'] as const).find((one) => strategyNames[one] === value || one === value),
  );
  const parameters = {
    ...(concurrent !== undefined && { maxConcurrentTransforms: concurrent }),
    ...(payload !== undefined && payload <= maxPayloadProduct && { maxPayloadInMB: payload }),
    ...(strategy !== undefined && { batchStrategy: strategy }),
  };
  if (payload !== undefined && payload > maxPayloadProduct) ignored.push(`MaxPayloadInMB is ${String(payload)}`);
  return { parameters, ignored };
}

/** Variables that only a batch transform container gets; the three others only if the request sets them (B2). */
export function transformEnvironment(request: Request): Record<string, string> {
  const { MaxConcurrentTransforms: concurrent, MaxPayloadInMB: payload, BatchStrategy: strategy } = request;
  return {
    ...request.Environment,
    SAGEMAKER_BATCH: 'true',
    ...(payload !== undefined && { SAGEMAKER_MAX_PAYLOAD_IN_MB: String(payload) }),
    ...(strategy !== undefined && { SAGEMAKER_BATCH_STRATEGY: strategyNames[strategy] }),
    ...(concurrent !== undefined && { SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: String(concurrent) }),
  };
}

function integerFrom(value: unknown, least: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= least ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Told by the caller as an answer that is no object.
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
