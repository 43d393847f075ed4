import { readFile } from 'node:fs/promises';
import { AppError } from '../../contract/appError';
import { isHarmless } from '../../contract/harmlessValue';
import type { ImagePlan } from '../../definitions/plan';
import { readImage } from '../../engines/process/processImage';

/** Names of files that hold keys whatever is in them. */
const always = /\/(?:\.netrc|\.git-credentials|\.pypirc|\.aws\/credentials|\.docker\/config\.json)$/;
const mayBeKey = /\/(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|key|p8))$/;
const mayBeSettings = /\/\.env(?:\.[^/]+)?$/;
/** Packages bring keys for their own tests, which are anybody's. */
const ofTests = /\/(?:site|dist)-packages\/|\/tests?\/|\/testdata\//;
const setting = /^\s*(?:export\s+)?\w*(?:PASSWORD|PASSWD|SECRET|TOKEN|KEY)=(.+)$/gm;

/**
 * Files with keys that COPY and ADD bring into an image, by their paths there: a layer holds them, whatever a later one takes away.
 * Nothing for an image that is not built here.
 */
export async function copiedKeys(image: ImagePlan): Promise<readonly string[]> {
  if (image.kind !== 'build') return [];
  try {
    const { files } = await readImage({ ...image, tag: '', labels: {} });
    const held = await Promise.all([...files].map(([path, { source }]) => holdsKey(path, source)));
    return [...files.keys()].filter((_, index) => held[index]);
  } catch (error) {
    // What can't be read as a plain process would have it is judged by what the engine says of it.
    if (error instanceof AppError) return [];
    throw error;
  }
}

async function holdsKey(path: string, source: string | undefined): Promise<boolean> {
  if (source === undefined || ofTests.test(path)) return false;
  if (always.test(path)) return true;
  const [isKey, isSettings] = [mayBeKey.test(path), mayBeSettings.test(path)];
  if (!isKey && !isSettings) return false;
  const text = await readFile(source, 'utf8').catch(() => '');
  return isKey
    ? text.includes('PRIVATE KEY-----')
    : [...text.matchAll(setting)].some(([, value = '']) => !isHarmless(value));
}
