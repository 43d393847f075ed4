import { element, fill } from '../page/element';
import type { LineName } from './lines';
import type { MetricsTexts } from './metricsMessages';
import { numberText } from './plot';
import type { Series } from './series';

/** Rows of a table; all values are in the exported file. */
const mostRows = 200;

export interface TableOptions {
  readonly texts: MetricsTexts;
  readonly locale: string;
  readonly lines: readonly LineName[];
}

/** The newest values of one metric as a table: the same as its chart, for those who read rather than see. */
export function valueTable(
  metric: string,
  series: readonly Series[],
  { texts, locale, lines }: TableOptions,
): HTMLElement {
  const rows = series.flatMap((one) =>
    one.values.slice(-mostRows).map((value, index) => {
      const at = Math.max(0, one.values.length - mostRows) + index;
      return { step: at + 1, time: one.times[at] ?? 0, value, line: one.line };
    }),
  );
  const newest = rows.sort((a, b) => b.time - a.time || b.step - a.step).slice(0, mostRows);
  const count = series.reduce((sum, { values }) => sum + values.length, 0);
  const numbers = [newest.length, count].map((one) => numberText(one, locale));
  const heads = [texts.step, texts.time, texts.job, texts.instance, texts.value];
  const caption = element('caption', {}, element('strong', {}, metric), ` ${fill(texts.newest, ...numbers)}`);
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const body = newest.map(({ step, time, value, line }) => {
    const { job = '', host = '' } = lines[line] ?? {};
    const cells = [new Date(time).toLocaleTimeString(locale), job, host, numberText(value, locale)];
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, String(step)),
      ...cells.map((text) => element('td', {}, text)),
    );
  });
  return element(
    'div',
    // It scrolls: that must not need a mouse.
    { class: 'table', role: 'region', tabindex: '0', 'aria-label': metric },
    element('table', {}, caption, element('thead', {}, head), element('tbody', {}, ...body)),
  );
}
