import { button, element, fill } from '../page/element';
import { base64Of, bytesOf, hexDump, textOf } from './content';
import type { InspectedRequest, InspectorTexts } from './inspectorMessages';

/** Bytes of a binary body that are shown. */
const mostBytes = 128;

export interface FormOptions {
  readonly texts: InspectorTexts;
  readonly request: InspectedRequest;
  readonly fixtures: readonly string[];
  /** The container that gets the request first; undefined when it goes the whole way. */
  readonly container: string | undefined;
  readonly canSend: boolean;
  readonly onChange: (request: InspectedRequest) => void;
  /** A body that is no text makes room for one. */
  readonly onNewBody: () => void;
  readonly onSend: () => void;
  readonly onFromStart: () => void;
  readonly onLoad: (index: number) => void;
  readonly onSave: () => void;
}

/** The request that is sent next, ready to be edited. Control+Enter sends it. */
export function requestForm(options: FormOptions): HTMLElement {
  const { texts, container, canSend } = options;
  let { request } = options;
  const change = (changes: Partial<InspectedRequest>) => {
    request = { ...request, ...changes };
    options.onChange(request);
  };
  const field = (name: 'contentType' | 'accept' | 'customAttributes', label: string) => {
    const input = element('input', { type: 'text', value: request[name], spellcheck: 'false' });
    input.addEventListener('input', () => change({ [name]: input.value }));
    return element('label', {}, element('span', {}, label), input);
  };
  const title = container === undefined ? texts.request : fill(texts.replay, container);
  const form = element(
    'section',
    { class: container === undefined ? 'request' : 'request replay', 'aria-label': title },
    element('h1', {}, title),
    element(
      'div',
      { class: 'fields' },
      field('contentType', 'Content-Type'),
      field('accept', 'Accept'),
      field('customAttributes', 'Custom-Attributes'),
    ),
    bodyField(options, change),
    element(
      'div',
      { class: 'toolbar' },
      button(texts.send, options.onSend, { disabled: !canSend }),
      container === undefined ? undefined : button(texts.fromStart, options.onFromStart, { class: 'secondary' }),
      options.fixtures.length > 0 ? fixtureChoice(options) : undefined,
      button(texts.saveFixture, options.onSave, { class: 'secondary' }),
    ),
  );
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && canSend) options.onSend();
  });
  return form;
}

/** A text can be edited; bytes are sent as they are, or replaced by a text. */
function bodyField(
  { request: { body }, texts, onNewBody }: FormOptions,
  change: (changes: Partial<InspectedRequest>) => void,
): HTMLElement {
  const bytes = bytesOf(body);
  const text = textOf(bytes);
  if (text === undefined) {
    const dump = element('pre', { tabindex: 0 }, element('code', {}, hexDump(bytes, mostBytes)));
    const replace = button(texts.writeText, onNewBody, { class: 'secondary' });
    return element('div', {}, element('p', {}, fill(texts.binaryBody, bytes.length)), dump, replace);
  }
  const area = element(
    'textarea',
    { rows: Math.min(14, Math.max(4, text.split('\n').length)), spellcheck: 'false' },
    text,
  );
  area.addEventListener('input', () => change({ body: base64Of(area.value) }));
  return element('label', { class: 'body' }, element('span', {}, texts.body), area);
}

function fixtureChoice({ texts, fixtures, onLoad }: FormOptions): HTMLElement {
  const first = element('option', { value: '' }, texts.loadFixture);
  const choice = element(
    'select',
    { 'aria-label': texts.loadFixture },
    first,
    ...fixtures.map((name, index) => element('option', { value: index }, name)),
  );
  choice.addEventListener('change', () => {
    if (choice.value !== '') onLoad(Number(choice.value));
    choice.value = '';
  });
  return choice;
}
