import type { TraceRequest } from '../../jobs/trace';

/** A trace's request from its JSON text; undefined when it is none. */
export function readTraceRequest(text: Buffer): TraceRequest | undefined {
  const value = parse(text.toString('utf8'));
  if (typeof value !== 'object' || value === null) return undefined;
  const { from, headers, body } = value as Readonly<Record<string, unknown>>;
  if (typeof from !== 'number' || typeof body !== 'string') return undefined;
  if (typeof headers !== 'object' || headers === null) return undefined;
  const given = Object.entries(headers).flatMap(([name, one]) => (typeof one === 'string' ? [[name, one]] : []));
  return { from, headers: Object.fromEntries(given) as Record<string, string>, body };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON: then it is no request either.
    return undefined;
  }
}
