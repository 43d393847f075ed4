import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { EditorApi } from '../../src/extension';
import type { JobState } from '../../src/jobs/jobState';

/** The extension under test, as it was installed. */
export function extension(): vscode.Extension<EditorApi> {
  const found = vscode.extensions.getExtension<EditorApi>('sagemaker-containers.sagemaker-containers');
  assert.ok(found, 'the extension is not installed');
  return found;
}

/** What the extension hands out once it is active. */
export async function activated(): Promise<EditorApi> {
  return extension().activate();
}

/** Absolute path of the example in the copy of the workspace that is open. */
export function examplePath(...parts: readonly string[]): string {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(root !== undefined, 'no folder is open');
  return join(root, 'car-evaluation', ...parts);
}

/** Wait until something is there. @throws AssertionError with `what` after so many milliseconds */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  timeout = 30_000,
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    assert.ok(Date.now() < deadline, `${what}: did not happen within ${timeout} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The state of a job that was started from a definition. */
export async function newestOf(definition: string): Promise<JobState | undefined> {
  const { app } = await activated();
  await app.board.refresh();
  return app.board.newestOf(definition)?.state;
}
