import type { Hover, MarkupContent } from 'vscode-languageserver';
import { TextPositions } from '../../definitions/textPosition';
import type { CheckContext, CheckedFile } from '../../validation/files/fileJudge';
import { columnStructs, columnTypes } from '../../validation/sparkml/columnWords';
import { schemaPlace, type SchemaPlace } from './schemaPlace';
import { schemaValues } from './schemaValue';
import { keyMeanings, outputStructMeanings, structMeanings, typeMeanings, usualOutputs } from './schemaWords';

/** An explanation in Markdown. */
export interface MarkdownHover {
  readonly contents: MarkupContent;
  readonly range: NonNullable<Hover['range']>;
}

/** What a key, a word or a column of a schema means for the container; undefined where nothing is known. */
export async function schemaHover(
  file: CheckedFile,
  offset: number,
  context: CheckContext,
): Promise<MarkdownHover | undefined> {
  const value = (await schemaValues(file, offset, context)).find(({ host }) => host === file.text);
  if (!value) return undefined;
  const place = tokenPlace(value.text.text, value.at);
  const said = place && meaning(place);
  if (!place?.token || said === undefined) return undefined;
  const { from, to } = value.text.span(place.token.from, place.token.to);
  return {
    contents: { kind: 'markdown', value: said },
    range: new TextPositions(file.text).range(from, to - from),
  };
}

/** A pointer on an opening quote means the text behind it. */
function tokenPlace(text: string, at: number): SchemaPlace | undefined {
  return [at, at + 1].map((offset) => schemaPlace(text, offset)).find(({ token }) => token?.kind === 'text');
}

function meaning(place: SchemaPlace): string | undefined {
  const { part, expects, token, key } = place;
  const text = token?.kind === 'text' ? token.value : '';
  if (expects === 'key') return keyMeaning(text, place);
  if (part !== 'input' && part !== 'output') return undefined;
  if (key === 'type') return typeMeaning(text, place);
  if (key === 'struct') return structMeaning(text, part);
  return key === 'name' ? columnMeaning(text, place) : undefined;
}

function keyMeaning(text: string, { part, columns }: SchemaPlace): string | undefined {
  const known = part === 'schema' ? ['input', 'output'] : part === 'other' ? [] : ['name', 'type', 'struct'];
  if (!known.includes(text)) return undefined;
  const count = text !== 'input' ? '' : columns === 1 ? '\n\nHere: 1 column.' : `\n\nHere: ${String(columns)} columns.`;
  return `**${text}**\n\n${keyMeanings[text as keyof typeof keyMeanings]}${count}`;
}

function typeMeaning(text: string, { part, given }: SchemaPlace): string | undefined {
  const type = columnTypes.find((one) => one === text);
  if (type === undefined) return undefined;
  const struct = given.get('struct') ?? 'basic';
  const { short, long } = typeMeanings[type];
  if (part === 'output' && struct !== 'basic')
    return `**${type}**: ${short}\n\nNot looked at: of an output with struct \`${struct}\` only the struct counts.`;
  if (struct !== 'basic') return `**${type}**: ${short}\n\nThe elements of the ${struct}.`;
  return `**${type}**: ${short}\n\n${part === 'output' ? 'The value is read as this type and sent back as text.' : long}`;
}

function structMeaning(text: string, part: SchemaPlace['part']): string | undefined {
  const struct = columnStructs.find((one) => one === text);
  if (struct === undefined) return undefined;
  return `**${struct}**\n\n${part === 'output' ? outputStructMeanings[struct] : structMeanings[struct].long}`;
}

/** Where a column's value stands in a request, and how it is read. */
function columnMeaning(name: string, { part, index, columns, given }: SchemaPlace): string {
  const type = given.get('type') ?? '';
  const known = columnTypes.find((one) => one === type);
  const struct = given.get('struct') ?? 'basic';
  const kind = struct === 'basic' ? type : `${type}, ${struct}`;
  if (part === 'output') {
    const usual = usualOutputs.find((one) => one.name === name);
    const what = columnStructs.find((one) => one === struct);
    const origin = usual ? `By its name: ${usual.short}.` : '';
    return [`**${name}**: the output, ${kind}`, origin, what ? outputStructMeanings[what] : '']
      .filter((line) => line !== '')
      .join('\n\n');
  }
  const csv =
    struct === 'basic'
      ? `field ${String(index + 1)} of the first line; the other lines are ignored`
      : 'not possible, requests in CSV fail';
  const places = [`- CSV: ${csv}`, `- JSON: \`data[${String(index)}]\``].join('\n');
  const list = columnStructs.find((one) => one === struct && one !== 'basic');
  const rule = list ? structMeanings[list].long : known && typeMeanings[known].long;
  return `**${name}**: input ${String(index + 1)} of ${String(columns)}, ${kind}\n\n${places}${rule === undefined ? '' : `\n\n${rule}`}`;
}
