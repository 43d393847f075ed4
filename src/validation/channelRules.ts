import type { Channel, CreateTrainingJobRequest, HyperParameterTrainingJobDefinition } from '@aws-sdk/client-sagemaker';
import type { JsonPath, Problem } from './problem';

type TrainingRequest = Partial<CreateTrainingJobRequest> | Partial<HyperParameterTrainingJobDefinition>;

/** What a schema can't say about the input of a training job. @param at where the job stands in the request */
export function checkChannels(request: TrainingRequest, at: JsonPath): readonly Problem[] {
  const channels = request.InputDataConfig ?? [];
  const jobMode = request.AlgorithmSpecification?.TrainingInputMode;
  return channels.flatMap((channel, index) => {
    const path = [...at, 'InputDataConfig', index];
    const mode = channel.InputMode ?? jobMode;
    return [
      ...checkName(channel, channels, path),
      ...checkSource(channel, index, path),
      ...(mode === undefined ? [] : checkMode(channel, mode, path)),
      ...checkFileSystem(channel, mode ?? 'File', request.VpcConfig !== undefined, path),
    ];
  });
}

/** L9: a channel's name is its folder. */
function checkName({ ChannelName: name }: Channel, channels: readonly Channel[], path: JsonPath): readonly Problem[] {
  const index = path.at(-1);
  if (name === undefined || channels.findIndex((other) => other.ChannelName === name) === index) return [];
  const message = `Two channels are called ${JSON.stringify(name)}.`;
  return [{ code: 'L9', path: [...path, 'ChannelName'], message, action: 'Give each channel its own name.' }];
}

function checkSource(
  { ChannelName: name, DataSource: source }: Channel,
  index: number,
  path: JsonPath,
): readonly Problem[] {
  if (!source || Object.keys(source).length === 1) return [];
  const count = Object.keys(source).length === 0 ? 'no' : 'more than one';
  const message = `The channel ${name ?? String(index)} has ${count} data source.`;
  return [{ code: 'field.one', path: [...path, 'DataSource'], message, action: 'Give it one S3DataSource.' }];
}

/** T25, T26, T29: what each way of delivering data can't do. */
function checkMode(channel: Channel, mode: string, path: JsonPath): readonly Problem[] {
  const type = channel.DataSource?.S3DataSource?.S3DataType;
  const at = [...path, 'DataSource', 'S3DataSource', 'S3DataType'];
  const problems: Problem[] = [];
  if (mode === 'FastFile' && type !== undefined && type !== 'S3Prefix') {
    const message = `FastFile takes S3DataType S3Prefix only, not ${type}.`;
    problems.push({
      code: 'T26',
      path: at,
      message,
      action: 'Write "S3Prefix", or use File mode.',
      replacement: '"S3Prefix"',
    });
  }
  if (mode === 'File' && type === 'AugmentedManifestFile') {
    const message = 'An AugmentedManifestFile is streamed; it needs Pipe mode.';
    problems.push({ code: 'T25', path: at, message, action: 'Add "InputMode": "Pipe" to the channel.' });
  }
  if (mode !== 'Pipe' && channel.CompressionType === 'Gzip') {
    const message = `The platform inflates data in Pipe mode only; in ${mode} mode the program gets it as it is.`;
    const action = 'Write "None", or use Pipe mode.';
    problems.push({ code: 'T29', path: [...path, 'CompressionType'], message, action, replacement: '"None"' });
  }
  if (mode !== 'Pipe' && channel.RecordWrapperType === 'RecordIO') {
    const message = `Records are wrapped in Pipe mode only, not in ${mode} mode.`;
    const action = 'Write "None", or use Pipe mode.';
    problems.push({
      code: 'T29',
      severity: 'warning',
      path: [...path, 'RecordWrapperType'],
      message,
      action,
      replacement: '"None"',
    });
  }
  return problems;
}

/** T27: a file system is mounted as it is, from inside a VPC. */
function checkFileSystem(
  { DataSource: source }: Channel,
  mode: string,
  hasVpc: boolean,
  path: JsonPath,
): readonly Problem[] {
  if (!source?.FileSystemDataSource) return [];
  const at = [...path, 'DataSource', 'FileSystemDataSource'];
  if (mode !== 'File') {
    const message = `A file system is there in File mode only, not in ${mode} mode.`;
    return [{ code: 'T27', path: at, at: 'key', message, action: 'Use File mode for this channel.' }];
  }
  if (hasVpc) return [];
  const message = 'A file system needs VpcConfig: it is reached from inside a VPC.';
  return [
    { code: 'T27', path: at, at: 'key', message, action: 'Add "VpcConfig" with its Subnets and SecurityGroupIds.' },
  ];
}
