import { createHash } from 'node:crypto';
import { jobNameFrom, uniqueJobName } from '../../contract/jobName';
import type { Operation, Request } from './operations';

/** The name that a definition gets on AWS; `content` is the request without its name. */
export function nameFor(operation: Operation, base: string, content: Request, at: Date): string {
  switch (operation.naming) {
    case 'own':
      return jobNameFrom(base);
    case 'token':
      return digestOf({ base, content }).slice(0, operation.longestName);
    case 'content':
      return withSuffix(base, digestOf({ operation: operation.name, content }).slice(0, 10), operation.longestName);
    case 'time':
      return operation.longestName >= 63
        ? uniqueJobName(base, at)
        : withSuffix(base, at.toISOString().replace(/\D/g, '').slice(2, 14), operation.longestName);
  }
}

function withSuffix(base: string, suffix: string, longest: number): string {
  return `${jobNameFrom(base.slice(0, longest - suffix.length - 1))}-${suffix}`;
}

/** Whether a job has the name that `nameFor` gives to jobs of this base. */
export function isNameOf(base: string, name: string): boolean {
  const start = jobNameFrom(base);
  const time = /-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-\d{3}$/.exec(name)?.[0];
  return (
    name === start ||
    (time !== undefined && uniqueJobName(base, new Date(0)).slice(0, -time.length) === name.slice(0, -time.length))
  );
}

/** A digest of data, the same whatever the order of its fields. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
