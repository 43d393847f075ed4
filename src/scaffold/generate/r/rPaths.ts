import { ownPath, type NamedPaths } from '../programs/namedPaths';

const readers = String.raw`read\.\w+|read_\w+|readRDS|readLines|fread|load|fromJSON|xgb\.load|lgb\.load|open_dataset`;
const writers = String.raw`saveRDS|save|write\.\w+|write_\w+|fwrite|xgb\.save|lgb\.save|save_model|write_json`;
const joining = /\b(?:file\.path|here::here|here|path|fs::path)\(((?:\s*(?:"[^"\n]*"|'[^'\n]*')\s*,?)+)\)/g;
const path = String.raw`(["'])([^"'\n]*[./][^"'\n]*)\1`;
const read = new RegExp(String.raw`\b(?:${readers})\(\s*(?:\w+\s*=\s*)?${path}`, 'g');
const written = new RegExp(String.raw`\b(?:${writers})\((?:[^()"'\n]|\((?:[^()]|\([^()]*\))*\))*?${path}`, 'g');

/** Files that calls of a program of R name in plain words. */
export function rPaths(text: string): NamedPaths {
  const code = text
    .replaceAll(/^[ \t]*#.*$/gm, '')
    .replaceAll(
      joining,
      (_, parts: string) => `"${[...parts.matchAll(/["']([^"'\n]*)["']/g)].map(([, part]) => part).join('/')}"`,
    );
  const found = (form: RegExp): readonly string[] => [
    ...new Set([...code.matchAll(form)].flatMap(([, , one = '']) => ownPath(one) ?? [])),
  ];
  const writes = found(written);
  return { reads: found(read).filter((one) => !writes.includes(one)), writes };
}
