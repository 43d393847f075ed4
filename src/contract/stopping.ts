/** Seconds between SIGTERM and SIGKILL for a training container (T56). */
export const trainingGraceSeconds = 120;
/** Seconds between SIGTERM and SIGKILL for a hosting container (I12). */
export const hostingGraceSeconds = 30;
/** `MaxRuntimeInSeconds` of a job that does not set it: one day (T57). */
export const defaultMaxRuntimeSeconds = 86_400;
/** Size of /dev/shm in bytes (T65). */
export const shmBytes = 64 * 1024 * 1024;
