/** Where a processing container finds its configuration and leaves its message (P6, P7, P8). Absolute POSIX paths in the container. */
export const processingPaths = {
  config: '/opt/ml/config',
  output: '/opt/ml/output',
  /** Every `LocalPath` of an input or output lies below this folder (P3). */
  local: '/opt/ml/processing',
} as const;

/** Name of the exit message's file below `/opt/ml/output` (P8). */
export const exitMessageFile = 'message';
