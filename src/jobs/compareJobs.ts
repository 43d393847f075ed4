import { isActive, type JobState } from './jobState';

/** A job as it is laid beside another, whichever platform runs it. */
export interface ComparedJob {
  readonly state: JobState;
  /** Its request as far as its Describe response tells. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Last value of each metric. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** One fact of two jobs. */
export interface ComparedRow {
  readonly fact: string;
  readonly one: string;
  readonly other: string;
}

/** Fields that are different with each job and say nothing about what it does. */
const ownNames = /^(TrainingJobName|ProcessingJobName|TransformJobName|HyperParameterTuningJobName|EndpointName|Tags)$/;

/** A request in a form in which two of them differ only where they mean different things: fields by name, no names of their own. */
export function comparableRequest(request: Readonly<Record<string, unknown>>): unknown {
  return sorted(Object.fromEntries(Object.entries(request).filter(([field]) => !ownNames.test(field))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/**
 * Status, times of all phases, last metrics and what differs in the requests, one row each.
 * @param duration a number of milliseconds in words
 * @param now milliseconds since the Unix epoch
 */
export function compareJobs(
  one: ComparedJob,
  other: ComparedJob,
  duration: (milliseconds: number) => string,
  now: number,
): readonly ComparedRow[] {
  const row = (fact: string, of: (job: ComparedJob) => string | undefined): ComparedRow => ({
    ...{ fact, one: of(one) ?? '', other: of(other) ?? '' },
  });
  const names = (of: (job: ComparedJob) => readonly string[]) => [...new Set([...of(one), ...of(other)])];
  const phases = names(({ state }) => state.transitions.map(({ status }) => status));
  const metrics = names((job) => Object.keys(job.metrics));
  const [flatOne, flatOther] = [flat(comparableRequest(one.request)), flat(comparableRequest(other.request))];
  const fields = [...new Set([...flatOne.keys(), ...flatOther.keys()])];
  return [
    row('Status', ({ state }) => state.status),
    row('Engine', ({ state }) => state.engine),
    row('Duration', ({ state }) =>
      duration((state.endedAt ?? (isActive(state.status) ? now : state.createdAt)) - state.createdAt),
    ),
    ...phases.map((phase) => row(phase, ({ state }) => phaseTime(state, phase, duration))),
    ...metrics.map((metric) => row(metric, (job) => numberText(job.metrics[metric]))),
    ...fields
      .filter((field) => flatOne.get(field) !== flatOther.get(field))
      .map((field) => ({ fact: field, one: flatOne.get(field) ?? '', other: flatOther.get(field) ?? '' })),
  ];
}

function phaseTime({ transitions }: JobState, phase: string, duration: (milliseconds: number) => string) {
  const spans = transitions.filter(({ status, endedAt }) => status === phase && endedAt !== undefined);
  if (spans.length === 0) return undefined;
  return duration(spans.reduce((sum, { startedAt, endedAt = startedAt }) => sum + endedAt - startedAt, 0));
}

function numberText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(Number(value.toPrecision(6)));
}

/** Every value of a request by its path. */
function flat(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, String(value)]]);
  const entries = Object.entries(value).map(
    ([key, inner]) => [Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, inner] as const,
  );
  return new Map(entries.flatMap(([inside, inner]) => [...flat(inner, inside)]));
}

/** The rows as a table in Markdown; what containers and files say is never markup. */
export function comparisonTable(titles: readonly [string, string, string], rows: readonly ComparedRow[]): string {
  const cell = (text: string) => text.replaceAll(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&').replaceAll(/\s*\n\s*/g, ' ');
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const body = rows.map(({ fact, one, other }) => line([fact, one, other]));
  return [line(titles), '| --- | --- | --- |', ...body, ''].join('\n');
}
