import { button, element, fill } from '../page/element';
import type { ChartJob, FromMetrics, MetricsTexts } from './metricsMessages';

export interface EmptyOptions {
  readonly texts: MetricsTexts;
  /** What a definition needs for metrics. */
  readonly example: string;
  /** Tells the panel what was pressed. */
  readonly send: (message: FromMetrics) => void;
}

/** Why a job has no line, and what to do about it. */
export function emptyState(
  { job, kind, definitions, isRunning }: ChartJob,
  index: number,
  { texts, example, send }: EmptyOptions,
): HTMLElement {
  const openDefinition = button(texts.openDefinition, () => send({ type: 'openDefinition', index }));
  const openLog = button(texts.openLog, () => send({ type: 'openLog', index }), { class: 'secondary' });
  const say = (text: string, ...more: readonly HTMLElement[]) =>
    element('section', { class: 'empty' }, element('p', {}, fill(text, job)), ...more);
  if (kind !== 'training-job') return say(texts.notTraining);
  if (definitions.length === 0) {
    const copy = button(texts.copyExample, () => send({ type: 'copyExample' }), { class: 'secondary' });
    const snippet = element('pre', { tabindex: 0, 'aria-label': texts.example }, element('code', {}, example));
    return say(texts.noDefinitions, snippet, element('p', { class: 'actions' }, openDefinition, copy));
  }
  const list = definitions.map(({ name, regex }) => element('li', {}, `${name}: `, element('code', {}, regex)));
  const text = isRunning ? texts.waiting : texts.nothingMatched;
  return say(text, element('ul', {}, ...list), element('p', { class: 'actions' }, openLog, openDefinition));
}
