import { absent, matches, present, type ProbeRule } from './probeRule';
import { isRecord } from './probeDump';

const rootFolder = matches(/^folder 0:0 755$/, 'a folder of root with mode 755');
const file = matches(/^file /, 'a file');
const folder = matches(/^folder /, 'a folder');

const training: readonly ProbeRule[] = [
  ...['hyperparameters', 'inputdataconfig', 'resourceconfig'].map((name): ProbeRule => ({
    id: 'T12',
    key: `tree./opt/ml/input/config/${name}.json`,
    says: 'these three files are always there',
    fault: file,
    required: 'there is no such file',
  })),
  {
    id: 'T12',
    key: /^tree\.\/opt\/ml\/input\/config\/(checkpoint|debughook|profiler|tensorboardoutput)config\.json$/,
    says: 'further config files come with their part of the request only',
    fault: absent,
  },
  {
    id: 'T13',
    key: /^tree\.\/opt\/ml\/input\/config\/(init-config|trainingjobconfig|upstreamoutputdataconfig)\.json$/,
    says: 'these are in no source',
    fault: absent,
  },
  {
    id: 'T12',
    key: 'tree./opt/ml/model',
    says: 'root owns the folder of the model',
    fault: rootFolder,
    required: 'there is none',
  },
  {
    id: 'T12',
    key: 'tree./opt/ml/output',
    says: 'root owns the folder of outputs',
    fault: rootFolder,
    required: 'there is none',
  },
  {
    id: 'T12',
    key: 'tree./opt/ml/output/data',
    says: 'root owns the folder of outputs',
    fault: folder,
    required: 'there is none',
  },
  {
    id: 'T35',
    key: /^tree\.\/opt\/ml\/output\/metrics(\/sagemaker)?$/,
    says: 'SAGEMAKER_METRICS_DIRECTORY names a folder',
    fault: folder,
  },
  {
    id: 'T23',
    key: /^tree\.\/opt\/ml\/input\/data/,
    says: 'a folder for each channel, filled before the start',
    fault: present,
  },
  {
    id: 'T12',
    key: /^tree\.\/opt\/ml(\/input(\/config)?)?$/,
    says: 'config files and channels are below /opt/ml/input',
    fault: folder,
  },
  {
    id: 'T15',
    key: 'content./opt/ml/input/config/hyperparameters.json',
    says: 'a flat object of strings',
    fault: flatStrings,
  },
  {
    id: 'T17',
    key: 'content./opt/ml/input/config/inputdataconfig.json',
    says: 'by channel: mode, distribution, wrapper, and ContentType where given',
    fault: channels,
  },
  {
    id: 'T18',
    key: 'content./opt/ml/input/config/resourceconfig.json',
    says: 'hosts sorted as text, the groups, eth0',
    fault: resources,
  },
  { id: 'T11', key: 'mount./opt/ml', says: 'folders below /opt/ml are mounted, not /opt/ml itself', fault: absent },
  {
    id: 'T11',
    key: /^mount\.\/opt\/ml\/(input|model|output)/,
    says: 'folders below /opt/ml are mounted, not /opt/ml itself',
    fault: present,
  },
  {
    id: 'T53',
    key: /^write\.\/opt\/ml\/(model|output)/,
    says: 'what is written to model and output is kept',
    fault: matches(/^yes$/, 'possible'),
  },
];

