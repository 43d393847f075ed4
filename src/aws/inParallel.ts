/**
 * Do the same with each of a list, so many at the same time; results are in the list's order. After a failure none is begun any more, and
 * none is under way when it is thrown.
 */
export async function inParallel<One, Result>(
  list: readonly One[],
  width: number,
  work: (one: One) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const open = list.entries();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const [index, one] of open) {
      if (hasFailed) return;
      results[index] = await work(one);
    }
  };
  const stopOthers = (error: unknown): never => {
    hasFailed = true;
    throw error;
  };
  const ended = await Promise.allSettled(Array.from({ length: width }, () => worker().catch(stopOthers)));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return results;
}
