import type { Definition } from '../../definitions/definition';
import type { FileReader } from '../../definitions/fileReader';
import type { ReferenceBase } from '../../definitions/fileReference';
import type { Problem } from '../problem';
import type { ScriptReader } from './argparseScript';
import { checkHyperparameters } from './checkHyperparameters';
import { checkFixture } from './fixtureRules';
import { hyperparameterSites, type HyperparameterSite } from './hyperparameterSites';
import { findProgram } from './knownHyperparameters';
import { checkRanges, checkRangesAgainst, rangePath } from './rangeRules';

/** Where a definition stands, and how scripts are read; without that, they are not judged. */
export interface RulePlace extends Omit<ReferenceBase, 'definitionPath'> {
  readonly readScript?: ScriptReader;
  /** Other files can't be looked at: references are not followed. */
  readonly isAlone?: boolean;
}

/** What is wrong with the hyperparameters of a definition. Takes a request whose values are of the right types. */
export function checkAllHyperparameters(
  definition: Definition,
  files: FileReader,
  place: RulePlace,
): readonly Problem[] {
  const base = { ...place, definitionPath: definition.path };
  const own = definition.kind === 'hyperparameters' ? checkFixture(definition.request) : [];
  const problems = hyperparameterSites(definition).flatMap((site) => [
    ...(site.ranges ? checkRanges(site.ranges.value, site.ranges.path, fixedNames(site)) : []),
    ...checkSite(site, base, files, place.readScript),
  ]);
  // Ranges that several training jobs share are judged once.
  return [...withoutLesser(own, problems), ...unique(problems)];
}

/** How a script reads a text (H11) does not matter where it can't use it. */
function withoutLesser(own: readonly Problem[], others: readonly Problem[]): readonly Problem[] {
  const told = new Set(others.map(({ path }) => path.join('/')));
  return own.filter(({ code, path }) => code !== 'H11' || !told.has(path.join('/')));
}

function checkSite(
  site: HyperparameterSite,
  base: ReferenceBase,
  files: FileReader,
  readScript: ScriptReader | undefined,
): readonly Problem[] {
  const program = findProgram(site, base, files, readScript);
  if (!program) return [];
  const { known, severity } = program;
  const place = { path: site.path, ...(severity && { severity }) };
  const problems = checkHyperparameters(site.given, known, place).map((problem) => atRange(problem, site));
  return site.ranges ? [...problems, ...checkRangesAgainst(site.ranges.value, site.ranges.path, known)] : problems;
}

/** A tuned name stands in its range, not among the fixed values. */
function atRange(problem: Problem, { path, ranges, given }: HyperparameterSite): Problem {
  const name = problem.path[path.length];
  if (!ranges || typeof name !== 'string' || problem.path.length !== path.length + 1) return problem;
  const place = given.get(name) === undefined ? rangePath(ranges.value, ranges.path, name) : undefined;
  if (!place) return problem;
  const { at: _at, ...rest } = problem;
  return { ...rest, path: place };
}

function fixedNames({ given }: HyperparameterSite): ReadonlySet<string> {
  return new Set([...given].flatMap(([name, value]) => (value === undefined ? [] : [name])));
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, path, message }) => {
    const key = JSON.stringify([code, path, message]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
