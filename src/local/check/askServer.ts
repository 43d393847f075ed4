import { setTimeout as sleep } from 'node:timers/promises';
import type { CallSeen, CallsSeen, StrangeSeen, TriedCall } from '../../check/servingSeen';
import { hasTimedOut, isErrorInside } from '../../check/symptoms';
import { invocationTimeoutMs, maxBodyBytes } from '../../contract/hosting';
import type { Address } from '../hosting/healthCheck';
import { askUnderLoad } from './askUnderLoad';
import { keepConnection } from './keepConnection';
import { leaveHalfway } from './leaveHalfway';
import { guessedRequests, largeBody, type SampleRequest } from './sampleRequests';
import { askPingPatiently, call, connectTime, invoke, invokeInPieces, invokePatiently } from './serverCall';

/** What the platform puts up with. */
export interface AskLimits {
  /** Milliseconds for an answer of `/invocations`. */
  readonly answerMs: number;
  /** Bytes of the largest body. */
  readonly bodyBytes: number;
  /** A transform job sends its files in chunks (B6). */
  readonly wantsChunks?: boolean;
}

/** Those of an endpoint. */
export const endpointLimits: AskLimits = { answerMs: invocationTimeoutMs, bodyBytes: maxBodyBytes };

/** Milliseconds for a request that a server may not know what to do with. */
const shortTimeoutMs = 5_000;
/** As many as a caller may send (I9). */
const attributes = 'c'.repeat(1024);
const platformHeaders = {
  'x-amzn-sagemaker-custom-attributes': attributes,
  'x-amzn-sagemaker-inference-id': 'check-inference-id',
  'x-amzn-sagemaker-target-variant': 'AllTraffic',
};

/**
 * Ask a healthy server everything that tells how it stands to the contract.
 * @param samples requests that it may answer, the likeliest first
 */
export async function askServer(
  address: Address,
  samples: readonly SampleRequest[],
  limits: AskLimits,
  isOver: () => Promise<boolean>,
): Promise<CallsSeen> {
  const ping = await askPingPatiently(address);
  const connectMs = await connectTime(address);
  const found = await findGood(address, samples, limits, isOver);
  const base = { ping, connectMs, tried: found.tried, answerLimitMs: limits.answerMs };
  const parameters = await call(address, { method: 'GET', path: '/execution-parameters', timeoutMs: shortTimeoutMs });
  if (!found.sample || !found.answer) return { ...base, parameters };
  const { contentType, accept, from } = found.sample;
  const answerMs = 3 * found.answer.milliseconds;
  const more = await askMore(address, { sample: found.sample, answerMs }, limits);
  const strange = (await isOver()) ? undefined : await askStrange(address, found.sample);
  return {
    ...base,
    parameters,
    good: { contentType, from, answer: found.answer, ...(accept !== undefined && { accept }) },
    ...more,
    ...(strange && { strange }),
  };
}

/** A request that is understood, in other ways. */
async function askMore(
  address: Address,
  { sample, answerMs }: { readonly sample: SampleRequest; readonly answerMs: number },
  { answerMs: timeoutMs, bodyBytes, wantsChunks = false }: AskLimits,
): Promise<Partial<CallsSeen>> {
  const { accept: _accept, ...plain } = sample;
  const typed = { ...sample, contentType: `${sample.contentType}; charset=utf-8` };
  const isText = /^(?:text\/|application\/json)/.test(sample.contentType) && !sample.contentType.includes(';');
  const withCharset = isText ? await invoke(address, typed, { timeoutMs }) : undefined;
  const withoutAccept = sample.accept === undefined ? undefined : await invoke(address, plain, { timeoutMs });
  const withHeaders = await invoke(address, sample, { timeoutMs, headers: platformHeaders });
  const kept = await keepConnection(address, sample, Math.min(timeoutMs, answerMs + shortTimeoutMs));
  const load = await askUnderLoad(address, sample, timeoutMs);
  const inPieces = sample.body.length > 1 ? await invokeInPieces(address, sample, timeoutMs) : undefined;
  const body = largeBody(sample, bodyBytes);
  const large = await invoke(address, { ...plain, body }, { timeoutMs });
  await sleep(50);
  const chunked = await invoke(address, sample, { isChunked: true, timeoutMs: shortTimeoutMs });
  return {
    ...(withCharset && { withCharset }),
    ...(withoutAccept && { withoutAccept }),
    withHeaders,
    kept,
    load,
    ...(inPieces && { inPieces }),
    large,
    largeBytes: body.length,
    chunked,
    wantsChunks,
  };
}

/** Bytes that are of no format. */
const noise = Buffer.from(Array.from({ length: 256 }, (_, index) => index));

async function askStrange(address: Address, sample: SampleRequest): Promise<StrangeSeen> {
  const { contentType } = sample;
  const answers: TriedCall[] = [];
  const requests = [
    { contentType: 'application/x-unknown', body: noise },
    { contentType, body: noise },
    { contentType, body: Buffer.alloc(0) },
  ];
  for (const one of requests) {
    const answer = await invoke(address, one, { timeoutMs: shortTimeoutMs });
    answers.push({ ...answer, sent: `${one.contentType}, ${String(one.body.length)} bytes` });
  }
  answers.push(...(await leaveHalfway(address, sample)));
  return { answers, ping: await askPingPatiently(address) };
}

interface Found {
  readonly tried: CallsSeen['tried'];
  readonly sample?: SampleRequest;
  readonly answer?: CallSeen;
}

/** The first request that is answered with 200; those of fixtures that expect something else are not among them. */
async function findGood(
  address: Address,
  samples: readonly SampleRequest[],
  { answerMs: timeoutMs }: AskLimits,
  isOver: () => Promise<boolean>,
): Promise<Found> {
  const tried: TriedCall[] = [];
  for (const sample of samples) {
    const answer = await (tried.length === 0 ? invokePatiently : invoke)(address, sample, { timeoutMs });
    tried.push({ ...answer, sent: sample.contentType, isMadeUp: guessedRequests.includes(sample) });
    if (answer.status >= 200 && answer.status < 300 && !isErrorInside(answer)) return { tried, sample, answer };
    // Nobody is there any more, or in time, or there is no such route: another body changes nothing.
    const isVain = answer.status === 404 || answer.status === 405 || hasTimedOut(answer);
    if (isVain || (await isOver())) return { tried };
  }
  return { tried };
}
