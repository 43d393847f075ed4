import { button, element, fill } from '../page/element';
import { bytesOf, textOf } from './content';
import { contentView } from './contentView';
import type { FromInspector, InspectedHop, InspectorTexts, Send } from './inspectorMessages';

export interface HopOptions {
  readonly texts: InspectorTexts;
  readonly send: (message: FromInspector) => void;
  /** Time of all hops, in milliseconds. */
  readonly total: number;
  readonly isPinned: boolean;
  /** The send to compare with. */
  readonly before: Send | undefined;
  /** Take this hop's request into the form. */
  readonly edit: () => void;
}

/** What one container got, answered and wrote, and how much of the time was its. */
export function hopCard(hop: InspectedHop, options: HopOptions): HTMLElement {
  const { index, container, milliseconds, request, response, failure, log } = hop;
  const { texts, send, total, isPinned, edit } = options;
  const status = response ? String(response.status) : texts.noAnswer;
  const isGood = failure === undefined && response !== undefined && response.status < 300;
  const head = element(
    'header',
    {},
    element('h2', {}, `${index + 1}  ${container}`),
    element('span', { class: isGood ? 'good' : 'bad' }, status),
    isPinned ? element('span', { class: 'faint' }, texts.pinned) : timeBar(milliseconds, total, texts),
    button(texts.edit, edit, { class: 'secondary', 'aria-label': `${texts.edit}: ${container}` }),
  );
  const part = (title: string, isOpen: boolean, ...children: readonly (Node | string | undefined)[]) =>
    element('details', { open: isOpen }, element('summary', {}, title), ...children);
  const answer = response && part(texts.response, true, comparison(hop, options), contentView(response, texts, send));
  const lines = element('pre', { tabindex: 0, 'aria-label': texts.log }, element('code', {}, log.join('\n')));
  return element(
    'li',
    { class: `hop ${isPinned ? 'pinned' : ''} ${isGood ? '' : 'broken'}` },
    head,
    failure === undefined ? undefined : element('p', { class: 'problem', role: 'alert' }, failure),
    part(texts.request, !isGood, contentView(request, texts, send)),
    answer,
    log.length > 0
      ? part(`${texts.log} (${hop.stream})`, !isGood, lines)
      : element('p', { class: 'faint' }, texts.noLog),
  );
}

function timeBar(milliseconds: number, total: number, texts: InspectorTexts): HTMLElement {
  const share = total > 0 ? milliseconds / total : 0;
  const fillElement = element('span', { class: 'fill' });
  fillElement.style.width = `${share * 100}%`;
  const text = fill(texts.share, milliseconds.toFixed(1), Math.round(share * 100));
  return element(
    'span',
    { class: 'time' },
    element('span', { class: 'bar', 'aria-hidden': 'true' }, fillElement),
    text,
  );
}

/** Whether the container answered as in the send before. */
function comparison(hop: InspectedHop, { before, texts, send }: HopOptions): HTMLElement | undefined {
  const other = before?.hops.find(({ index }) => index === hop.index)?.response;
  const { response } = hop;
  if (!before || !other || !response) return undefined;
  if (other.body === response.body && other.status === response.status)
    return element('p', { class: 'faint' }, fill(texts.same, before.id));
  const [left, right] = [other, response].map(({ body }) => textOf(bytesOf(body)));
  const title = `${hop.container}: #${before.id}`;
  const compare =
    left === undefined || right === undefined
      ? undefined
      : button(texts.compare, () => send({ type: 'compare', left, right, title }), { class: 'link' });
  return element('p', { class: 'faint' }, `${fill(texts.differs, before.id)} `, compare);
}
