/**
 * A stand-in for the desktop's `code` program where there is none: the editor's server and a browser without a window.
 * Takes the arguments that @vscode/test-electron gives, runs the test suite in the extension host, ends with its code.
 */
import { existsSync, mkdtempSync, readSync, rmSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from './browser';
import { countsVariable, editorOfEnvironment, outputVariable } from './editorVariables';
import { startEditorServer, trustEverything, workbenchUrl } from './editorServer';

const suiteTimeoutMs = 300_000;
/** Exit code of a suite that did not end in time. */
const timedOut = 124;

type Arguments = Readonly<Record<string, string>> & { readonly workspace?: string };

function parseArguments(args: readonly string[]): Arguments {
  const named = args.flatMap((arg) => {
    const [, name, value] = /^--([\w-]+)=(.*)$/s.exec(arg) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  const workspace = args.find((arg) => !arg.startsWith('-'));
  return { ...Object.fromEntries(named), ...(workspace !== undefined && { workspace: resolve(workspace) }) };
}

/** Shows what is appended to a file, as it comes. @returns a function that shows the rest */
function follow(file: string): () => boolean {
  writeFileSync(file, '', { flag: 'a' });
  const source = openSync(file, 'r');
  const buffer = Buffer.alloc(65_536);
  let any = false;
  const drain = (): boolean => {
    for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
      process.stdout.write(buffer.subarray(0, read));
      any = true;
    }
    return any;
  };
  setInterval(drain, 100).unref();
  return drain;
}

/** Opens the workbench. @returns the code that the suite ended with, and what the workbench had to say meanwhile */
async function runSuite(page: Page, url: string): Promise<{ code: number; log: readonly string[] }> {
  const log: string[] = [];
  const code = await new Promise<number>((resolve, reject) => {
    const fail = (what: string) => () => reject(new Error(what));
    page.once('crash', fail('the page crashed'));
    page.once('close', fail('the browser was closed'));
    setTimeout(() => resolve(timedOut), suiteTimeoutMs).unref();
    const open = async (): Promise<void> => {
      // The workbench calls these two when it runs an extension's tests in a browser.
      await page.exposeFunction(
        'codeAutomationLog',
        (_kind: string, parts: unknown[]) => void log.push(format(...parts)),
      );
      await page.exposeFunction('codeAutomationExit', resolve);
      await page.goto(url);
    };
    open().catch(reject);
  });
  return { code, log };
}

async function main(): Promise<number> {
  const given = parseArguments(process.argv.slice(2));
  const temporary = mkdtempSync(join(tmpdir(), 'code-'));
  const inTemporary = (name: string): string => join(temporary, name);
  const counts = (process.env[countsVariable] ??= inTemporary('counts.json'));
  const drain = follow((process.env[outputVariable] ??= inTemporary('output')));
  const folders = {
    userData: given['user-data-dir'] ?? inTemporary('data'),
    extensions: given['extensions-dir'] ?? inTemporary('extensions'),
  };
  // The driver lets the workbench report how the tests ended. It also turns notifications off: not for tests of those.
  const server = await startEditorServer(editorOfEnvironment(), folders, [
    trustEverything,
    '--enable-smoke-test-driver',
  ]);
  const browser = await openBrowser();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(143));
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const { workspace, extensionDevelopmentPath, extensionTestsPath } = given;
    const url = workbenchUrl(server.port, {
      ...(workspace !== undefined && { workspace }),
      ...(extensionDevelopmentPath !== undefined && { extensionDevelopmentPath }),
      ...(extensionTestsPath !== undefined && { extensionTestsPath }),
    });
    const { code, log } = await runSuite(page, url);
    if (!drain()) process.stdout.write(log.join('\n'));
    // A crashed extension host is reported as success: only a suite that wrote its counts has ended well.
    return code === 0 && !existsSync(counts) ? 1 : code;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
