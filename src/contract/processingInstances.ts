import type { ProcessingClusterConfig } from '@aws-sdk/client-sagemaker';
import { trainingInstances, type Instance } from './trainingInstances';

/** The machines that a processing job asks for, named as those of a training job; one when it doesn't say. */
export function processingInstances(cluster: Partial<ProcessingClusterConfig> | undefined): readonly Instance[] {
  const { InstanceType, InstanceCount } = cluster ?? {};
  return trainingInstances({ InstanceType, InstanceCount });
}
