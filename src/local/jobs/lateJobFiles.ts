import type { JobFiles } from './jobFiles';
import { jobFolder, logFile } from './jobFolder';

/** The jobs of a project as `jobFiles` has them; what reads files is loaded with the first call, which an editor that starts need not wait for. */
export function lateJobFiles(root: string): JobFiles {
  const files = async () => (await import('./jobFiles')).jobFiles(root);
  return {
    follow: async function* (...request) {
      yield* (await files()).follow(...request);
    },
    describe: async (job) => (await files()).describe(job),
    metrics: async (job) => (await files()).metrics(job),
    page: async (query) => (await files()).page(query),
    list: async () => (await files()).list(),
    find: async (job) => (await files()).find(job),
    lines: async function* (...request) {
      yield* (await files()).lines(...request);
    },
    watch: (changed) => lateWatch(files(), changed),
    stop: async (job) => (await files()).stop(job),
    remove: async (job) => (await files()).remove(job),
    trace: async (...request) => (await files()).trace(...request),
    logFile: (job, stream) => logFile(jobFolder(root, job), stream),
  };
}

function lateWatch(files: Promise<JobFiles>, changed: () => void): { dispose(): void } {
  let watching: { dispose(): void } | undefined;
  let disposed = false;
  void files.then(
    (loaded) => {
      if (!disposed) watching = loaded.watch(changed);
    },
    // Whoever looks at the change is told by `list` what is wrong.
    changed,
  );
  return {
    dispose: () => {
      disposed = true;
      watching?.dispose();
    },
  };
}
