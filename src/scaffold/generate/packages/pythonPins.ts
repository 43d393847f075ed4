import { packageName } from './requirements';

/** Versions of a package from one on, and the versions of Python (3.x) that they have wheels for. */
type Line = readonly [from: string, oldest: number, newest: number];

/** Packages that are costly or impossible to compile, with what their releases have wheels for. */
const wheels: Readonly<Record<string, readonly Line[]>> = {
  tensorflow: [
    ['1.13', 4, 7],
    ['2.0', 5, 7],
    ['2.2', 5, 8],
    ['2.4', 6, 8],
    ['2.5', 6, 9],
    ['2.8', 7, 10],
    ['2.12', 8, 11],
    ['2.14', 9, 11],
    ['2.16', 9, 12],
    ['2.20', 9, 13],
  ],
  torch: [
    ['1.2', 5, 7],
    ['1.4', 5, 8],
    ['1.7', 6, 8],
    ['1.8', 6, 9],
    ['1.11', 7, 10],
    ['2.0', 8, 11],
    ['2.2', 8, 12],
    ['2.5', 9, 12],
    ['2.6', 9, 13],
  ],
  'scikit-learn': [
    ['0.20', 4, 7],
    ['0.22', 5, 8],
    ['0.23', 6, 8],
    ['0.24', 6, 9],
    ['1.0', 7, 9],
    ['1.0.2', 7, 10],
    ['1.1', 8, 10],
    ['1.2', 8, 11],
    ['1.3', 8, 11],
    ['1.3.1', 8, 12],
    ['1.4', 9, 12],
    ['1.5.2', 9, 13],
    ['1.7', 10, 13],
  ],
  numpy: [
    ['1.16', 5, 7],
    ['1.17.3', 5, 8],
    ['1.19', 6, 8],
    ['1.19.3', 6, 9],
    ['1.20', 7, 9],
    ['1.21.2', 7, 10],
    ['1.22', 8, 10],
    ['1.23.2', 8, 11],
    ['1.25', 9, 11],
    ['1.26', 9, 12],
    ['2.1', 10, 13],
    ['2.3', 11, 14],
  ],
  pandas: [
    ['0.24', 5, 7],
    ['0.25.3', 5, 8],
    ['1.0', 6, 8],
    ['1.1.3', 6, 9],
    ['1.2', 7, 9],
    ['1.3.3', 7, 10],
    ['1.4', 8, 10],
    ['1.5', 8, 11],
    ['2.1', 9, 11],
    ['2.1.1', 9, 12],
    ['2.2.3', 9, 13],
  ],
  scipy: [
    ['1.2', 4, 7],
    ['1.4', 5, 8],
    ['1.5', 6, 8],
    ['1.5.4', 6, 9],
    ['1.6', 7, 9],
    ['1.7.2', 7, 10],
    ['1.8', 8, 10],
    ['1.9.2', 8, 11],
    ['1.11', 9, 11],
    ['1.11.3', 9, 12],
    ['1.14.1', 10, 13],
    ['1.16', 11, 13],
  ],
};

/** Other names of the same releases. */
const same: Readonly<Record<string, string>> = { 'tensorflow-gpu': 'tensorflow', 'tensorflow-cpu': 'tensorflow' };

/** A pinned package, and what of Python it can be installed on. */
export interface PythonPin {
  /** As written. */
  readonly line: string;
  /** Of 3.x. */
  readonly oldest: number;
  readonly newest: number;
}

/** The packages of a list that decide on the version of Python: pinned to one version, or below one. */
export function pythonPins(lines: readonly string[]): readonly PythonPin[] {
  return lines.flatMap((line) => {
    const name = packageName(line) ?? '';
    const known = wheels[same[name] ?? name];
    const found = known && releasesOf(line.replace(/[;#].*$/, ''), known);
    return found ? [{ line: line.replace(/\s*[;#].*$/, ''), oldest: found[1], newest: found[2] }] : [];
  });
}

/** The releases that a requirement leaves, as one line: `==1.2.3`, `~=1.2.0`, `<2`. */
function releasesOf(requirement: string, known: readonly Line[]): Line | undefined {
  const exact = /={2,3}\s*(\d+(?:\.\d+)*)/.exec(requirement)?.[1];
  // Any last part: 1.2.3 stands for the newest 1.2.
  const series = /~=\s*(\d+\.\d+)\.\d/.exec(requirement)?.[1];
  const pinned = exact ?? (series === undefined ? undefined : `${series}.999`);
  if (pinned !== undefined) return known.filter(([from]) => compare(from, pinned) <= 0).at(-1);
  const [, sign, below] = /(<=?)\s*(\d+(?:\.\d+)*)/.exec(requirement) ?? [];
  if (below === undefined) return undefined;
  // The newest release that is left has wheels for the newest Python.
  return known.filter(([from]) => (sign === '<' ? compare(from, below) < 0 : compare(from, below) <= 0)).at(-1);
}

function compare(a: string, b: string): number {
  const [one, other] = [a, b].map((text) => text.split('.').map(Number));
  for (let index = 0; index < Math.max(one?.length ?? 0, other?.length ?? 0); index += 1) {
    const difference = (one?.[index] ?? 0) - (other?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
