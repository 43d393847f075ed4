import type { ReferenceBase } from '../definitions/fileReference';
import { isReserved } from '../validation/hyperparameters/builtinAlgorithms';
import {
  rangeText,
  specOf,
  type HyperparameterSpec,
  type KnownHyperparameters,
} from '../validation/hyperparameters/hyperparameterSpec';
import { hyperparameterSites, type HyperparameterSite } from '../validation/hyperparameters/hyperparameterSites';
import { findProgram, parameterNames } from '../validation/hyperparameters/knownHyperparameters';
import { loadScriptReader } from '../validation/hyperparameters/loadScriptReader';
import type { Definition } from '../definitions/definition';
import type { JsonPath } from '../validation/problem';
import type { LanguageContext } from './languageContext';

/** What takes the hyperparameters at a place, and those that are given there. */
export interface HyperparameterHelp {
  readonly known: KnownHyperparameters;
  readonly site: HyperparameterSite;
  /** The one that the place is about; at a name that is being typed, as far as it goes. */
  readonly name: string;
}

/** Help for a place among hyperparameters; undefined anywhere else, and where nothing is known of the program. */
export async function hyperparameterHelp(
  definition: Definition,
  path: JsonPath,
  context: LanguageContext,
): Promise<HyperparameterHelp | undefined> {
  const site = hyperparameterSites(definition).find((one) => isAmong(path, one));
  if (!site) return undefined;
  const base: ReferenceBase = {
    definitionPath: definition.path,
    projectRoot: context.projectRootOf(definition.path),
    style: context.style,
  };
  const program = findProgram(site, base, context.files, await loadScriptReader(definition));
  return program && { known: program.known, site, name: String(path.at(-1)) };
}

function isAmong(path: JsonPath, { path: parent, given }: HyperparameterSite): boolean {
  const isChild = path.length === parent.length + 1 && parent.every((step, index) => path[index] === step);
  // A training job without HyperParameters has fields of its own there.
  return (
    isChild &&
    (given.size > 0 ||
      parent.at(-1) === 'HyperParameters' ||
      parent.at(-1) === 'StaticHyperParameters' ||
      parent.length === 0)
  );
}

/** Those not given yet, required ones first. */
export function freeParameters({ known, site, name }: HyperparameterHelp): readonly HyperparameterSpec[] {
  return parameterNames(known)
    .filter((spec) => spec.name === name || ![spec.name, ...(spec.aliases ?? [])].some((one) => site.given.has(one)))
    .filter((spec) => !isReserved(spec.name))
    .sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
}

/** Values that are words. */
export function wordsOf(help: HyperparameterHelp): readonly string[] {
  const spec = specOf(help.known, help.name);
  if (!spec) return [];
  const booleans = spec.type === 'boolean' && !spec.words ? ['true', 'false'] : [];
  const ownDefault = spec.default !== undefined && !/\s/.test(spec.default) ? [spec.default] : [];
  return [...new Set([...(spec.words ?? []), ...booleans, ...(spec.also ?? []), ...ownDefault])].filter(
    (word) => word !== '',
  );
}

/** Type, range, default and more of one hyperparameter, as Markdown. */
export function describeParameter(spec: HyperparameterSpec, by: string): string {
  const range = rangeText(spec);
  const type = {
    integer: 'a whole number',
    float: 'a number',
    boolean: 'true or false',
    string: 'any text',
    list: 'a list',
    tuple: 'numbers in brackets',
  }[spec.type];
  const facts = [
    type,
    ...(range === undefined ? [] : [`range ${range}`]),
    ...(spec.words && spec.type !== 'boolean' ? [`one of ${spec.words.map((word) => `\`${word}\``).join(', ')}`] : []),
    ...(spec.also ? [`or one of ${spec.also.map((word) => `\`${word}\``).join(', ')}`] : []),
    ...(spec.required ? ['**required**'] : []),
    ...(spec.requiredWhen === undefined ? [] : [`required when ${spec.requiredWhen}`]),
    ...(spec.default === undefined ? [] : [`default \`${spec.default}\``]),
    ...tuningFact(spec),
    ...(spec.aliases ? [`also called ${spec.aliases.map((name) => `\`${name}\``).join(', ')}`] : []),
  ];
  const lines = [
    `**${spec.name}** (${by})`,
    ...(spec.description === undefined ? [] : [spec.description]),
    facts.map((fact) => `- ${fact}`).join('\n'),
  ];
  return lines.join('\n\n');
}

function tuningFact({ tune, tunable }: HyperparameterSpec): readonly string[] {
  if (tune?.values) return [`tunable: try ${tune.values.join(', ')}`];
  if (tune) return [`tunable: try ${String(tune.min)} to ${String(tune.max)}`];
  return tunable === undefined ? [] : [tunable ? 'can be tuned' : 'can not be tuned'];
}
