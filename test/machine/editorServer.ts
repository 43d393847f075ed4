import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from './child';
import type { EditorInstall } from './editorInstall';

/** How long the server may take until it listens, in milliseconds. */
const startTimeoutMs = 60_000;

/** Folders that one editor works in; none of them is shared with another run. */
export interface EditorFolders {
  readonly userData: string;
  readonly extensions: string;
}

export interface EditorServer {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** Resolves when the server has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  /** Ends the server with all that it started. */
  stop(): Promise<void>;
  /** Ends it as the system does when it has no memory left: nothing in it can tidy up. */
  kill(): Promise<void>;
}

/** No welcome pages, no network, and nothing that writes to disk behind a test's back. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  // The web's default saves while one types, so that a test's text would still be there in the next.
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'window.dialogStyle': 'custom',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** An argument of the server: no workspace is restricted. */
export const trustEverything = '--disable-workspace-trust';

/** Write the user's settings: the quiet ones, then those that a test wants. Kept when they exist and nothing is asked. */
export function writeSettings(userData: string, settings?: Readonly<Record<string, unknown>>): void {
  const file = join(userData, 'User', 'settings.json');
  if (settings === undefined && existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

/** Install a packaged extension, as `code --install-extension` does. */
export async function installExtension(install: EditorInstall, folders: EditorFolders, vsix: string): Promise<void> {
  const args = ['--install-extension', vsix, ...folderArguments(folders)];
  await must(install.node, [serverMain(install), ...args], { output: 'quiet' });
}

/**
 * Start the server of an editor on a free port of this machine.
 * @param more further arguments, for example `trustEverything`
 * @throws Error with the server's output when it doesn't come up
 */
export async function startEditorServer(
  install: EditorInstall,
  folders: EditorFolders,
  more: readonly string[] = [],
): Promise<EditorServer> {
  writeSettings(folders.userData);
  mkdirSync(folders.extensions, { recursive: true });
  const listen = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
  const quiet = ['--disable-telemetry', '--disable-getting-started-override'];
  const child = spawn(
    install.node,
    [serverMain(install), ...listen, ...folderArguments(folders), ...quiet, ...more],
    // A process group of its own: what the server forks ends with it. Without a gallery it asks nothing of the network.
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, EXTENSIONS_GALLERY: '{}' } },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killGroup = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined) signalGroup(child.pid, signal);
  };
  const onExit = (): void => killGroup('SIGKILL');
  process.once('exit', onExit);
  const stop = async (): Promise<void> => {
    killGroup('SIGTERM');
    await Promise.race([ended, sleep(3_000)]);
    killGroup('SIGKILL');
    process.off('exit', onExit);
  };
  const kill = async (): Promise<void> => {
    killGroup('SIGKILL');
    await ended;
    process.off('exit', onExit);
  };
  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The editor's server did not start:\n${output}`)), startTimeoutMs);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(Number(found));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void ended.then(() => reject(new Error(`The editor's server ended:\n${output}`)));
  });
  return { port, ended, stop, kill };
}

function serverMain({ root }: EditorInstall): string {
  return join(root, 'out', 'server-main.js');
}

function folderArguments({ userData, extensions }: EditorFolders): readonly string[] {
  const data = ['--server-data-dir', userData, '--user-data-dir', userData, '--extensions-dir', extensions];
  return ['--accept-server-license-terms', ...data];
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    // Nobody is left in the group: that is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** What the workbench shall open. Paths are absolute. */
export interface Opening {
  /** A folder or a `.code-workspace` file; nothing is opened without it. */
  readonly workspace?: string;
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

/** The address of the workbench in a browser. */
export function workbenchUrl(port: number, { workspace, ...paths }: Opening): string {
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...Object.entries(paths).map(([name, path]) => [name, `vscode-remote://127.0.0.1:${port}${path}`]),
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (workspace === undefined) query.set('ew', 'true');
  else query.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}
