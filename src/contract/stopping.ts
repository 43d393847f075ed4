/** Seconds between SIGTERM and SIGKILL for a training container (T56). */
export const trainingGraceSeconds = 120;
/** Seconds between SIGTERM and SIGKILL for a hosting container (I12). */
export const hostingGraceSeconds = 30;
/** Seconds between SIGTERM and SIGKILL for a processing container; the service names no time (P10), so it gets that of training. */
export const processingGraceSeconds = trainingGraceSeconds;
/** `MaxRuntimeInSeconds` of a job that does not set it: one day (T57, P10). */
export const defaultMaxRuntimeSeconds = 86_400;
/** Size of /dev/shm in bytes (T65). */
export const shmBytes = 64 * 1024 * 1024;
