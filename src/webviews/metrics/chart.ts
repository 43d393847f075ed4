import UPlot from 'uplot';
import { element, fill } from '../page/element';
import { decimate, type Range } from './decimate';
import { lineLook } from './lineLook';
import type { Axis, MetricsTexts } from './metricsMessages';
import { elapsedText, lookPicture, makePlot, numberText } from './plot';
import { summaryOf, type Series } from './series';

/** How all charts show their lines. */
export interface ChartView {
  readonly axis: Axis;
  readonly isLogarithmic: boolean;
  readonly isDark: boolean;
  readonly locale: string;
  readonly texts: MetricsTexts;
  /** Names of lines, by their place; a single one needs no name. */
  readonly lines: readonly string[];
  readonly isHidden: (line: number) => boolean;
}

/** What a chart tells the page. */
export interface ChartEvents {
  readonly onZoom: (range: Range | undefined) => void;
  /** The keyboard moved the crosshair to a place on the x axis; undefined when it took it away. */
  readonly onPoint: (x: number | undefined) => void;
}

/** The chart of one metric: its lines, the values below the crosshair, and the same in words. */
export class Chart {
  readonly root: HTMLElement;
  private readonly values = element('p', { class: 'values' });
  private readonly note = element('p', { class: 'note', hidden: true });
  private readonly spoken = element('p', { class: 'unseen', 'aria-live': 'polite' });
  private readonly target = element('div', { class: 'plot', tabindex: 0, role: 'img' });
  private plot: UPlot;
  private shown: readonly Series[] = [];
  private data: UPlot.AlignedData = [[]];
  private cursor: number | null = null;
  /** Where the keyboard has put the crosshair, on the x axis. */
  private place: number | undefined;

  constructor(
    readonly metric: string,
    private readonly view: ChartView,
    private readonly series: readonly Series[],
    private readonly events: ChartEvents,
  ) {
    const head = element('header', {}, element('h2', {}, metric), this.values);
    this.root = element('section', { class: 'chart', 'aria-label': metric }, head, this.target, this.note, this.spoken);
    this.target.addEventListener('keydown', (event) => this.onKey(event));
    this.target.addEventListener('mousemove', () => (this.place = undefined), { capture: true });
    this.plot = this.makePlot();
  }

  /** Draw what is there now. @param range part of the x axis that is looked at */
  draw(range: Range): void {
    this.shown = this.series.filter(({ line }) => !this.view.isHidden(line));
    const columns = Math.max(100, Math.floor(this.target.clientWidth));
    const { axis, isLogarithmic, locale, texts } = this.view;
    let left = 0;
    const tables = this.series.map((series) => {
      if (!this.shown.includes(series)) return [[], []] satisfies UPlot.AlignedData;
      const { x, y } = decimate(series, axis, range, columns);
      const drawn = isLogarithmic ? y.map((value) => (value > 0 ? value : null)) : [...y];
      left += isLogarithmic ? drawn.filter((value) => value === null).length : 0;
      return [[...x], drawn] satisfies UPlot.AlignedData;
    });
    this.data = UPlot.join(tables);
    this.plot.batch(() => {
      this.plot.setData(this.data, false);
      this.plot.setScale('x', range);
    });
    // The crosshair of the keyboard stands at a value, not at a pixel: the axis grows while a job runs.
    if (this.place !== undefined) this.point(this.place);
    this.note.hidden = left === 0;
    this.note.textContent = fill(texts.noPositive, numberText(left, locale));
    this.target.setAttribute('aria-label', `${this.summary()} ${texts.chartKeys}`);
    this.showValues();
  }

  /** Take over the width that there is. */
  resize(): void {
    const { clientWidth } = this.target;
    if (clientWidth > 0 && clientWidth !== this.plot.width)
      this.plot.setSize({ width: clientWidth, height: this.plot.height });
  }

  /** Put the crosshair to a place on the x axis. */
  point(x: number | undefined): void {
    this.place = x;
    const left = x === undefined ? -10 : this.plot.valToPos(x, 'x');
    this.plot.setCursor({ left, top: x === undefined ? -10 : 1 });
    if (x === undefined) return;
    // Told by the plot a moment later, and to the nearest pixel only.
    this.cursor = nearestIndex(this.data[0], x);
    this.showValues();
  }

