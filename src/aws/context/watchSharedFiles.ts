import { existsSync, watch, type FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getHomeDir } from '@smithy/core/config';
import { readSharedFiles } from './profiles';
import { changedProfiles } from './sharedChanges';

/** Changes within so many milliseconds are looked at once: a sign-in writes several files. */
const coalesce = 300;

/** Where the shared AWS files are. */
export interface SharedPlaces {
  /** Files of profiles; absolute paths. */
  readonly files: readonly string[];
  /** Folders in which sign-ins keep what they got. */
  readonly folders: readonly string[];
}

/** The places that the clients read too. @param home absolute path of the user's home */
export function sharedPlaces(environment: NodeJS.ProcessEnv, home: string): SharedPlaces {
  const own = (name: string, ...path: readonly string[]) => environment[name] ?? join(home, '.aws', ...path);
  return {
    files: [own('AWS_CONFIG_FILE', 'config'), own('AWS_SHARED_CREDENTIALS_FILE', 'credentials')],
    folders: [join(home, '.aws', 'sso', 'cache'), own('AWS_LOGIN_CACHE_DIRECTORY', 'login', 'cache')],
  };
}

/**
 * Tell when the shared AWS files say something else, or somebody has signed in. Nothing is asked again and again: the system tells
 * of changes, also of folders that are not there yet.
 * @param changed gets the profiles that say something else; none of them where only a sign-in was kept
 */
export async function watchSharedFiles(
  changed: (profiles: readonly string[]) => void,
  places = sharedPlaces(process.env, getHomeDir()),
): Promise<{ dispose(): void }> {
  const watchers = new Map<string, FSWatcher>();
  let known = await lookAt(places);
  let timer: NodeJS.Timeout | undefined;
  let isDisposed = false;
  const look = async () => {
    timer = undefined;
    follow();
    const now = await lookAt(places);
    if (isDisposed) return;
    const profiles = changedProfiles(known.profiles, now.profiles);
    const isOther = profiles.length > 0 || known.kept !== now.kept;
    known = now;
    if (isOther) changed(profiles);
  };
  const touch = () => {
    if (!isDisposed) timer ??= setTimeout(() => void look(), coalesce);
  };
  const follow = () => {
    if (isDisposed) return;
    const wanted = new Set([...places.files.map((file) => dirname(file)), ...places.folders].flatMap(nearestExisting));
    for (const [folder, watcher] of watchers) if (!wanted.has(folder)) forget(folder, watcher);
    for (const folder of wanted) if (!watchers.has(folder)) begin(folder);
  };
  const begin = (folder: string) => {
    try {
      const watcher = watch(folder, touch);
      watchers.set(folder, watcher);
      watcher.on('error', () => {
        forget(folder, watcher);
        touch();
      });
    } catch {
      // Gone between looking and watching: its parent is watched with the next change.
    }
  };
  const forget = (folder: string, watcher: FSWatcher) => {
    watcher.close();
    watchers.delete(folder);
  };
  follow();
  return {
    dispose: () => {
      isDisposed = true;
      clearTimeout(timer);
      for (const [folder, watcher] of [...watchers]) forget(folder, watcher);
    },
  };
}

/** What the files say, and what sign-ins have kept. */
async function lookAt({ folders }: SharedPlaces) {
  // Files that can't be read say nothing here: whoever signs in with them is told why.
  const files = readSharedFiles().catch(() => ({ configFile: {}, credentialsFile: {} }));
  const [profiles, ...kept] = await Promise.all([files, ...folders.map(textOf)]);
  return { profiles, kept: kept.join('\n') };
}

/** Tells whether anything in a folder was written; empty where there is none. */
async function textOf(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const facts = names.sort().map(async (name) => {
    const file = await stat(join(folder, name)).catch(() => undefined);
    return `${name} ${String(file?.mtimeMs)} ${String(file?.size)}`;
  });
  return (await Promise.all(facts)).join('\n');
}

/** The folder, or the nearest one above that is there. */
function nearestExisting(folder: string): readonly string[] {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(current)) return [current];
    if (dirname(current) === current) return [];
  }
}
