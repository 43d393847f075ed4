import type { PythonPin } from './pythonPins';

/** Versions that have an official image, those first that most packages have wheels for. */
const versions = ['3.11', '3.12', '3.10', '3.13', '3.9', '3.14', '3.8', '3.7'] as const;
/** The oldest one that still gets fixes. */
export const oldestMaintained = 10;

/**
 * The version of Python for a program.
 * @param wish what its project says: `>=3.9,<3.12`, `^3.10`, `3.12.4`; empty for nothing
 * @param pins packages that only some versions can have
 * @returns undefined where no version of which there are images will do
 */
export function pythonFor(wish: string, pins: readonly PythonPin[] = []): string | undefined {
  const clauses = wish
    .split(/[,;|]+|\s+(?=[<>=~!^])/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const wanted = versions.filter((version) => clauses.every((clause) => fits(version, clause)));
  return wanted.find((version) => pins.every((pin) => canHave(version, pin)));
}

/** Whether a version of Python can have a package. */
export function canHave(version: string, { oldest, newest }: PythonPin): boolean {
  const own = Number(version.split('.')[1]);
  return own >= oldest && own <= newest;
}

function fits(version: string, clause: string): boolean {
  const [, sign = '', number = ''] = /^(>=|<=|==|=|>|<|~=|!=|\^|~)?\s*(?:python)?v?(\d+(?:\.\d+)?)/.exec(clause) ?? [];
  // What can't be read rules nothing out.
  if (number === '') return true;
  const [major = 0, minor] = number.split('.').map(Number);
  const own = Number(version.split('.')[1]);
  if (major !== 3) return sign === '<' || sign === '<=' ? major > 3 : major < 3 && sign.startsWith('>');
  if (minor === undefined) return sign !== '<' && sign !== '!=';
  // 3.12 stands for all of 3.12.x, so "above 3.11" may be one of these.
  if (sign === '>=' || sign === '^' || sign === '>') return own >= minor;
  if (sign === '~=') return /^\d+\.\d+\.\d/.test(clause.replace(/^\D+/, '')) ? own === minor : own >= minor;
  if (sign === '<') return own < minor || (own === minor && /\.\d+\.[1-9]/.test(clause));
  if (sign === '<=') return own <= minor;
  return sign === '!=' ? own !== minor || /\.\d+\.\d/.test(clause) : own === minor;
}
