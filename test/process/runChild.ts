import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import path from 'node:path';
import type { ChildRequest } from './engineChild';

/** User and group `nobody`. */
export const nobody = 65534;

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Start `engineChild.ts`, as an ordinary user if asked; that user then needs `folder` to be his. */
export function startChild(request: ChildRequest, asOrdinaryUser = false): ChildProcessByStdio<null, Readable, null> {
  const node = [process.execPath, '--import', 'tsx', path.join(repository, 'test/process/engineChild.ts')];
  const user = ['setpriv', '--reuid', String(nobody), '--regid', String(nobody), '--clear-groups'];
  const [command = '', ...rest] = asOrdinaryUser && process.getuid?.() === 0 ? [...user, ...node] : node;
  const env = { ...process.env, HOME: request.folder, TMPDIR: request.folder };
  return spawn(command, [...rest, JSON.stringify(request)], {
    cwd: repository,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The first line of JSON that a child prints. */
export async function answerOf(child: ChildProcessByStdio<null, Readable, null>): Promise<unknown> {
  let text = '';
  for await (const data of child.stdout) {
    text += String(data);
    if (text.includes('\n')) return JSON.parse(text.slice(0, text.indexOf('\n'))) as unknown;
  }
  throw new Error(`the child said nothing but "${text}"`);
}
