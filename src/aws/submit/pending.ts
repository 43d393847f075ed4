import { readState, writeState } from '../storage/stateFile';
import { digestOf } from './names';
import type { NamedRequest } from './definitionTree';

/** What a submit sets out to leave on AWS. If it is cut off, this lists what may be there. */
export interface Leftovers {
  readonly definition: string;
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  /** Repositories of ECR. */
  readonly repositories: readonly string[];
  /** Prefixes in the bucket. */
  readonly prefixes: readonly string[];
}

/** A submit that has begun and not ended. */
interface Pending extends Leftovers {
  /** When its names were given. */
  readonly at: string;
  /** Of its requests, from when it was about to send them: nobody knows whether AWS got them. */
  readonly digest?: string;
  readonly requests?: readonly string[];
}

/** After this long, a try that was cut off is no part of what the user does now. Milliseconds. */
const forgottenAfter = 24 * 3600_000;

/** Remembers a submit while it goes on, so that the next one finishes what it was cut off in. */
export interface PendingSubmit {
  /** When the last try began that was cut off; undefined when there was none. */
  readonly earlier: Date | undefined;
  /** When the names of that try were given, if it was sending these requests. */
  cutOff(requestsAt: (at: Date) => readonly NamedRequest[]): Date | undefined;
  /** Note what may be left from now on; what an earlier try may have sent stays noted. */
  begin(at: Date, leftovers: Leftovers): Promise<void>;
  /** Note what is sent from now on. */
  sending(at: Date, leftovers: Leftovers, requests: readonly NamedRequest[]): Promise<void>;
  done(): Promise<void>;
}

/** @param file absolute path of a JSON file of ours */
export async function openPending(file: string, { account, region, definition }: Leftovers): Promise<PendingSubmit> {
  const key = `${account} ${region} ${definition}`;
  const all = async () => ((await readState(file)) ?? {}) as Readonly<Record<string, Pending>>;
  const write = async (pending: Pending) => writeState(file, { ...(await all()), [key]: pending });
  const last = (await all())[key];
  const isOld = last !== undefined && Date.now() - Date.parse(last.at) > forgottenAfter;
  return {
    earlier: last && new Date(last.at),
    cutOff: (requestsAt) => {
      if (!last || isOld || last.digest === undefined) return undefined;
      const at = new Date(last.at);
      return digestOfAll(requestsAt(at)) === last.digest ? at : undefined;
    },
    begin: async (at, leftovers) => {
      const { digest, requests } = last ?? {};
      const sent = digest === undefined || requests === undefined ? {} : { digest, requests };
      await write({ at: last && sent.digest !== undefined ? last.at : at.toISOString(), ...leftovers, ...sent });
    },
    sending: async (at, leftovers, requests) => {
      const names = requests.map(({ node, name }) => `${node.operation.name} ${name}`);
      await write({ at: at.toISOString(), ...leftovers, digest: digestOfAll(requests), requests: names });
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
