import type { ArtifactEvent, StatusEvent } from '../../jobs/jobEvent';
import { isActive, type JobKind, type JobState, type Transition } from '../../jobs/jobState';
import { stateOfDescribed } from './jobStateOf';
import type { Plain } from './plainJson';

/** Statuses and phases of a job, each told once, and the last one again when its message changes. */
export class StatusFeed {
  private told: readonly Transition[] = [];

  constructor(private readonly kind: JobKind) {}

  /** What is new in a Describe response. */
  take(described: Plain): { readonly state: JobState; readonly events: readonly StatusEvent[] } {
    const state = stateOfDescribed(this.kind, described);
    const { transitions } = state;
    const events = transitions.flatMap((transition, index) => {
      const isLast = index === transitions.length - 1;
      const told = this.told[index];
      const isTold = told && (!isLast || (told.status === transition.status && told.message === transition.message));
      return isTold ? [] : [this.eventOf(state, transition, isLast)];
    });
    this.told = transitions;
    return { state, events };
  }

  private eventOf(state: JobState, { status, message, startedAt }: Transition, isLast: boolean): StatusEvent {
    const isEndpoint = this.kind === 'endpoint';
    const { failureReason, exitMessage } = state;
    return {
      ...{ kind: 'status', job: state.name, at: startedAt },
      status: isEndpoint ? status : isLast ? state.status : 'InProgress',
      ...(!isEndpoint && { secondaryStatus: status }),
      ...(message !== undefined && { message }),
      ...(isLast && failureReason !== undefined && { failureReason }),
      ...(isLast && exitMessage !== undefined && { exitMessage }),
    };
  }
}

/** What a job that has ended left behind. */
export function artifactEvents({ name: job, artifacts, status, endedAt = 0 }: JobState): readonly ArtifactEvent[] {
  if (isActive(status) || status === 'Failed') return [];
  return artifacts.map((artifact) => ({ kind: 'artifact', job, at: endedAt, ...artifact }));
}
