import type * as vscode from 'vscode';
import type { JobState } from '../../jobs/jobState';

/** How many fixtures were as expected. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** What commands ask of the fixtures. */
export interface FixtureRunner {
  /** The fixtures that are sent to the model of an endpoint, or to the endpoint by its name. */
  fixturesOf(endpoint: JobState): Promise<readonly vscode.Uri[]>;
  /** Send fixtures as if they had been chosen in the Test Explorer, and say how many were as expected. */
  invoke(fixtures: readonly vscode.Uri[]): Promise<Tally>;
}
