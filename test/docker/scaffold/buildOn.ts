import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../machine/child';

/** Build an image on another. @param lines of its Dockerfile @param add puts files into its context */
export async function buildOn(
  base: string,
  tag: string,
  lines: string,
  add: (context: string) => Promise<void>,
): Promise<string> {
  const context = mkdtempSync(join(tmpdir(), 'base-'));
  try {
    await add(context);
    writeFileSync(join(context, 'Dockerfile'), `FROM ${base}\n${lines}`);
    await must('docker', ['build', '--quiet', ...network(), '--tag', tag, context], { output: 'quiet' });
    return tag;
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** What builds of the program itself are told too. */
function network(): readonly string[] {
  const name = process.env['SAGEMAKER_CONTAINERS_BUILD_NETWORK'];
  return name === undefined ? [] : ['--network', name];
}
