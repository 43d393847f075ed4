import { isInit, isShellForm } from '../../check/causes';
import type { InsideSeen } from '../../check/observations';
import type { Cure } from '../../check/programSeen';
import type { ContainerSpec } from '../../contract/containerSpec';
import { otherEncoding, typedValues } from './encodings';

/** One thing of the platform taken away; when a failing container then works, that thing is what it can't cope with. */
export interface Change extends Cure {
  readonly apply: (spec: ContainerSpec) => ContainerSpec;
  /** What is in hyperparameters.json then; absent for what the definition says. */
  readonly hyperparameters?: Readonly<Record<string, unknown>>;
}

/** What is known of a run that failed. */
export interface Failure {
  readonly log: string;
  readonly exitCode: number;
  readonly inside: InsideSeen | undefined;
  /** ENTRYPOINT of the image. */
  readonly entrypoint: readonly string[];
}

const largeShm = 1024 * 1024 * 1024;

const asRoot: Change = {
  rule: 'G8',
  change: 'as root',
  apply: (spec) => ({ ...spec, limits: { ...spec.limits, user: '0:0' } }),
};
const withNetwork: Change = {
  rule: 'G19',
  change: 'with a way to other networks',
  apply: (spec) => ({ ...spec, network: { ...spec.network, isolated: false } }),
};
const withKeys: Change = {
  rule: 'G20',
  change: 'with AWS_DEFAULT_REGION and keys in the environment',
  apply: (spec) =>
    withEnvironment(spec, {
      AWS_DEFAULT_REGION: spec.environment['AWS_REGION'] ?? 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'none',
    }),
};
const withShm: Change = {
  rule: 'G25',
  change: 'with 1 GB of /dev/shm',
  apply: (spec) => ({ ...spec, shmBytes: largeShm }),
};
const withoutMounts: Change = {
  rule: 'G7',
  change: 'with the folders of the image in place of those of the platform',
  apply: (spec) => ({ ...spec, mounts: [] }),
};

/**
 * What may be wrong with a training that failed, the likeliest first.
 * @param values hyperparameters of the definition
 */
export function trainingChanges(failure: Failure, values: Readonly<Record<string, string>>): readonly Change[] {
  const toolkit = [withToolkit(values)];
  const speaksOfIt = /\bSM_[A-Z]/.test(failure.log);
  return [
    ...encodings(values),
    asFirstHost,
    ...(speaksOfIt ? toolkit : []),
    ...servingChanges(failure),
    withNetwork,
    // What reads them with a default of nothing fails without a word of them.
    ...(speaksOfIt ? [] : toolkit),
  ];
}

/** The same for processing, which gets no word of the platform's. @param isIsolated it has no way to other networks */
export function processingChanges(failure: Failure, isIsolated: boolean): readonly Change[] {
  return [...surroundings(failure), ...(isIsolated ? [withNetwork] : [])];
}

/** The same for a server, which is tried with a way to other networks anyhow. */
export function servingChanges(failure: Failure): readonly Change[] {
  const { entrypoint } = failure;
  const takesWord = entrypoint.length > 0 && !isShellForm(entrypoint) && !isInit(entrypoint);
  return [...surroundings(failure), ...(takesWord ? [withoutWord] : [])];
}

/** What of its surroundings any program may not cope with. */
function surroundings({ log, exitCode, inside }: Omit<Failure, 'entrypoint'>): readonly Change[] {
  return [
    ...(/denied|not permitted/i.test(log) ? [asRoot] : []),
    ...(/region|credential|\bAWS_[A-Z]/i.test(log) ? [withKeys] : []),
    ...(isShm(log, exitCode) ? [withShm] : []),
    ...(inside && inside.hidden.length > 0 ? [withoutMounts] : []),
  ];
}

/** The ways in which the same hyperparameters may be written. */
function encodings(values: Readonly<Record<string, string>>): readonly Change[] {
  const written = [
    ['with the other encoding of text hyperparameters', otherEncoding(values)?.values],
    ['with numbers where the definition has text', typedValues(values)],
  ] as const;
  return written.flatMap(([change, hyperparameters]) =>
    hyperparameters ? [{ rule: 'G13', change, apply: (spec: ContainerSpec) => spec, hyperparameters }] : [],
  );
}

/** The first change that helps, as a list of none or one. */
export async function firstCure(
  changes: readonly Change[],
  isGood: (change: Change) => Promise<boolean>,
): Promise<readonly Cure[]> {
  for (const change of changes) if (await isGood(change)) return [{ rule: change.rule, change: change.change }];
  return [];
}

function isShm(log: string, exitCode: number): boolean {
  return exitCode === 135 || /bus error|\/dev\/shm|shared memory|no space left/i.test(log);
}

const asFirstHost: Change = {
  rule: 'G27',
  change: 'with the host name algo-1',
  apply: (spec) => ({ ...spec, hostname: 'algo-1' }),
};

/** A program that wants arguments of its own may not know the word of the platform, as an option of its command line. */
const withoutWord: Change = {
  rule: 'G1',
  change: 'without the word train or serve',
  apply: (spec) => ({ ...spec, arguments: [] }),
};

/** What a toolkit in the image would set. */
const withToolkit = (values: Readonly<Record<string, string>>): Change => ({
  rule: 'G15',
  change: 'with the SM_ variables of a toolkit',
  apply: (spec) =>
    withEnvironment(spec, {
      SM_MODEL_DIR: '/opt/ml/model',
      SM_OUTPUT_DATA_DIR: '/opt/ml/output/data',
      SM_OUTPUT_DIR: '/opt/ml/output',
      SM_INPUT_DIR: '/opt/ml/input',
      SM_NUM_GPUS: '0',
      SM_NUM_CPUS: '1',
      SM_HOSTS: '["algo-1"]',
      SM_CURRENT_HOST: 'algo-1',
      SM_HPS: JSON.stringify(typedValues(values) ?? values),
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`SM_HP_${name.toUpperCase()}`, value])),
      ...channelVariables(spec),
    }),
});

/** What may keep a training from leaving a model that ends well all the same. */
export function modelChanges(values: Readonly<Record<string, string>>): readonly Change[] {
  return [asFirstHost, withToolkit(values)];
}

function channelVariables({ mounts }: ContainerSpec): Record<string, string> {
  const channels = mounts.flatMap(({ target }) => /^\/opt\/ml\/input\/data\/([^/]+)/.exec(target)?.[1] ?? []);
  const names = channels.length > 0 ? channels : ['train', 'training'];
  return Object.fromEntries(names.map((name) => [`SM_CHANNEL_${name.toUpperCase()}`, `/opt/ml/input/data/${name}`]));
}

function withEnvironment(spec: ContainerSpec, more: Readonly<Record<string, string>>): ContainerSpec {
  return { ...spec, environment: { ...spec.environment, ...more } };
}
