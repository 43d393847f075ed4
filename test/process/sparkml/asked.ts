/** What to ask a SparkML serving container. The same requests went to the real one, whose answers are the golden file. */

/** A request; what is left out: POST /invocations of application/json without Accept. */
export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly contentType?: string;
  readonly accept?: string;
  readonly body?: string;
}

/** A container: its variables, the pipeline that it serves, and what it is asked, by name. */
export interface Served {
  readonly pipeline: 'preprocessor' | 'postprocessor' | 'nothing';
  readonly environment: Readonly<Record<string, string>>;
  readonly asked: Readonly<Record<string, Asked>>;
}

/** A column of a schema. */
export type Column = Readonly<Record<string, unknown>>;

/** Types of a column. */
export const types = ['boolean', 'byte', 'short', 'int', 'float', 'double', 'long', 'string'] as const;
/** What requests and answers are. */
export const csv = 'text/csv';
export const lines = 'application/jsonlines';
export const text = 'application/jsonlines;data=text';

/** A request that echoes a column of the input. */
export function echo(column: Column, value: unknown, output: Column = column): Asked {
  return { body: JSON.stringify({ schema: { input: [column], output }, data: [value] }) };
}

/** The same with the value as it stands, since JSON.stringify writes 1.0 as 1. */
export function echoText(column: Column, value: string, output: Column = column): Asked {
  return { body: `{"schema":${JSON.stringify({ input: [column], output })},"data":[${value}]}` };
}
