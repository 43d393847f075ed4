import type { CompletionItem } from 'vscode-languageserver';
import type { Span } from '../../grammars/mappedText';
import type { CheckContext, CheckedFile } from '../../validation/files/fileJudge';
import { TextPositions } from '../../definitions/textPosition';
import { contentOf, schemaPlace, type SchemaPlace } from './schemaPlace';
import { proposals, stop, type Proposal } from './schemaProposals';
import { mark, schemaValues, type SchemaValue } from './schemaValue';

/** Numbers of the protocol, so that this file needs its types only. */
const kinds = { property: 10, value: 12, snippet: 15 } as const;
const snippetFormat = 2;

/** What may be written at a place of a schema, quoted as the file around it wants; undefined where no schema stands. */
export async function schemaCompletions(
  file: CheckedFile,
  offset: number,
  context: CheckContext,
): Promise<CompletionItem[] | undefined> {
  const values = await schemaValues(file, offset, context);
  for (const value of values) {
    const items = itemsAt(value, file.text, offset);
    if (items.length > 0) return items;
  }
  return values.length > 0 ? [] : undefined;
}

function itemsAt(value: SchemaValue, text: string, offset: number): CompletionItem[] {
  const place = placeOf(value, text);
  const positions = new TextPositions(text);
  return proposals(place).flatMap((proposal, index) => {
    const change = place.token ? wordChange(value, place, proposal, offset) : insertion(value, proposal, offset);
    if (!change) return [];
    return [
      {
        label: proposal.label,
        kind: kinds[proposal.kind],
        detail: proposal.detail,
        sortText: String(index).padStart(3, '0'),
        filterText: change.filter,
        insertTextFormat: snippetFormat,
        textEdit: { range: positions.range(change.from, change.to - change.from), newText: snippetOf(change.text) },
        ...(proposal.documentation !== undefined && {
          documentation: { kind: 'markdown' as const, value: proposal.documentation },
        }),
        ...(proposal.goesOn === true && { command: { title: '', command: 'editor.action.triggerSuggest' } }),
      },
    ];
  });
}

/** Where a mark was put in, nothing stands yet, and no colon behind it. */
function placeOf({ text, at, host }: SchemaValue, file: string): SchemaPlace {
  const place = schemaPlace(text.text, at);
  const isMark = text.text.startsWith(`"${mark}"`, at);
  if (isMark) {
    const marked = schemaPlace(text.text, at + 1);
    const { token: _mark, ...rest } = marked;
    return { ...rest, hasColon: false };
  }
  return host === file ? place : { ...place, hasColon: false };
}

interface Change extends Span {
  /** With a sign for each tab stop. */
  readonly text: string;
  /** What is typed is looked for in this. */
  readonly filter: string;
}

/** Puts the word between the quotes that stand there, and what follows it behind them. */
function wordChange(
  { text, host }: SchemaValue,
  { token }: SchemaPlace,
  { word, json }: Proposal,
  offset: number,
): Change | undefined {
  if (!token || word === undefined) return undefined;
  const isQuoted = token.kind === 'text';
  const content = contentOf(token);
  const ends = Math.max(content.to, content.from);
  const inside = text.span(content.from, ends);
  const written = text.quoted(content.from, ends, isQuoted ? word : `"${word}"`);
  const rest = text.quoted(content.from, ends, json);
  if (written === undefined || rest === undefined) return undefined;
  const from = Math.min(inside.from, offset);
  const filter = isQuoted ? word : host.slice(inside.from, inside.from + 1) + word;
  if (!isQuoted || (json === '' && !isOpenAt(token, text.text, ends)))
    return { from, to: Math.max(inside.to, offset), text: written + rest, filter };
  const isOpen = isOpenAt(token, text.text, ends);
  const quote = isOpen ? text.span(token.from, token.from + 1) : text.span(token.to - 1, token.to);
  const to = isOpen ? Math.max(inside.to, offset) : Math.max(quote.to, offset);
  return { from, to, text: written + host.slice(quote.from, quote.to) + rest, filter };
}

/** Whether no closing quote follows what stands there. */
function isOpenAt(token: NonNullable<SchemaPlace['token']>, text: string, end: number): boolean {
  return token.kind === 'text' && text.charAt(end) !== text.charAt(token.from);
}

/** Writes a proposal where nothing stands yet. */
function insertion(
  { text, at, host }: SchemaValue,
  { word, json, label }: Proposal,
  offset: number,
): Change | undefined {
  const whole = (word === undefined ? '' : `"${word}"`) + json;
  const { from } = text.span(at, at);
  const isMarked = host.startsWith(mark, offset) || host.startsWith(`"${mark}`, offset);
  if (from === offset || isMarked) {
    const written = text.quoted(at, at, whole);
    return written === undefined ? undefined : { from: offset, to: offset, text: written, filter: label };
  }
  // What follows stands elsewhere, on another line or in another piece: write behind what is before.
  const before = text.span(at - 1, at);
  const written = text.quoted(at - 1, at, text.text.charAt(at - 1) + whole);
  if (at === 0 || before.to !== offset || written === undefined) return undefined;
  return { from: before.from, to: offset, text: written, filter: host.slice(before.from, offset) + label };
}

/** Text with its tab stops, as a snippet. */
function snippetOf(text: string): string {
  const [first = '', ...more] = text.replaceAll(/[\\$}]/g, '\\$&').split(stop);
  return more.reduce((all, part, index) => `${all}$${String(index + 1)}${part}`, first);
}
