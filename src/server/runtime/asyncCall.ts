import { randomUUID } from 'node:crypto';
import type { AsyncInferenceConfig } from '@aws-sdk/client-sagemaker';
import { asyncTimeoutSeconds, asyncWaitSeconds, maxInlineBytes } from '../../contract/hosting';
import { parseS3Uri } from '../../definitions/account';
import { bodyOf, type Call } from '../service';
import { ServiceError } from '../serviceError';

/** An invocation whose caller does not wait for the answer. Plain data: it is kept on disk until it is answered. */
export interface AsyncCall {
  /** InferenceId. */
  readonly id: string;
  readonly endpoint: string;
  /** What goes to the container beside the body; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** An `s3://` URI, or the body itself as base64. */
  readonly input: { readonly location: string } | { readonly inline: string };
  /** `s3://` URIs of what will be written. */
  readonly output: string;
  readonly failure?: string;
  /** How many of its kind the endpoint takes at a time. */
  readonly concurrency: number;
  readonly waitSeconds: number;
  readonly timeoutSeconds: number;
  /** Milliseconds since the Unix epoch. */
  readonly takenAt: number;
}

const prefix = 'x-amzn-sagemaker-';
/** How many invocations at a time where the configuration leaves it to the platform. */
const defaultConcurrency = 4;

/** Read InvokeEndpointAsync. @throws ServiceError `ValidationError` */
export async function readAsyncCall(call: Call, endpoint: string, config: AsyncInferenceConfig): Promise<AsyncCall> {
  const header = (name: string) => textOf(call, name);
  const { S3OutputPath = '', S3FailurePath } = config.OutputConfig ?? {};
  const id = header('inference-id') ?? randomUUID();
  const folder = joined(S3OutputPath, header('s3outputpathextension'));
  const file = fileName(id);
  return {
    id,
    endpoint,
    headers: headersOf(header),
    input: await inputOf(call),
    output: joined(folder, header('filename') ?? `${file}.out`),
    ...(S3FailurePath !== undefined && { failure: joined(S3FailurePath, `${file}-error.out`) }),
    concurrency: config.ClientConfig?.MaxConcurrentInvocationsPerInstance ?? defaultConcurrency,
    waitSeconds: secondsOf(call, 'requestttlseconds', asyncWaitSeconds),
    timeoutSeconds: secondsOf(call, 'invocationtimeoutseconds', { ...asyncTimeoutSeconds, shortest: 1 }),
    takenAt: Date.now(),
  };
}

/** The container is told what the caller of an endpoint that answers would have written without the prefix. */
function headersOf(header: (name: string) => string | undefined): Readonly<Record<string, string>> {
  const sent = {
    'content-type': header('content-type'),
    accept: header('accept'),
    [`${prefix}custom-attributes`]: header('custom-attributes'),
    [`${prefix}inference-id`]: header('inference-id'),
  };
  return Object.fromEntries(Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function inputOf(call: Call): Promise<AsyncCall['input']> {
  const location = textOf(call, 'inputlocation');
  const body = await bodyOf(call);
  if ((location === undefined) === (body.length === 0)) throw invalidCall('Give either InputLocation or Body.');
  if (location === undefined) {
    if (body.length > maxInlineBytes) throw invalidCall(`Body has at most ${String(maxInlineBytes)} bytes.`);
    return { inline: body.toString('base64') };
  }
  if ((parseS3Uri(location)?.key ?? '') === '')
    throw invalidCall(`InputLocation ${location} is no s3:// URI of an object.`);
  return { location };
}

function textOf({ incoming }: Call, name: string): string | undefined {
  const value = incoming.headers[`${prefix}${name}`];
  return value === undefined ? undefined : String(value);
}

interface Seconds {
  readonly shortest: number;
  readonly default: number;
  readonly longest: number;
}

function secondsOf(call: Call, name: string, { shortest, default: usual, longest }: Seconds): number {
  const text = textOf(call, name);
  const seconds = text === undefined ? usual : Number(text);
  if (Number.isInteger(seconds) && seconds >= shortest && seconds <= longest) return seconds;
  throw invalidCall(`${name} is a whole number from ${String(shortest)} to ${String(longest)}.`);
}

/** An id may hold anything; only what is a name everywhere becomes one. */
function fileName(id: string): string {
  return /^[A-Za-z0-9][\w.-]*$/.test(id) ? id : randomUUID();
}

function joined(folder: string, name: string | undefined): string {
  return name === undefined ? folder : `${folder.replace(/\/$/, '')}/${name.replace(/^\//, '')}`;
}

function invalidCall(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}
