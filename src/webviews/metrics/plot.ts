import UPlot from 'uplot';
import type { Range } from './decimate';
import type { LineLook, Mark } from './lineLook';
import type { Axis } from './metricsMessages';

/** Height of a chart, in CSS pixels. */
const height = 190;
/** Single values are marked while there are no more of them. */
const mostMarks = 80;
/** Half the size of a mark, in CSS pixels. */
const markRadius = 3;

/** Three stands for it; the enum that says so exists for the compiler only. */
const logarithmic: object = { distr: 3 };

/** One line of a plot. */
export interface PlotLine {
  readonly look: LineLook;
  readonly isShown: boolean;
}

export interface PlotOptions {
  readonly axis: Axis;
  readonly isLogarithmic: boolean;
  readonly locale: string;
  readonly lines: readonly PlotLine[];
  /** The crosshair stands at this index of the data; null when it is nowhere. */
  readonly onCursor: (index: number | null) => void;
  /** A part of the x axis was marked; undefined for all of it. */
  readonly onZoom: (range: Range | undefined) => void;
}

/** A picture of lines with axes in the colours of the editor's theme. */
export function makePlot(target: HTMLElement, options: PlotOptions): UPlot {
  const { axis, isLogarithmic, lines } = options;
  const style = getComputedStyle(document.body);
  const foreground = style.getPropertyValue('--vscode-foreground') || style.color;
  const grid = { stroke: style.getPropertyValue('--vscode-editorWidget-border') || foreground, width: 1 };
  const axisLook = { stroke: foreground, font: `11px ${style.fontFamily}`, grid, ticks: grid };
  return new UPlot(
    {
      width: Math.max(target.clientWidth, 120),
      height,
      legend: { show: false },
      scales: { x: { time: axis === 'time', auto: false }, y: isLogarithmic ? logarithmic : {} },
      axes: [
        { ...axisLook, ...xAxis(axis, options.locale) },
        { ...axisLook, size: 64, values: (_plot, splits) => splits.map((split) => numberText(split, options.locale)) },
      ],
      series: [{}, ...lines.map(({ look, isShown }) => seriesOptions(look, isShown))],
      cursor: {
        y: false,
        sync: { key: 'metrics' },
        drag: { x: true, y: false, setScale: false },
        bind: zoomOut(options),
      },
      hooks: {
        setCursor: [({ cursor }) => options.onCursor(cursor.idx ?? null)],
        setSelect: [(plot) => zoomIn(plot, options)],
      },
    },
    [[], ...lines.map(() => [])],
    target,
  );
}

function xAxis(axis: Axis, locale: string): UPlot.Axis {
  if (axis === 'step')
    return {
      incrs: [1, 2, 5].flatMap((one) => [1, 10, 100, 1e3, 1e4, 1e5, 1e6].map((ten) => one * ten)).sort((a, b) => a - b),
    };
  if (axis === 'elapsed') return { values: (_plot, splits) => splits.map(elapsedText) };
  const format = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
  return { values: (_plot, splits) => splits.map((split) => format.format(split * 1000)), space: 70 };
}

/** `0.5 s` as `0:00.5`, an hour as `1:00:00`. */
export function elapsedText(seconds: number): string {
  const whole = Math.floor(seconds);
  const rest = Math.round((seconds - whole) * 1000);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  const head = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${head}:${two(whole % 60)}${rest > 0 ? `.${String(rest).padStart(3, '0').replace(/0+$/, '')}` : ''}`;
}

/** A number as short as it can be read. */
export function numberText(value: number, locale: string): string {
  const size = Math.abs(value);
  const notation = size !== 0 && (size < 1e-4 || size >= 1e7) ? 'scientific' : 'standard';
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 6, notation }).format(value);
}

function seriesOptions({ color, dash, mark }: LineLook, show: boolean): UPlot.Series {
  return {
    show,
    stroke: color,
    width: 1.75,
    dash: [...dash],
    spanGaps: true,
    points: {
      show: (plot, _line, from, to) => to - from <= mostMarks && plot.data[0].length <= mostMarks * 4,
      stroke: color,
      fill: color,
      size: markRadius * 2,
      paths: (plot, line, from, to) => markPaths({ plot, line, from, to }, mark),
    },
  };
}

interface Drawn {
  readonly plot: UPlot;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

function markPaths({ plot, line, from, to }: Drawn, mark: Mark): { readonly stroke: Path2D; readonly fill: Path2D } {
  const path = new Path2D();
  const radius = markRadius * devicePixelRatio;
  for (let index = from; index <= to; index += 1) {
    const [x, y] = [plot.data[0][index], plot.data[line]?.[index]];
    if (x === undefined || y === undefined || y === null) continue;
    addMark(path, mark, { x: plot.valToPos(x, 'x', true), y: plot.valToPos(y, 'y', true), radius });
  }
  return { stroke: path, fill: path };
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Corners of the marks, from their middle, in radii. */
const corners: Readonly<Record<Exclude<Mark, 'circle'>, readonly (readonly [x: number, y: number])[]>> = {
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  triangle: [
    [0, -1.2],
    [1.1, 0.9],
    [-1.1, 0.9],
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
};

function addMark(path: Path2D, mark: Mark, { x, y, radius }: Spot): void {
  if (mark === 'circle') {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, Math.PI * 2);
    return;
  }
  for (const [index, [right, down]] of corners[mark].entries()) {
    if (index === 0) path.moveTo(x + right * radius, y + down * radius);
    else path.lineTo(x + right * radius, y + down * radius);
  }
  path.closePath();
}

function zoomIn(plot: UPlot, { onZoom }: PlotOptions): void {
  const { left, width } = plot.select;
  if (width <= 0) return;
  onZoom({ min: plot.posToVal(left, 'x'), max: plot.posToVal(left + width, 'x') });
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

function zoomOut({ onZoom }: PlotOptions): UPlot.Cursor.Bind {
  return {
    dblclick: () => () => {
      onZoom(undefined);
      return null;
    },
  };
}

/** The picture of a line's colour, dashes and mark, for a legend. */
export function lookPicture({ color, dash, mark }: LineLook): SVGElement {
  const svg = (name: string, attributes: Readonly<Record<string, string>>) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const picture = svg('svg', { width: '34', height: '12', viewBox: '0 0 34 12', 'aria-hidden': 'true' });
  picture.append(
    svg('line', {
      x1: '1',
      y1: '6',
      x2: '33',
      y2: '6',
      stroke: color,
      'stroke-width': '2',
      'stroke-dasharray': dash.join(' '),
    }),
  );
  const shape =
    mark === 'circle'
      ? svg('circle', { cx: '17', cy: '6', r: '4', fill: color })
      : svg('polygon', { points: corners[mark].map(([x, y]) => `${17 + x * 4},${6 + y * 4}`).join(' '), fill: color });
  picture.append(shape);
  return picture;
}
