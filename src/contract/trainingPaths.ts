/** Where a training container finds its inputs and leaves its results (T12). Absolute POSIX paths in the container. */
export const trainingPaths = {
  input: '/opt/ml/input',
  config: '/opt/ml/input/config',
  data: '/opt/ml/input/data',
  model: '/opt/ml/model',
  output: '/opt/ml/output',
  checkpoints: '/opt/ml/checkpoints',
} as const;

/** Folders below `/opt/ml/output` that exist before the program starts (T12, T35). */
export const outputFolders = ['data', 'metrics/sagemaker'] as const;

/** The folder of a channel in File mode (T23). */
export function channelPath(channel: string): string {
  return `${trainingPaths.data}/${channel}`;
}