  destroy(): void {
    this.plot.destroy();
    this.root.remove();
  }

  private makePlot(): UPlot {
    const { axis, isLogarithmic, isDark, locale, isHidden } = this.view;
    return makePlot(this.target, {
      ...{ axis, isLogarithmic, locale },
      lines: this.series.map(({ line }) => ({ look: lineLook(line, isDark), isShown: !isHidden(line) })),
      onCursor: (index) => {
        this.cursor = this.place === undefined ? index : nearestIndex(this.data[0], this.place);
        this.showValues();
      },
      onZoom: this.events.onZoom,
    });
  }

  /** What the lines say, for those who don't see them. */
  private summary(): string {
    const { texts, locale, lines } = this.view;
    const parts = this.shown.flatMap((series) => {
      const found = summaryOf(series);
      if (!found) return [];
      const name = lines.length > 1 ? `${this.metric}, ${lines[series.line] ?? ''}` : this.metric;
      const numbers = [found.count, found.min, found.max, found.last].map((value) => numberText(value, locale));
      return [fill(texts.summary, name, ...numbers)];
    });
    return parts.join(' ');
  }

  /** Values below the crosshair, else the last ones. */
  private showValues(): void {
    const { isDark, locale, lines, axis } = this.view;
    const index = this.cursor;
    const x = index === null ? undefined : this.data[0][index];
    const where = x === undefined ? [] : [element('span', { class: 'place' }, placeText(x, axis, locale))];
    const parts = this.shown.flatMap((series) => {
      const column = this.data[this.series.indexOf(series) + 1];
      const value = index === null ? series.values.at(-1) : nearest(column, index);
      if (value === undefined) return [];
      const name = lines[series.line] ?? '';
      const text = element('span', { title: name }, numberText(value, locale));
      return [
        element(
          'span',
          { class: 'value' },
          ...(lines.length > 1 ? [lookPicture(lineLook(series.line, isDark))] : []),
          text,
        ),
      ];
    });
    this.values.replaceChildren(...where, ...parts);
  }

  private onKey(event: KeyboardEvent): void {
    const [places] = this.data;
    const last = places.length - 1;
    const at = this.place === undefined ? (this.cursor ?? last) : nearestIndex(places, this.place);
    const steps: Readonly<Record<string, number>> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
    const target = steps[event.key];
    if (target !== undefined) {
      this.events.onPoint(places[Math.min(Math.max(target, 0), last)]);
      this.spoken.textContent = this.values.textContent;
    } else if (event.key === '+' || event.key === '-') {
      this.events.onZoom(zoomed(this.plot, places[at], event.key === '+' ? 0.5 : 2));
    } else if (event.key === 'Escape') {
      this.events.onPoint(undefined);
      this.events.onZoom(undefined);
    } else return;
    event.preventDefault();
  }
}

/** Index of the value of a rising column that is nearest to `wanted`. */
function nearestIndex(column: ArrayLike<number>, wanted: number): number {
  let best = 0;
  for (let at = 1; at < column.length; at += 1) {
    if (Math.abs((column[at] ?? 0) - wanted) <= Math.abs((column[best] ?? 0) - wanted)) best = at;
  }
  return best;
}

/** Lines have their values at different places: the last one up to a place counts. */
function nearest(column: ArrayLike<number | null | undefined> | undefined, index: number): number | undefined {
  for (let at = index; at >= 0; at -= 1) {
    const value = column?.[at];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function zoomed(plot: UPlot, middle: number | undefined, factor: number): Range | undefined {
  const { min, max } = plot.scales['x'] ?? {};
  if (min === undefined || max === undefined || middle === undefined) return undefined;
  return { min: middle - (middle - min) * factor, max: middle + (max - middle) * factor };
}

function placeText(x: number, axis: Axis, locale: string): string {
  if (axis === 'step') return `#${numberText(x, locale)}`;
  return axis === 'elapsed' ? elapsedText(x) : new Date(x * 1000).toLocaleTimeString(locale);
}
