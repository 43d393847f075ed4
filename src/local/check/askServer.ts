import { setTimeout as sleep } from 'node:timers/promises';
import type { CallSeen, CallsSeen, TriedCall } from '../../check/observations';
import type { Address } from '../hosting/healthCheck';
import { askUnderLoad } from './askUnderLoad';
import { guessedRequests, largeBody, type SampleRequest } from './sampleRequests';
import { askPing, call, connectTime, invoke } from './serverCall';

/** Milliseconds for a request that a server may not know what to do with. */
const shortTimeoutMs = 5_000;

/**
 * Ask a healthy server everything that tells how it stands to the contract.
 * @param samples requests that it may answer, the likeliest first
 */
export async function askServer(
  address: Address,
  samples: readonly SampleRequest[],
  isOver: () => Promise<boolean>,
): Promise<CallsSeen> {
  const ping = await askPing(address);
  const connectMs = await connectTime(address);
  const found = await findGood(address, samples, isOver);
  const base = { ping, connectMs, tried: found.tried };
  const parameters = await call(address, { method: 'GET', path: '/execution-parameters', timeoutMs: shortTimeoutMs });
  if (!found.sample || !found.answer) return { ...base, parameters };
  const { sample, answer } = found;
  const { accept: _accept, ...plain } = sample;
  const typed = { ...sample, contentType: `${sample.contentType}; charset=utf-8` };
  const isText = /^(?:text\/|application\/json)/.test(sample.contentType) && !sample.contentType.includes(';');
  const withCharset = isText ? await invoke(address, typed) : undefined;
  const withoutAccept = sample.accept === undefined ? undefined : await invoke(address, plain);
  const load = await askUnderLoad(address, sample);
  const large = await invoke(address, { ...plain, body: largeBody(sample) });
  await sleep(50);
  const chunked = await invoke(address, sample, { isChunked: true, timeoutMs: shortTimeoutMs });
  const { contentType, accept, from } = sample;
  return {
    ...base,
    parameters,
    good: { contentType, from, answer, ...(accept !== undefined && { accept }) },
    ...(withCharset && { withCharset }),
    ...(withoutAccept && { withoutAccept }),
    load,
    large,
    chunked,
  };
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
  isOver: () => Promise<boolean>,
): Promise<Found> {
  const tried: TriedCall[] = [];
  for (const sample of samples) {
    const answer = await invoke(address, sample);
    tried.push({ ...answer, sent: sample.contentType, isMadeUp: guessedRequests.includes(sample) });
    if (answer.status >= 200 && answer.status < 300) return { tried, sample, answer };
    // Nobody is there any more, or there is no such route: another body changes nothing.
    if (answer.status === 404 || answer.status === 405 || (await isOver())) return { tried };
  }
  return { tried };
}
