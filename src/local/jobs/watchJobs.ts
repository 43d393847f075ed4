import { existsSync, watch, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';
import { jobFolder, jobsFolder } from './jobFolder';
import { listJobs } from './jobList';

/** Changes within so many milliseconds are told once. */
const coalesce = 50;

/**
 * Tell about new, changed and removed jobs of a project. Makes no folder: until there is one, its nearest parent is watched.
 * Only jobs without an end are watched one by one, so a long history costs nothing.
 */
export function watchJobs(root: string, changed: () => void): { dispose(): void } {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;
  const touch = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (disposed) return;
      void sync().finally(changed);
    }, coalesce);
  };
  const follow = (folder: string) => {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, touch);
      watchers.set(folder, watcher);
      watcher.on('error', () => {
        forget(folder);
        touch();
      });
    } catch {
      // Gone between looking and watching: the change of its parent is told as well.
    }
  };
  const forget = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const sync = async () => {
    const active = (await listJobs(root))
      .filter((job) => job.endedAt === undefined)
      .map((job) => jobFolder(root, job.name).path);
    if (disposed) return;
    const wanted = new Set([nearestExisting(jobsFolder(root), root), ...active]);
    for (const folder of [...watchers.keys()]) if (!wanted.has(folder)) forget(folder);
    for (const folder of wanted) follow(folder);
  };
  void sync().catch(changed);
  return {
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) forget(folder);
    },
  };
}

function nearestExisting(folder: string, root: string): string {
  for (let current = folder; current.length > root.length; current = dirname(current))
    if (existsSync(current)) return current;
  return root;
}
