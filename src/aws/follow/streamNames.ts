/**
 * What people call a stream of CloudWatch Logs: the instance, and the container where it says one. `JOB/algo-1-1700000000` is `algo-1`, as
 * locally; instances that took over after an interruption go on with the stream of the one before.
 * @param prefix what the names of the job's streams begin with
 */
export function shownName(name: string, prefix: string): string {
  const own = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return own.replace(/-\d{10}(?=$|\/)/, '').replace(/^.*\/data-log$/, 'data-log');
}

/** What the names of a job's streams begin with; an endpoint has a log group of its own. */
export function streamPrefix(kind: string, job: string): string {
  return kind === 'endpoint' ? '' : `${job}/`;
}
