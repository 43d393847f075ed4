import { button, element } from '../page/element';
import type { LineLook } from './lineLook';
import type { Axis, MetricsTexts } from './metricsMessages';
import { lookPicture } from './plot';

export interface ToolbarOptions {
  readonly texts: MetricsTexts;
  readonly axis: Axis;
  readonly isLogarithmic: boolean;
  readonly isTable: boolean;
  readonly onAxis: (axis: Axis) => void;
  readonly onLogarithmic: () => void;
  readonly onTable: () => void;
  readonly onExport: () => void;
}

/** What can be chosen for all charts at once. */
export function toolbar({ texts, axis, isLogarithmic, isTable, ...on }: ToolbarOptions): HTMLElement {
  const axes: readonly Axis[] = ['time', 'elapsed', 'step'];
  const choice = element(
    'select',
    {},
    ...axes.map((one) => element('option', { value: one, selected: one === axis }, texts[one])),
  );
  choice.addEventListener('change', () => {
    const chosen = axes.find((one) => one === choice.value);
    if (chosen) on.onAxis(chosen);
  });
  const toggle = (text: string, isOn: boolean, press: () => void) =>
    button(text, press, { class: 'secondary', 'aria-pressed': String(isOn) });
  return element(
    'div',
    { class: 'toolbar', role: 'group' },
    element('label', {}, `${texts.axis} `, choice),
    toggle(texts.logarithmic, isLogarithmic, on.onLogarithmic),
    toggle(texts.table, isTable, on.onTable),
    button(texts.exportCsv, on.onExport, { class: 'secondary' }),
  );
}

/** A line of the legend. */
export interface LegendLine {
  readonly name: string;
  readonly status: string;
  readonly look: LineLook;
  readonly isShown: boolean;
  readonly toggle: () => void;
}

/** Names of the lines, each a button that shows or hides it everywhere. */
export function legend(lines: readonly LegendLine[], label: string): HTMLElement {
  const items = lines.map(({ name, status, look, isShown, toggle }) => {
    const made = button('', toggle, { class: 'line', 'aria-pressed': String(isShown) });
    made.append(lookPicture(look), element('span', {}, name), element('span', { class: 'status' }, status));
    return element('li', {}, made);
  });
  return element('ul', { class: 'legend', 'aria-label': label }, ...items);
}
