import { relative } from 'node:path';

/** Where a project is, as seen from where the program was started; `.` for that folder itself. */
export function placeOf(target: string): string {
  const place = relative(process.cwd(), target) || '.';
  return place.startsWith('..') ? target : place;
}

/** What to write next, to be copied as it stands. @param steps without the name of the program */
export function nextSteps(target: string, steps: readonly string[]): readonly string[] {
  const place = placeOf(target);
  return [
    ...(place === '.' ? [] : [`  cd ${wordOf(place, process.platform)}`]),
    ...steps.map((step) => `  sagemaker-containers ${step}`),
  ];
}

/** A path as shells take it, whatever is in it. */
export function wordOf(path: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') return /^[\w.:\\-]+$/.test(path) ? path : `"${path}"`;
  // What begins with a hyphen is an option, quoted or not.
  const safe = path.startsWith('-') ? `./${path}` : path;
  return /^[\p{L}\p{N}\p{M}_./:@+-]+$/u.test(safe) ? safe : `'${safe.replaceAll("'", String.raw`'\''`)}'`;
}
