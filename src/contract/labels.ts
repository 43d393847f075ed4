/** Labels on everything that we start on an engine; a later process finds it by them. */
export const labels = {
  /** Name of the job or endpoint. Present on every container, volume and network of ours. */
  job: 'sagemaker-containers.job',
  /** Absolute path of the job's folder on this machine. */
  folder: 'sagemaker-containers.folder',
  /** Host name of the instance, for example `algo-1`. */
  host: 'sagemaker-containers.host',
} as const;
