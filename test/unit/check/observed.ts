import type { Observations } from '../../../src/check/observations';
import type { ProgramSeen, TrainingSeen } from '../../../src/check/programSeen';
import type { CallSeen, StartSeen } from '../../../src/check/servingSeen';
import type { CheckUse } from '../../../src/jobs/containerCheck';

/** Lines as a program wrote them, a tenth of a second apart. */
export function log(...lines: readonly string[]): ProgramSeen['log'] {
  return lines.map((text, index) => ({ at: index / 10, text }));
}

export const goodRun: ProgramSeen = { exitCode: 0, seconds: 2, log: log('epoch=0', 'epoch=1'), modelFiles: 1 };

/** A run that works, with a line after each of these seconds. */
export const printing = (...seconds: readonly number[]): ProgramSeen => ({
  ...goodRun,
  seconds: (seconds.at(-1) ?? 0) + 0.4,
  log: seconds.map((at) => ({ at, text: 'epoch' })),
});
export const failedRun: ProgramSeen = { exitCode: 1, seconds: 1, log: log('boom'), modelFiles: 0 };
export const answered: CallSeen = { status: 200, contentType: 'text/csv', milliseconds: 5, body: '1\n' };
export const healthy: StartSeen = { healthyAfter: 1, waited: 1, lastPing: '200', port: 8080, log: log('serving') };

/** A container of which nothing is known but this. */
export function observed(use: CheckUse, more: Partial<Observations> = {}): Observations {
  return { uses: new Set([use]), findings: [], image, inside, ...more };
}

const image = {
  name: 'car:1',
  architecture: 'amd64',
  labels: {},
  entrypoint: [],
  user: '',
  environment: {},
  bytes: 1e8,
  history: [],
};
const inside = { programs: {}, credentials: [], drivers: [], hidden: [] };

/** A training that ran like this. */
export function trained(plain: ProgramSeen, more: Partial<TrainingSeen> = {}): Observations {
  return observed('training', { training: { plain, isDefined: true, channels: ['train'], cures: [], ...more } });
}

/** A server that started like this. */
export function served(isolated: StartSeen, more: Partial<Observations['serving']> = {}): Observations {
  return observed('realtime', { serving: { isolated, hasModel: true, cures: [], ...more } });
}
