import type { Connections } from './aws/connections';
import type { JobBoard, LocalJob } from './jobBoard';
import type { JobPlace, KnownJob } from './jobPlace';
import type { JobRef } from './jobRef';
import type { Projects } from './projects';

/** Where jobs are looked for: this machine and the connections to AWS. */
export interface JobSources {
  readonly board: JobBoard;
  readonly connections: Connections;
}

/** A job of this machine, or one of AWS that was shown. */
export function findJob({ board, connections }: JobSources, ref: JobRef): KnownJob | undefined {
  return board.find(ref) ?? connections.find(ref);
}

/** The jobs of this machine, and those of AWS that were listed so far. */
export function allJobs({ board, connections }: JobSources): readonly KnownJob[] {
  return [...board.jobs(), ...connections.jobs()];
}

/** Where a job is. */
export function placeOf(
  { projects, connections }: { readonly projects: Projects; readonly connections: Connections },
  { project }: JobRef,
): JobPlace | undefined {
  return projects.byId(project) ?? connections.byId(project);
}

/** Whether a job is on this machine. */
export function isLocalJob(known: KnownJob): known is LocalJob {
  return known.project.platform.name === 'local';
}
