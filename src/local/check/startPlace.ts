import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImagePlan } from '../../definitions/plan';
import { readDockerfile } from '../../grammars/dockerfile/readDockerfile';
import type { FilePlace } from '../../jobs/containerCheck';

/** Where the Dockerfile of an image says what is started, else what it is built on; undefined where there is none, or none that can be read. */
export async function startPlace(image: ImagePlan): Promise<FilePlace | undefined> {
  if (image.kind !== 'build') return undefined;
  const file = join(image.context, image.dockerfile);
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!/^\s*FROM\s/im.test(text)) return undefined;
  const { ENTRYPOINT, CMD, FROM } = readDockerfile(text, file).at(-1)?.places ?? {};
  const place = ENTRYPOINT ?? CMD ?? FROM;
  return place && { file, line: place.start.line + 1 };
}
