import { AppError } from '../contract/appError';

/** Kinds of containers that the probe tells apart by what it was started with. */
const probeKinds = ['training', 'processing', 'hosting', 'pipeline', 'transform'] as const;
export type ProbeKind = (typeof probeKinds)[number];

/** All that a probe container saw: observations by key, for example `env.AWS_REGION`. Values are JSON. */
export interface ProbeDump {
  readonly kind: ProbeKind;
  readonly observed: Readonly<Record<string, unknown>>;
}

/** In front of each line of a log that holds an observation. */
const mark = '[probe] ';

/**
 * The dump of one container from the lines of its log; undefined when they hold none. Of a key that was observed several times
 * the last value stays.
 */
export function dumpFromLines(lines: Iterable<string>): ProbeDump | undefined {
  const observed: Record<string, unknown> = {};
  for (const line of lines) {
    const start = line.indexOf(mark);
    const one = start < 0 ? undefined : parsed(line.slice(start + mark.length));
    if (isRecord(one) && typeof one['key'] === 'string') observed[one['key']] = one['value'];
  }
  return dumpOf(observed);
}

/**
 * A dump from a file's text: the probe's own document, the log of a container, or the answer of `aws logs get-log-events`.
 * @param name of the file, for the message
 * @throws AppError `probe.dump`
 */
export function parseDump(text: string, name: string): ProbeDump {
  const value = parsed(text);
  const dump = isRecord(value) ? (documentDump(value) ?? eventsDump(value)) : dumpFromLines(text.split(/\r?\n/));
  if (dump) return dump;
  throw new AppError(
    'probe.dump',
    `${name} holds nothing that a probe container wrote.`,
    'Name a probe-*.json of its outputs, the body of its answer, or its log; see docs/probe.md.',
  );
}

function documentDump({ observed }: Readonly<Record<string, unknown>>): ProbeDump | undefined {
  return isRecord(observed) ? dumpOf(observed) : undefined;
}

function eventsDump({ events }: Readonly<Record<string, unknown>>): ProbeDump | undefined {
  if (!Array.isArray(events)) return undefined;
  return dumpFromLines(events.map((event: unknown) => (isRecord(event) ? String(event['message']) : '')));
}

function dumpOf(observed: Readonly<Record<string, unknown>>): ProbeDump | undefined {
  const kind = probeKinds.find((one) => one === observed['probe.kind']);
  return kind && { kind, observed };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON: a log, or a line that a program has broken in two.
    return undefined;
  }
}

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
