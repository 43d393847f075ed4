import type * as vscode from 'vscode';
import type { JobState } from '../../jobs/jobState';
import type { InvocationResult } from '../../jobs/platform';

/** How many fixtures were as expected. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Sends fixtures, by their absolute paths, and gives the answers as they come. */
export type SendFixtures = (fixtures: readonly string[], signal: AbortSignal) => AsyncIterable<InvocationResult>;

/** An endpoint that fixtures are sent to in place of what they name. */
export interface OtherEndpoint {
  readonly name: string;
  readonly send: SendFixtures;
}

/** What commands ask of the fixtures. */
export interface FixtureRunner {
  /** The fixtures that are sent to the model of an endpoint, or to the endpoint by its name. */
  fixturesOf(endpoint: JobState): Promise<readonly vscode.Uri[]>;
  /** Send fixtures as if they had been chosen in the Test Explorer, and say how many were as expected. */
  invoke(fixtures: readonly vscode.Uri[], other?: OtherEndpoint): Promise<Tally>;
}
