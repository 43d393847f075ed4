import { resolve } from 'node:path';
import { previewLines } from '../jobs/previewLines';
import { exitCodes, type App } from './app';

/** Options of `preview`. */
export interface PreviewFlags {
  readonly json?: boolean;
  readonly limit: number;
  readonly bodies?: boolean;
}

/** `preview DEFINITION`: the requests that a transform job would make. Exit code 1 when a file of it would fail. */
export async function preview(app: App, file: string, { json, limit, bodies }: PreviewFlags): Promise<number> {
  const abort = new AbortController();
  const interrupt = () => {
    abort.abort();
  };
  process.on('SIGINT', interrupt);
  let problems = 0;
  try {
    const options = { limit, bodies: bodies ?? false };
    for await (const said of app.platform.preview(resolve(file), options, abort.signal)) {
      if (said.kind === 'sums') ({ problems } = said);
      for (const line of json ? [JSON.stringify(said)] : previewLines(said)) app.out.line(line);
      const busy = app.out.full();
      if (busy) await busy;
    }
  } finally {
    process.off('SIGINT', interrupt);
  }
  return problems === 0 ? exitCodes.ok : exitCodes.failed;
}
