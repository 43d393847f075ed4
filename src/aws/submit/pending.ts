import { readState, writeState } from '../storage/stateFile';
import { digestOf } from './names';
import type { NamedRequest } from './submitPlan';

/** A submit that was about to send its last request. If it was cut off there, nobody knows whether AWS got it. */
interface Pending {
  /** When its names were given. */
  readonly at: string;
  readonly digest: string;
}

/** After this long, a try that was cut off is no part of what the user does now. Milliseconds. */
const forgottenAfter = 24 * 3600_000;

/** Remembers tries that were cut off, so that the next one finds what they created. */
export interface PendingSubmits {
  /** When the names of a try were given that was cut off while it sent these requests; undefined when there was none. */
  cutOff(requestsAt: (at: Date) => readonly NamedRequest[]): Promise<Date | undefined>;
  begin(at: Date, requests: readonly NamedRequest[]): Promise<void>;
  done(): Promise<void>;
}

/**
 * @param file absolute path of a JSON file of ours
 * @param key account, region and definition
 */
export function pendingSubmits(file: string, key: string): PendingSubmits {
  const all = async () => ((await readState(file)) ?? {}) as Readonly<Record<string, Pending>>;
  return {
    cutOff: async (requestsAt) => {
      const pending = (await all())[key];
      if (!pending) return undefined;
      const at = new Date(pending.at);
      const isOurs = Date.now() - at.getTime() < forgottenAfter && digestOfAll(requestsAt(at)) === pending.digest;
      return isOurs ? at : undefined;
    },
    begin: async (at, requests) => {
      await writeState(file, { ...(await all()), [key]: { at: at.toISOString(), digest: digestOfAll(requests) } });
    },
    done: async () => {
      const { [key]: _done, ...others } = await all();
      await writeState(file, others);
    },
  };
}

function digestOfAll(requests: readonly NamedRequest[]): string {
  return digestOf(requests.map(({ request }) => request));
}
