/** Real-time inference: what the platform sends, expects and allows. */

/** Port that a container serves on unless it is told another (I2). */
export const hostingPort = 8080;
/** Longest body of a request or response in bytes (I8). */
export const maxBodyBytes = 6_291_456;
/** Longest body that one container of a pipeline hands on to the next, in bytes (I23). */
export const maxHandedOnBytes = 5_242_880;
/** Longest time for one answer of `/invocations` in milliseconds (I7). */
export const invocationTimeoutMs = 60_000;
/** Longest body of an invocation whose caller does not wait, in bytes (I33). */
export const maxAsyncBodyBytes = 1024 ** 3;
/** Longest body of such an invocation that comes with the call itself, in bytes (I33). */
export const maxInlineBytes = 128_000;
/** Seconds that such an invocation may take: unless it says otherwise, and at most (I33). */
export const asyncTimeoutSeconds = { default: 900, longest: 3_600 } as const;
/** Seconds that such an invocation may wait for its turn: at least, unless it says otherwise, and at most (I33). */
export const asyncWaitSeconds = { shortest: 60, default: 21_600, longest: 21_600 } as const;
/** Longest time for one answer of `/ping` in milliseconds (I3). */
export const pingTimeoutMs = 2_000;
/** Longest time until a connection is taken in milliseconds (I6). */
export const connectLimitMs = 250;
/** How long a container may take to its first good `/ping`, in seconds, unless the variant says otherwise (I4). */
export const startupTimeoutSeconds = 480;
/** A start slower than this passes, but not everywhere (I4). */
export const slowStartSeconds = 240;
/** Name of the variant of an endpoint that is made from a model alone. */
export const variantName = 'AllTraffic';
/** Where a model archive is extracted, read-only (I15, I16). */
export const modelPath = '/opt/ml/model';
/** Where a multi-model container finds the models that it is told to load, read-only (I16, I27). */
export const modelsPath = '/opt/ml/models';
/** Tells a container that it is one (I26). */
export const multiModelVariable = 'SAGEMAKER_MULTI_MODEL';
/** Label without which an image can't be one (I26). */
export const multiModelLabel = 'com.amazonaws.sagemaker.capabilities.multi-models';
/** Longest time that a model may take to load, in milliseconds; a call waits for it as long as for an answer (I30). */
export const modelLoadTimeoutMs = 360_000;
/** `User-Agent` of the platform's health checks (I3). */
export const pingUserAgent = 'AHC/2.0';

/**
 * Milliseconds to wait before health check number `attempt` (from 0) while a container starts: a tenth of the time so far, so that no
 * start is noticed much later than it is over, at least 25 and at most 1000.
 */
export function pingDelayMs(attempt: number): number {
  return Math.round(Math.min(25 * 1.1 ** Math.min(attempt, 60), 1_000));
}

/** Milliseconds between two health checks of a container in service. */
export const pingIntervalMs = 5_000;

const prefix = 'x-amzn-sagemaker-';
/** Header of InvokeEndpoint's TargetModel. Lower case. */
export const targetModelHeader = `${prefix}target-model`;
/** Headers of an InvokeEndpoint call that reach the container; all others are dropped (I9). Lower case. */
const forwardedToContainer: ReadonlySet<string> = new Set([
  'content-type',
  'accept',
  ...[
    'custom-attributes',
    'target-model',
    'target-variant',
    'target-container-hostname',
    'inference-id',
    'inference-component',
    'session-id',
    'enable-explanations',
  ].map((name) => prefix + name),
]);
/** Headers of the container's answer that reach the caller (I10). Lower case. */
const forwardedToCaller: ReadonlySet<string> = new Set([
  'content-type',
  ...['custom-attributes', 'new-session-id', 'closed-session-id'].map((name) => prefix + name),
]);

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Headers of the request to `/invocations`, from those of the caller (I9). */
export function requestHeaders(caller: Headers): Record<string, string> {
  return pick(caller, forwardedToContainer);
}

/** Headers of the answer to the caller, from those of the container (I10). */
export function responseHeaders(container: Headers): Record<string, string> {
  return pick(container, forwardedToCaller);
}

function pick(headers: Headers, names: ReadonlySet<string>): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && names.has(name.toLowerCase())) picked[name.toLowerCase()] = String(value);
  }
  return picked;
}
