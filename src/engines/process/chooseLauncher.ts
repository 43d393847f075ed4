import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FolderLauncher } from './folderLauncher';
import type { Launcher } from './launcher';
import { NamespaceLauncher, unshare } from './namespaceLauncher';
import { systemProgram } from './systemProgram';

const run = promisify(execFile);

/** How programs are run on this machine: in namespaces where Linux lets us, else with a folder that stands for `/opt/ml`. */
export async function chooseLauncher(platform: NodeJS.Platform = process.platform): Promise<Launcher> {
  if (platform !== 'linux') return new FolderLauncher(platform);
  // A superuser inside a container often may do no more than an ordinary user.
  for (const mapped of process.getuid?.() === 0 ? [false, true] : [true]) {
    if (await allowsNamespaces(mapped)) return new NamespaceLauncher(mapped);
  }
  return new FolderLauncher(platform);
}

/** Some systems let everybody enter namespaces but forbid mounting there, so a mount is tried. */
async function allowsNamespaces(mapped: boolean): Promise<boolean> {
  const { command, arguments: words } = unshare({ mapped, isolated: false }, [
    systemProgram('mount'),
    '-n',
    '-t',
    'tmpfs',
    'none',
    '/tmp',
  ]);
  try {
    await run(command, words, { timeout: 10_000 });
    return true;
  } catch {
    // Forbidden, or one of the programs is missing: either way not here.
    return false;
  }
}
