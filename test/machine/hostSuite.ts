/** Runs inside the extension host of an editor, on the extension that is installed there. */
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { countsVariable, grepVariable, outputVariable } from './editorVariables';

/**
 * Run test/host in this extension host; called by the editor.
 * @throws Error when a test failed, which makes the editor end with a code other than 0
 */
export async function run(): Promise<void> {
  const output = process.env[outputVariable];
  if (output !== undefined) printTo(output);
  // Mocha's reporters keep the console's functions when they are loaded: not before they have been replaced.
  const { runMocha } = await import('./mochaRun');
  const folder = join(__dirname, '..', 'host');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.js'));
  const counts = await runMocha(
    files.sort().map((file) => join(folder, file)),
    process.env[grepVariable],
  );
  const verdict = process.env[countsVariable];
  if (verdict !== undefined) writeFileSync(verdict, JSON.stringify(counts));
  if (counts.failures.length > 0) throw new Error(`${counts.failures.length} tests failed`);
}

/** The extension host's console ignores assignment and mixes in the workbench's log: define its functions anew. */
function printTo(file: string): void {
  const value = (...parts: unknown[]): void => appendFileSync(file, `${format(...parts)}\n`);
  for (const name of ['log', 'info', 'warn', 'error']) {
    Object.defineProperty(console, name, { value, configurable: true, writable: true });
  }
}
