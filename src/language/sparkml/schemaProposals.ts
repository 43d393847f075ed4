import { columnStructs, columnTypes } from '../../validation/sparkml/columnWords';
import type { SchemaPlace } from './schemaPlace';
import { keyMeanings, structMeanings, typeMeanings, usualOutputs } from './schemaWords';

/** Something that may be written at a place of a schema. */
export interface Proposal {
  readonly label: string;
  readonly kind: 'property' | 'value' | 'snippet';
  readonly detail: string;
  readonly documentation?: string;
  /** A word that stands in quotes. */
  readonly word?: string;
  /** JSON that follows the word, or is all that is written. The sign of `stop` is where writing goes on. */
  readonly json: string;
  /** What is written next has proposals too. */
  readonly goesOn?: boolean;
}

/** Stands for a tab stop in the JSON of a proposal: a character that no schema has. */
export const stop = '\uE000';

const column = `{"name": "${stop}", "type": "double"}`;
const output = `{"name": "prediction${stop}", "type": "double"}`;

/** What may be written at a place, the best first. */
export function proposals(place: SchemaPlace): readonly Proposal[] {
  const { part, expects } = place;
  if (part === 'nothing' && expects === 'value' && !place.token) return [whole];
  if (expects === 'key') return keys(place).map((one) => ended(one, place));
  if (expects !== 'value') return [];
  return values(place).map((one) => ended(one, place));
}

const whole: Proposal = {
  label: 'schema',
  kind: 'snippet',
  detail: 'A schema to fill in',
  json: `{"input": [${column}], "output": ${output.replace(stop, '')}}`,
};

function keys({ part, given, hasColon, token }: SchemaPlace): readonly Proposal[] {
  const own = token?.kind === 'text' ? token.value : undefined;
  const names = part === 'schema' ? topKeys : part === 'input' || part === 'output' ? columnKeys : [];
  return names
    .filter(({ label }) => label === own || !given.has(label))
    .map((one) => (hasColon ? { ...one, json: '', goesOn: false } : one));
}

const topKeys: readonly Proposal[] = [key('input', `[${column}]`), key('output', output)];
const columnKeys: readonly Proposal[] = [
  key('name', `"${stop}"`),
  { ...key('type', `"${stop}"`), goesOn: true },
  { ...key('struct', `"${stop}"`), goesOn: true },
];

function key(label: keyof typeof keyMeanings, value: string): Proposal {
  const details = { input: 'columns of a request', output: 'column that is sent back', name: '', type: '', struct: '' };
  const detail = details[label];
  return { label, kind: 'property', detail, documentation: keyMeanings[label], word: label, json: `: ${value}` };
}

function values({ part, key: name, given, token }: SchemaPlace): readonly Proposal[] {
  if (part === 'columns') return token ? [] : [snippet('column', 'An input column', column)];
  if (part === 'schema' && !token) {
    if (name === 'input') return [snippet('columns', 'A list of columns', `[${column}]`)];
    return name === 'output' ? [snippet('column', 'The output column', output)] : [];
  }
  if (part !== 'input' && part !== 'output') return [];
  if (name === 'type') return columnTypes.map((type) => word(type, typeMeanings[type]));
  if (name === 'struct') return structs(given.get('type') ?? '', part);
  return name === 'name' && part === 'output' ? usualOutputs.map((one) => word(one.name, one)) : [];
}

/** A vector of anything but doubles is refused as an input. */
function structs(type: string, part: SchemaPlace['part']): readonly Proposal[] {
  const fits = columnStructs.filter((struct) => part === 'output' || struct !== 'vector' || /^(?:double)?$/.test(type));
  return fits.map((struct) => word(struct, structMeanings[struct]));
}

function word(label: string, meaning: { readonly short: string; readonly long?: string }): Proposal {
  return {
    label,
    kind: 'value',
    detail: meaning.short,
    ...(meaning.long !== undefined && { documentation: meaning.long }),
    word: label,
    json: '',
  };
}

function snippet(label: string, detail: string, json: string): Proposal {
  return { label, kind: 'snippet', detail, json };
}

function ended(proposal: Proposal, { needsComma }: SchemaPlace): Proposal {
  return needsComma ? { ...proposal, json: `${proposal.json}, ` } : proposal;
}
