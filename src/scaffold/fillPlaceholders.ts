import Mustache from 'mustache';
import { AppError } from '../contract/appError';

/** Values of placeholders, and for sections whether they are there. */
export type View = Readonly<Record<string, string | boolean>>;

/**
 * A text with its placeholders filled in.
 * @param where it stands, for messages
 * @throws AppError `scaffold.template` for a placeholder that the view has nothing for, or one that is not closed
 */
export function fillPlaceholders(text: string, view: View, where: string): string {
  const tokens = parse(text, where);
  const stray = namesIn(tokens).find(({ name }) => !Object.hasOwn(view, name));
  if (stray) throw unfillable(placeIn(text, stray.start, where), `no question asks for {{${stray.name}}}`);
  // Nothing here is HTML: a value stands as it was given.
  return Mustache.render(text, view, undefined, { escape: String });
}

/** A template with something in it that can't be. */
export function unfillable(where: string, what: string, cause?: unknown): AppError {
  const message = `The template can't be filled in (${where}): ${what}.`;
  return new AppError('scaffold.template', message, 'Correct the template.', { cause });
}

function parse(text: string, where: string): readonly Token[] {
  try {
    return Mustache.parse(text) as readonly Token[];
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    // Mustache ends its messages with an offset.
    const [, what = said, offset] = /^(.*) at (\d+)$/s.exec(said) ?? [];
    throw unfillable(offset === undefined ? where : placeIn(text, Number(offset), where), what, cause);
  }
}

function placeIn(text: string, offset: number, where: string): string {
  return `${where}:${String(text.slice(0, offset).split('\n').length)}`;
}

/** Kind, what stands between the braces, where it begins and ends, what a section holds. */
type Token = readonly [kind: string, name: string, start: number, end: number, inner?: readonly Token[]];

function namesIn(tokens: readonly Token[]): readonly { readonly name: string; readonly start: number }[] {
  return tokens.flatMap(([kind, name, start, , inner]) => [
    ...(kind === 'text' || kind === '!' || kind === '=' ? [] : [{ name, start }]),
    ...(Array.isArray(inner) ? namesIn(inner as readonly Token[]) : []),
  ]);
}
