/** Entry of a process that tests the packaged extension inside an editor: `hostProcess.ts COUNTS.json GREP VSIX WORKSPACE`. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, runVSCodeCommand } from '@vscode/test-electron';
import { messageOf } from '../../src/contract/appError';
import { compileTests } from './compileTests';
import {
  countsVariable,
  editorOfEnvironment,
  editorVariable,
  editorVersionVariable,
  grepVariable,
} from './editorVariables';
import { installExtension, type EditorFolders } from './editorServer';
import { repository } from './repository';

async function main([counts = '', grep = '', vsix = '', workspace = '']: readonly string[]): Promise<void> {
  compileTests();
  const temporary = mkdtempSync(join(tmpdir(), 'host-'));
  try {
    const folders = { userData: join(temporary, 'data'), extensions: join(temporary, 'extensions') };
    const opened = join(temporary, 'workspace');
    cpSync(workspace, opened, { recursive: true });
    const vscodeExecutablePath = await installInto(folders, vsix);
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: emptyExtension(join(temporary, 'empty')),
      extensionTestsPath: join(repository, 'out/test/machine/hostSuite.js'),
      launchArgs: [opened, `--extensions-dir=${folders.extensions}`, `--user-data-dir=${folders.userData}`],
      extensionTestsEnv: { [countsVariable]: counts, [grepVariable]: grep },
    });
    if (!existsSync(counts)) throw new Error('the extension host ended without a verdict');
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Installs the package. @returns the program to start: our stand-in where the set-up gave one, else a desktop's, downloaded */
async function installInto(folders: EditorFolders, vsix: string): Promise<string> {
  if (process.env[editorVariable] !== undefined) {
    await installExtension(editorOfEnvironment(), folders, vsix);
    return join(__dirname, 'code');
  }
  const version = process.env[editorVersionVariable] ?? 'stable';
  const where = [`--extensions-dir=${folders.extensions}`, `--user-data-dir=${folders.userData}`];
  await runVSCodeCommand(['--install-extension', vsix, ...where], { version });
  return downloadAndUnzipVSCode(version);
}

/** The editor runs tests only beside an extension under development; what is tested is the one that is installed. */
function emptyExtension(folder: string): string {
  mkdirSync(folder);
  const manifest = { name: 'empty', publisher: 'test', version: '0.0.0', engines: { vscode: '^1.90.0' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
});
