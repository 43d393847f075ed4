import { button, element, fill } from '../page/element';
import { bytesOf, hexDump, languageOf, textOf } from './content';
import type { FromInspector, InspectedContent, InspectorTexts } from './inspectorMessages';

/** Characters of a text that are shown in the page. */
const mostCharacters = 4_000;
/** Bytes that are shown in the page when they are no text. */
const mostBytes = 256;
/** Bytes of a hex dump in an editor. */
const mostDumped = 1024 * 1024;

/** Headers and body of a request or an answer; anything long or binary is cut, and the rest is an editor away. */
export function contentView(
  { headers, body }: InspectedContent,
  texts: InspectorTexts,
  send: (message: FromInspector) => void,
): HTMLElement {
  const rows = Object.entries(headers).flatMap(([name, value]) => [
    element('dt', { class: 'code' }, name),
    element('dd', { class: 'code' }, value),
  ]);
  const list = element('dl', { 'aria-label': texts.headers }, ...rows);
  return element(
    'div',
    {},
    rows.length > 0 ? list : undefined,
    bodyView(body, headers['content-type'] ?? '', { texts, send }),
  );
}

interface BodyOptions {
  readonly texts: InspectorTexts;
  readonly send: (message: FromInspector) => void;
}

function bodyView(body: string, contentType: string, { texts, send }: BodyOptions): HTMLElement {
  const bytes = bytesOf(body);
  if (bytes.length === 0) return element('p', { class: 'faint' }, texts.empty);
  const text = textOf(bytes);
  const shown = text === undefined ? hexDump(bytes, mostBytes) : text.slice(0, mostCharacters);
  const isCut = text === undefined ? bytes.length > mostBytes : text.length > mostCharacters;
  const openInEditor = button(
    texts.openInEditor,
    () =>
      send({
        type: 'openText',
        text: text ?? hexDump(bytes, mostDumped),
        language: text === undefined ? 'plaintext' : languageOf(contentType),
      }),
    { class: 'link' },
  );
  const size = fill(isCut ? texts.truncated : texts.bytes, bytes.length);
  return element(
    'div',
    {},
    element('pre', { tabindex: 0, 'aria-label': texts.body }, element('code', {}, shown)),
    element('p', { class: 'faint' }, `${size} `, openInEditor),
  );
}
