import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseEngine } from '../src/local/engineChoice';
import { createLocalPlatform } from '../src/local/localPlatform';

/** An endpoint in service. */
export interface ServedModel {
  /** The endpoint's name. */
  readonly name: string;
  /** Of its invocations. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A model definition in a project of its own. @returns its path */
export function writeModel(folder: string, request: object): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'bench.model.json');
  writeFileSync(file, JSON.stringify(request));
  return file;
}

/** Serve a model on Docker. @throws Error when it does not come into service */
export async function serveModel(root: string, definition: string): Promise<ServedModel> {
  const platform = createLocalPlatform({
    root,
    region: 'us-east-1',
    engine: (choice) => chooseEngine(choice, root),
    doctor: () => Promise.resolve([]),
  });
  const events = platform.start({ definition, engine: 'docker' }, new AbortController().signal)[Symbol.asyncIterator]();
  let failure = '';
  for (let next = await events.next(); !next.done; next = await events.next()) {
    const event = next.value;
    if (event.kind === 'status') failure = event.failureReason ?? '';
    if (event.kind !== 'status' || event.url === undefined) continue;
    const { job, url } = event;
    return {
      name: job,
      url: `${url}/endpoints/${job}/invocations`,
      stop: async () => {
        await platform.stop(job);
        while (!(await events.next()).done);
      },
    };
  }
  throw new Error(`The model did not come into service. ${failure}`);
}
