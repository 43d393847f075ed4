import { join } from 'node:path';
import { lateAws } from './lateAws';
import { createDetachedPlatform } from './local/detachedPlatform';
import { chooseEngine } from './local/engineChoice';
import { createLocalPlatform } from './local/localPlatform';
import { stateFolder } from './local/projectRoot';
import { startDetached } from './local/spawnCli';
import type { App, CheckApp } from './terminal/app';
import { ask, canAsk } from './terminal/ask';

/** What there is before a command needs the platform. */
export interface Surroundings extends CheckApp, Pick<App, 'handshake'> {
  /** Path of this program, for processes that outlive it. */
  readonly program: string;
}

/** What the commands work with that start, follow or end jobs; loaded when one of them is given. */
export function openLocalApp(root: string, { program, ...given }: Surroundings): App {
  const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const cli = { program, nodeArguments: process.execArgv, root, environment: () => ({}) };
  const aws = lateAws({
    root,
    environment: () => process.env,
    ...(canAsk() && { askMfaCode: (device: string) => ask(`Code of the MFA device ${device}: `) }),
  });
  const platform = createLocalPlatform({
    root,
    region,
    credentials: (profile) => aws.credentials(profile),
    engine: (choice) => chooseEngine(choice, root),
    doctor: async () => (await import('./local/doctor')).doctor(root, (choice) => chooseEngine(choice, root)),
  });
  return {
    ...given,
    platform,
    jobs: platform,
    aws,
    // Beside the bundle's folder, and beside the source's.
    probeFiles: join(program, '..', '..', 'probe'),
    resume: (job) => platform.resume(job, new AbortController().signal),
    clean: async (ended) => {
      const { clean } = await import('./local/clean');
      const engines = await Promise.allSettled([chooseEngine('docker', root), chooseEngine('process', root)]);
      return clean(
        root,
        engines.flatMap((engine) => (engine.status === 'fulfilled' ? [engine.value] : [])),
        ended,
      );
    },
    detach: (args) => startDetached(cli, args),
    openServer: async ({ engine, ...choices }) => {
      const { openServer } = await import('./server/openServer');
      const surroundings = { platform: createDetachedPlatform(cli), account: join(root, stateFolder), region, engine };
      return openServer(surroundings, choices);
    },
  };
}
