/** The last build of each tag, while it runs. */
const running = new Map<string, Promise<unknown>>();

/**
 * Builds of one tag in this process, one after the other: the second one finds all in the cache of the first, and what one tags is not let
 * go of by the other. Of five that began at once, one once failed; why is not known.
 * @throws the signal's reason where it comes before the build's turn
 */
export async function inTurn<T>(tag: string, signal: AbortSignal, build: () => Promise<T>): Promise<T> {
  for (let before = running.get(tag); before; before = running.get(tag)) await settled(before, signal);
  signal.throwIfAborted();
  const own = build().finally(() => running.delete(tag));
  running.set(tag, own);
  return own;
}

/** Waits until a build has ended in whatever way, or nobody wants to wait any more. */
function settled(build: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    const end = () => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    build.then(end, end);
  });
}
