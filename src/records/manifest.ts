import { AppError } from '../contract/appError';

/** What a manifest of an S3 prefix says (T24, B14): a prefix, and keys that are relative to it. */
export interface Manifest {
  readonly prefix: string;
  readonly keys: readonly string[];
}

/** Reads a manifest: `[{"prefix": "…"}, "key", …]`. @throws AppError `records.manifest` */
export function parseManifest(text: string): Manifest {
  const list = parsed(text);
  if (!Array.isArray(list)) throw invalid('it is no list');
  const [first, ...keys] = list as readonly unknown[];
  const prefix = (first as { readonly prefix?: unknown } | null | undefined)?.prefix;
  if (typeof prefix !== 'string' || prefix === '') throw invalid('its first entry names no prefix');
  const wrong = keys.findIndex((key) => typeof key !== 'string' || key === '');
  if (wrong !== -1) throw invalid(`its entry ${String(wrong + 2)} is no key`);
  if (keys.length === 0) throw invalid('it names no file');
  return { prefix, keys: keys as readonly string[] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw invalid('it is not JSON', cause);
  }
}

function invalid(why: string, cause?: unknown): AppError {
  return new AppError(
    'records.manifest',
    `The manifest can't be used: ${why}.`,
    'Write [{"prefix": "file://folder/"}, "file", …].',
    { cause },
  );
}
