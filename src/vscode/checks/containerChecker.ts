import type * as vscode from 'vscode';
import type { CheckVerdict } from '../../jobs/containerCheck';

/** What a check came to. */
export interface CheckOutcome {
  /** How often each verdict came. */
  readonly counts: Readonly<Record<CheckVerdict, number>>;
  /** Address of the report. */
  readonly report: vscode.Uri;
}

/** What commands ask of the checks. */
export interface ContainerChecker {
  /**
   * Check a container with a notification that can cancel it, show the results as tests, and say what came of it.
   * @param target definition, Dockerfile or folder on this machine
   * @param stopped ends the check as well
   * @throws AppError `workspace.untrusted`, and what the check itself throws; an AbortError when it was cancelled
   */
  check(target: vscode.Uri, stopped?: AbortSignal): Promise<CheckOutcome>;
}
