import type { Channel } from '@aws-sdk/client-sagemaker';
import type { Instance } from './trainingInstances';

/** Content of `hyperparameters.json`: the request's map as it is, every value a string (T15). */
export function hyperparametersJson(hyperParameters: Readonly<Record<string, string>> | undefined): string {
  return JSON.stringify(hyperParameters ?? {});
}

/**
 * Content of `inputdataconfig.json`, keyed by channel (T17).
 * @param defaultMode `TrainingInputMode` of the job; a channel's own `InputMode` wins
 */
export function inputDataConfigJson(channels: readonly Partial<Channel>[], defaultMode: string): string {
  const entries = channels.map((channel): [string, object] => [
    channel.ChannelName ?? '',
    {
      ...(channel.ContentType !== undefined && { ContentType: channel.ContentType }),
      TrainingInputMode: channel.InputMode ?? defaultMode,
      S3DistributionType: channel.DataSource?.S3DataSource?.S3DataDistributionType ?? 'FullyReplicated',
      RecordWrapperType: channel.RecordWrapperType ?? 'None',
    },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

/**
 * Content of `resourceconfig.json` as one instance sees it (T18). `hosts` is sorted as text, so algo-10 comes before algo-2;
 * the hosts of a group are in no order that code may rely on (T19), so they are given backwards here.
 */
export function resourceConfigJson(instances: readonly Instance[], current: Instance): string {
  const groups = [...new Set(instances.map((instance) => instance.group))].map((name) => {
    const members = instances.filter((instance) => instance.group === name);
    return {
      instance_group_name: name,
      instance_type: members[0]?.type ?? current.type,
      hosts: members.map((member) => member.host).reverse(),
    };
  });
  return JSON.stringify({
    current_host: current.host,
    current_instance_type: current.type,
    current_group_name: current.group,
    hosts: instances.map((instance) => instance.host).sort(),
    instance_groups: groups,
    network_interface_name: 'eth0',
  });
}
