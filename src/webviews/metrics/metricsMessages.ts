/** What the panel of metrics and its page say to each other; the panel shares the types only. */

/** A job of the chart. */
export interface ChartJob {
  readonly project: string;
  readonly job: string;
  readonly kind: string;
  /** For people. */
  readonly status: string;
  readonly isRunning: boolean;
  /** From when "time since start" counts, in milliseconds since the Unix epoch. */
  readonly startedAt: number;
  /** Its `MetricDefinitions`. */
  readonly definitions: readonly { readonly name: string; readonly regex: string }[];
}

/** Metric, time in milliseconds since the Unix epoch, value, instance. */
export type ChartSample = readonly [name: string, at: number, value: number, host: string];

export type ToMetrics =
  /** All that the page has is thrown away. */
  | {
      readonly type: 'open';
      readonly jobs: readonly ChartJob[];
      readonly texts: MetricsTexts;
      /** What a definition needs for metrics. */
      readonly example: string;
      readonly locale: string;
    }
  /** @see ChartJob; `index` is its place in `open` */
  | { readonly type: 'job'; readonly index: number; readonly job: ChartJob }
  | { readonly type: 'samples'; readonly index: number; readonly samples: readonly ChartSample[] }
  /** The samples of a job are told again from the first. */
  | { readonly type: 'again'; readonly index: number }
  | { readonly type: 'problem'; readonly text: string };

export type FromMetrics =
  | { readonly type: 'ready' }
  | { readonly type: 'exportCsv' }
  | { readonly type: 'copyExample' }
  | { readonly type: 'openDefinition'; readonly index: number }
  | { readonly type: 'openLog'; readonly index: number };

/** What is kept for the page, and what the panel is made from after a reload of the window. */
export interface MetricsState {
  readonly jobs: readonly { readonly project: string; readonly job: string }[];
  readonly axis: Axis;
  readonly isLogarithmic: boolean;
  readonly isTable: boolean;
  /** Keys of lines that are not shown. */
  readonly hidden: readonly string[];
}

/** What the x axis shows. */
export type Axis = 'time' | 'elapsed' | 'step';

/** Texts of the page, in the language of the editor. */
export interface MetricsTexts {
  readonly axis: string;
  readonly time: string;
  readonly elapsed: string;
  readonly step: string;
  readonly logarithmic: string;
  readonly table: string;
  readonly exportCsv: string;
  readonly lines: string;
  readonly value: string;
  readonly job: string;
  readonly instance: string;
  readonly newest: string;
  readonly summary: string;
  readonly noPositive: string;
  readonly chartKeys: string;
  readonly noDefinitions: string;
  readonly example: string;
  readonly copyExample: string;
  readonly openDefinition: string;
  readonly notTraining: string;
  readonly waiting: string;
  readonly nothingMatched: string;
  readonly openLog: string;
}
