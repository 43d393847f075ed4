import type { ProbeDump, ProbeKind } from '../../../src/probe/probeDump';

/** A dump with what matters for one test. */
export function dumpOf(kind: ProbeKind, observed: Readonly<Record<string, unknown>> = {}): ProbeDump {
  return { kind, observed: { 'probe.kind': kind, ...observed } };
}
