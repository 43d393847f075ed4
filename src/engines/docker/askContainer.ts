import { type DockerApi, isRefusal } from './dockerApi';
import { readFrames } from './frames';

/** Exit codes of a command that could not be run: not executable, not found. */
const notRun = [126, 127];

/**
 * Run a command inside a running container. @returns what it wrote to stdout; undefined when the container has ended or has no such
 * program
 */
export async function askContainer(
  api: DockerApi,
  id: string,
  command: readonly string[],
): Promise<string | undefined> {
  try {
    const body = { AttachStdout: true, AttachStderr: true, Cmd: command };
    const made = (await api.json({ method: 'POST', path: `/containers/${id}/exec`, body })) as { readonly Id: string };
    const start = { method: 'POST', path: `/exec/${made.Id}/start`, body: { Detach: false, Tty: false } } as const;
    const stream = await api.hijack(start);
    const parts: string[] = [];
    for await (const { source, data } of readFrames(stream)) if (source === 'stdout') parts.push(data.toString());
    const { ExitCode } = (await api.json({ path: `/exec/${made.Id}/json` })) as { readonly ExitCode?: number | null };
    return notRun.includes(ExitCode ?? 0) ? undefined : parts.join('');
  } catch (error) {
    // 400, 409: it does not run any more; 500: how some runtimes say that there is no such program.
    if (isRefusal(error, 400, 404, 409, 500)) return undefined;
    throw error;
  }
}
