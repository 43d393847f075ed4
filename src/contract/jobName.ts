/** Names of jobs and endpoints (L1): letters, digits and single hyphens inside, 1–63 characters. */
const longest = 63;

/** A valid name made from any text, for example a file name: what is not allowed becomes a hyphen. */
export function jobNameFrom(text: string): string {
  const name = text
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'job' : name;
}

/** `base` with a time behind it, as the SageMaker SDK does: unique for one base within a millisecond, at most 63 characters. */
export function uniqueJobName(base: string, at: Date): string {
  const time = at
    .toISOString()
    .replace(/[^0-9]/g, '-')
    .replace(/-$/, '');
  return `${jobNameFrom(base.slice(0, longest - time.length - 1))}-${time}`;
}
