/**
 * Bytes that one byte of a compressed archive may stand for. gzip packs at most some 1032 into one, which a model of zeros comes near to:
 * with this no archive of the platform is refused for its ratio, and what packs far tighter still is.
 */
export const largestRatio = 2000;
