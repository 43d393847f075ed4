import type { Editor } from '../page/editor';
import { element, place } from '../page/element';
import { Chart, type ChartView } from './chart';
import type { Range } from './decimate';
import { emptyState } from './emptyStates';
import { lineLook } from './lineLook';
import { Lines } from './lines';
import type { Axis, ChartJob, FromMetrics, MetricsState, ToMetrics } from './metricsMessages';
import { legend, toolbar } from './toolbar';
import { valueTable } from './valueTable';

/** What comes together is drawn together, in milliseconds. */
const drawInterval = 100;

type Opened = Extract<ToMetrics, { readonly type: 'open' }>;

/** The page of the panel of metrics: a chart for each metric, a line for each instance of each job. */
export class MetricsPage {
  private readonly root = place('page');
  private jobs: ChartJob[];
  private lines: Lines;
  private charts: readonly Chart[] = [];
  private zoom: Range | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private state: Omit<MetricsState, 'jobs'>;

  constructor(
    private readonly opened: Opened,
    private readonly editor: Editor<FromMetrics, MetricsState>,
  ) {
    const { axis = 'time', isLogarithmic = false, isTable = false, hidden = [] } = editor.kept();
    this.state = { axis, isLogarithmic, isTable, hidden };
    this.jobs = [...opened.jobs];
    this.lines = new Lines(this.jobs);
    this.choose({});
  }

  take(message: Exclude<ToMetrics, Opened>): void {
    switch (message.type) {
      case 'job':
        this.jobs[message.index] = message.job;
        this.lines.begin(message.index, message.job.startedAt);
        this.build();
        break;
      case 'again':
        this.lines.forget(message.index);
        this.build();
        break;
      case 'samples':
        if (this.lines.add(message.index, message.samples)) this.build();
        else this.drawSoon();
        break;
      case 'problem':
        this.root.prepend(element('p', { class: 'problem', role: 'alert' }, message.text));
        break;
      default:
        message satisfies never;
    }
  }

  /** The width or the theme is another one. */
  look(isNewTheme: boolean): void {
    if (isNewTheme) this.build();
    else {
      for (const chart of this.charts) chart.resize();
      this.drawSoon();
    }
  }

  /** Free what charts hold outside the page. */
  close(): void {
    clearTimeout(this.timer);
    for (const chart of this.charts) chart.destroy();
    this.root.replaceChildren();
  }

  private choose(changes: Partial<Omit<MetricsState, 'jobs'>>): void {
    if (changes.axis !== undefined) this.zoom = undefined;
    this.state = { ...this.state, ...changes };
    this.editor.keep({ jobs: this.jobs.map(({ project, job }) => ({ project, job })), ...this.state });
    this.build();
  }

  /** Make everything anew: the set of lines, a choice or the theme has changed. */
  private build(): void {
    const focused = document.activeElement instanceof HTMLElement ? this.pathOf(document.activeElement) : undefined;
    for (const chart of this.charts) chart.destroy();
    this.charts = [];
    const { texts, example } = this.opened;
    const send = (message: FromMetrics) => this.editor.send(message);
    const empty = this.jobs.flatMap((job, index) =>
      this.lines.hasValues(index) ? [] : [emptyState(job, index, { texts, example, send })],
    );
    const body = element('div', { class: this.state.isTable ? 'tables' : 'charts' });
    const problems = [...this.root.querySelectorAll('.problem')];
    const bars = this.lines.metrics.length > 0 ? [this.toolbar(), this.legend()] : [];
    this.root.replaceChildren(...problems, ...bars, body, ...empty);
    if (!this.state.isTable) {
      const events = {
        onZoom: (range: Range | undefined) => this.zoomTo(range),
        onPoint: (x?: number) => this.point(x),
      };
      this.charts = this.lines.metrics.map((metric) => new Chart(metric, this.view(), this.lines.of(metric), events));
      body.append(...this.charts.map(({ root }) => root));
      for (const chart of this.charts) chart.resize();
    }
    this.draw();
    if (focused !== undefined) this.root.querySelectorAll<HTMLElement>('button, select, [tabindex]')[focused]?.focus();
  }

  private pathOf(focused: HTMLElement): number | undefined {
    const index = [...this.root.querySelectorAll<HTMLElement>('button, select, [tabindex]')].indexOf(focused);
    return index < 0 ? undefined : index;
  }

  private toolbar(): HTMLElement {
    const { isLogarithmic, isTable } = this.state;
    return toolbar({
      ...this.state,
      texts: this.opened.texts,
      onAxis: (axis: Axis) => this.choose({ axis }),
      onLogarithmic: () => this.choose({ isLogarithmic: !isLogarithmic }),
      onTable: () => this.choose({ isTable: !isTable }),
      onExport: () => this.editor.send({ type: 'exportCsv' }),
    });
  }

  private legend(): HTMLElement {
    const { hidden } = this.state;
    const lines = this.lines.all.map((line, index) => ({
      name: this.lines.nameOf(line),
      status: this.jobs[line.index]?.status ?? '',
      look: lineLook(index, isDark()),
      isShown: !hidden.includes(line.key),
      toggle: () =>
        this.choose({
          hidden: hidden.includes(line.key) ? hidden.filter((key) => key !== line.key) : [...hidden, line.key],
        }),
    }));
    return legend(lines, this.opened.texts.lines);
  }

  private view(): ChartView {
    const { axis, isLogarithmic, hidden } = this.state;
    const { texts, locale } = this.opened;
    return {
      ...{ axis, isLogarithmic, texts, locale, isDark: isDark() },
      lines: this.lines.all.map((line) => this.lines.nameOf(line)),
      isHidden: (line) => hidden.includes(this.lines.all[line]?.key ?? ''),
    };
  }

  private zoomTo(range: Range | undefined): void {
    this.zoom = range;
    this.draw();
  }

  private point(x: number | undefined): void {
    for (const chart of this.charts) chart.point(x);
  }

  private drawSoon(): void {
    this.timer ??= setTimeout(() => this.draw(), drawInterval);
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const range = this.zoom ?? this.whole();
    for (const chart of this.charts) chart.draw(range);
    if (this.state.isTable) this.drawTables();
  }

  private drawTables(): void {
    const { texts, locale } = this.opened;
    const shown = this.view();
    const tables = this.lines.metrics.map((metric) => {
      const series = this.lines.of(metric).filter(({ line }) => !shown.isHidden(line));
      return valueTable(metric, series, { texts, locale, lines: this.lines.all });
    });
    this.root.querySelector('.tables')?.replaceChildren(...tables);
  }

  /** All that there is on the x axis: the same for all charts, so that they can be read one below the other. */
  private whole(): Range {
    const { axis } = this.state;
    const shown = this.view();
    let [min, max] = [Infinity, -Infinity];
    for (const metric of this.lines.metrics) {
      for (const series of this.lines.of(metric)) {
        if (series.values.length === 0 || shown.isHidden(series.line)) continue;
        min = Math.min(min, series.x(0, axis));
        max = Math.max(max, series.x(series.values.length - 1, axis));
      }
    }
    if (max > min) return { min, max };
    return Number.isFinite(min) ? { min: min - 1, max: max + 1 } : { min: 0, max: 1 };
  }
}

function isDark(): boolean {
  const { classList } = document.body;
  return (
    classList.contains('vscode-dark') ||
    (classList.contains('vscode-high-contrast') && !classList.contains('vscode-high-contrast-light'))
  );
}
