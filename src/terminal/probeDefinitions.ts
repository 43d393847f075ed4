import type { ProbeKind } from '../probe/probeDump';

/** A definition of the probe's folder. */
export interface ProbeDefinition {
  readonly kind: ProbeKind;
  readonly file: string;
  /** Sent once it is in service. */
  readonly fixture?: string;
}

/** What there is to run, in this order. */
export const probeDefinitions: readonly ProbeDefinition[] = [
  { kind: 'training', file: 'probe.training-job.json' },
  { kind: 'training', file: 'probe-two-instances.training-job.json' },
  { kind: 'processing', file: 'probe.processing-job.json' },
  { kind: 'transform', file: 'probe.transform-job.json' },
  { kind: 'hosting', file: 'probe.model.json', fixture: 'probe.invocation.json' },
  { kind: 'pipeline', file: 'probe-pipeline.model.json', fixture: 'probe-pipeline.invocation.json' },
];
