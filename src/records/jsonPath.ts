/** One step of a path (B12). */
export type PathStep =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly start?: number; readonly end?: number }
  | { readonly kind: 'all' };

/** What a filter's path means, or why it means nothing. */
export type ParsedPath =
  | { readonly steps: readonly PathStep[] }
  /** A sentence, and where it went wrong. */
  | { readonly fault: string; readonly at: number };

const forms: readonly {
  readonly form: RegExp;
  readonly step: (groups: readonly (string | undefined)[]) => PathStep;
}[] = [
  { form: /\.?\[\s*\*\s*\]|\.\*/y, step: () => ({ kind: 'all' }) },
  { form: /\.([^.[\]'"*\s,()?@]+)/y, step: ([name = '']) => ({ kind: 'names', names: [name] }) },
  {
    form: /\.?\[\s*('[^']*'(?:\s*,\s*'[^']*')*)\s*\]/y,
    step: ([list = '']) => ({ kind: 'names', names: quoted(list) }),
  },
  {
    form: /\.?\[\s*(-?\d+(?:\s*,\s*-?\d+)*)\s*\]/y,
    step: ([list = '']) => ({ kind: 'indexes', indexes: list.split(',').map(Number) }),
  },
  {
    form: /\.?\[\s*(-?\d+)?\s*:\s*(-?\d+)?\s*\]/y,
    step: ([start, end]) => ({
      kind: 'slice',
      ...(start !== undefined && { start: Number(start) }),
      ...(end !== undefined && { end: Number(end) }),
    }),
  },
];

/**
 * Reads the part of JSONPath that batch transform takes (B12): `$`, `.name`, `*`, `['a','b']`, `[n,m]`, `[a:b]`. Never throws.
 */
export function parseJsonPath(path: string): ParsedPath {
  if (!path.startsWith('$')) return { fault: 'it must begin with $', at: 0 };
  const steps: PathStep[] = [];
  let at = 1;
  while (at < path.length) {
    const found = stepAt(path, at);
    if (!found) return { fault: reason(path.slice(at)), at };
    steps.push(found.step);
    at = found.end;
  }
  return { steps };
}

function stepAt(path: string, at: number): { readonly step: PathStep; readonly end: number } | undefined {
  for (const { form, step } of forms) {
    form.lastIndex = at;
    const [match, ...groups] = form.exec(path) ?? [];
    if (match !== undefined) return { step: step(groups), end: at + match.length };
  }
  return undefined;
}

function quoted(list: string): string[] {
  return [...list.matchAll(/'([^']*)'/g)].map(([, name = '']) => name);
}

function reason(rest: string): string {
  if (rest.startsWith('..')) return '.. (any depth) is not among its operators';
  if (/^\.?\[\s*\?/.test(rest)) return 'filter expressions are not among its operators';
  if (/^\.?\[\s*"/.test(rest)) return "names in brackets stand in single quotes, as in ['id']";
  return `${JSON.stringify(rest.slice(0, 20))} is none of .name, *, ['a','b'], [0,1], [1:3]`;
}

/** Whether a path can be used on a row of CSV, which is a list of columns. */
export function isColumnPath(steps: readonly PathStep[]): boolean {
  return steps.length <= 1 && steps[0]?.kind !== 'names';
}

/** The places in a list that a step means. @returns undefined where an index lies outside */
export function indexesOf(step: Exclude<PathStep, { kind: 'names' }>, length: number): readonly number[] | undefined {
  if (step.kind === 'indexes') {
    const places = step.indexes.map((index) => (index < 0 ? length + index : index));
    return places.every((place) => place >= 0 && place < length) ? places : undefined;
  }
  const all = Array.from({ length }, (_, index) => index);
  return step.kind === 'all' ? all : all.slice(step.start, step.end);
}