const processing: readonly ProbeRule[] = [
  {
    id: 'P6',
    key: 'tree./opt/ml/config/processingjobconfig.json',
    says: 'the job as a file',
    fault: file,
    required: 'there is no such file',
  },
  {
    id: 'P7',
    key: 'tree./opt/ml/config/resourceconfig.json',
    says: 'the hosts as a file',
    fault: file,
    required: 'there is no such file',
  },
  { id: 'P7', key: 'tree./opt/ml/config', says: 'config files are in /opt/ml/config', fault: folder },
  {
    id: 'P8',
    key: 'tree./opt/ml/output',
    says: 'the exit message is written to /opt/ml/output/message',
    fault: folder,
    required: 'there is no such folder',
  },
  {
    id: 'P3',
    key: 'tree./opt/ml/processing/out',
    says: 'folders of outputs are there before the start',
    fault: folder,
    required: 'there is no such folder',
  },
  {
    id: 'P3',
    key: /^tree\.\/opt\/ml\/processing/,
    says: 'inputs and outputs are below /opt/ml/processing',
    fault: present,
  },
  {
    id: 'P6',
    key: 'content./opt/ml/config/processingjobconfig.json',
    says: 'the job in this shape, unset fields null',
    fault: processingJob,
  },
  {
    id: 'P7',
    key: 'content./opt/ml/config/resourceconfig.json',
    says: 'current_host and hosts',
    fault: processingHosts,
  },
  {
    id: 'P3',
    key: /^write\.\/opt\/ml\/(processing\/out|output)$/,
    says: 'outputs can be written',
    fault: matches(/^yes$/, 'possible'),
  },
];

const serving: readonly ProbeRule[] = [
  {
    id: 'I15',
    key: 'tree./opt/ml/model',
    says: 'the model is unpacked to /opt/ml/model before the start',
    fault: folder,
    required: 'there is none',
  },
  {
    id: 'I15',
    key: 'tree./opt/ml/model/weights.txt',
    says: 'the model is unpacked to /opt/ml/model before the start',
    fault: file,
    required: 'it was not unpacked',
  },
  {
    id: 'O5',
    key: /^(write|mount)\.\/opt\/ml\/model$/,
    says: 'whether /opt/ml/model can be written is published nowhere',
  },
];

const named = (rules: readonly ProbeRule[], ...kinds: NonNullable<ProbeRule['kinds']>): readonly ProbeRule[] =>
  rules.map((rule) => ({ ...rule, kinds }));

/** Rules about files, mounts and what can be written. */
export const fileRules: readonly ProbeRule[] = [
  ...named(training, 'training'),
  ...named(processing, 'processing'),
  ...named(serving, 'hosting', 'pipeline', 'transform'),
  { id: 'T12', key: /^write\.\/tmp$/, says: '/tmp is for scratch files', fault: matches(/^yes$/, 'possible') },
];

function json(value: unknown): Readonly<Record<string, unknown>> {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
  return isRecord(parsed) ? parsed : {};
}

function missing(object: unknown, fields: readonly string[]): string | undefined {
  const absentOnes = isRecord(object) ? fields.filter((field) => !(field in object)) : fields;
  return absentOnes.length === 0 ? undefined : `it lacks ${absentOnes.join(', ')}`;
}

function flatStrings(value: unknown): string | undefined {
  const odd = Object.entries(json(value)).filter(([, one]) => typeof one !== 'string');
  return odd.length === 0 ? undefined : `${odd.map(([name]) => name).join(', ')} should be text`;
}

function channels(value: unknown): string | undefined {
  const wanted = ['TrainingInputMode', 'S3DistributionType', 'RecordWrapperType'];
  return Object.values(json(value))
    .map((channel) => missing(channel, wanted))
    .find((fault) => fault !== undefined);
}

function resources(value: unknown): string | undefined {
  const config = json(value);
  const hosts = Array.isArray(config['hosts']) ? config['hosts'].map(String) : [];
  if (hosts.join() !== [...hosts].sort().join()) return 'hosts should be sorted as text';
  const groups = ['current_instance_type', 'current_group_name', 'instance_groups'];
  return missing(config, ['current_host', 'hosts', 'network_interface_name', ...groups]);
}

function processingHosts(value: unknown): string | undefined {
  return missing(json(value), ['current_host', 'hosts']);
}

function processingJob(value: unknown): string | undefined {
  const top = ['ProcessingJobArn', 'ProcessingJobName', 'AppSpecification', 'Environment', 'ProcessingInputs'];
  const more = ['ProcessingOutputConfig', 'ProcessingResources', 'RoleArn', 'StoppingCondition'];
  return missing(json(value), [...top, ...more]);
}
