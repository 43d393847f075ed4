import { Readable } from 'node:stream';
import { isRefusal, type DockerApi } from './dockerApi';
import { withItsEnd } from './followedLog';
import type { WaitReply } from './replies';

/** The two lines to a container: what it writes, and that it has ended. */
export interface Attached {
  /** Frames, see `readFrames`. */
  readonly stream: Readable;
  readonly ended: Promise<WaitReply>;
}

/**
 * Attach to a container that has not started. An attached stream is exact at any speed; following the log is not where logs
 * rotate.
 */
export async function attachNew(api: DockerApi, id: string, signal: AbortSignal): Promise<Attached> {
  const query = { stream: true, stdout: true, stderr: true };
  const [stream, ended] = await Promise.all([
    api.hijack({ method: 'POST', path: `/containers/${id}/attach`, query, signal }),
    // Without this condition an engine takes a container that has not started for one that has ended.
    awaitEnd(api, id, 'next-exit', signal),
  ]);
  return { stream, ...ended };
}

/** Attach to a container that was started before, or has ended: its log from the beginning. */
export async function attachAgain(api: DockerApi, id: string, signal: AbortSignal): Promise<Attached> {
  const path = `/containers/${id}/logs`;
  const query = { stdout: true, stderr: true };
  const [followed, ended] = await Promise.all([
    api.stream({ path, query: { ...query, follow: true }, signal }),
    awaitEnd(api, id, 'not-running', signal),
  ]);
  const read = async (tail?: number): Promise<Readable> => {
    try {
      return await api.stream({ path, query: { ...query, ...(tail !== undefined && { tail }) }, signal });
    } catch (error) {
      // The container was removed meanwhile.
      if (isRefusal(error, 404, 409)) return Readable.from([]);
      throw error;
    }
  };
  return { stream: withItsEnd(followed, read), ...ended };
}

/** Resolves when the engine has begun to wait; `ended` is what it says when the waiting is over. */
async function awaitEnd(
  api: DockerApi,
  id: string,
  condition: string,
  signal: AbortSignal,
): Promise<Pick<Attached, 'ended'>> {
  const answer = await api.stream({ method: 'POST', path: `/containers/${id}/wait`, query: { condition }, signal });
  const ended = api.text(answer).then((text) => JSON.parse(text) as WaitReply);
  // Nobody may listen at the moment when the engine dies; who asks later still gets the error.
  ended.catch(() => undefined);
  return { ended };
}
