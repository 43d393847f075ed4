import { AppError } from '../contract/appError';
import { columnsOf } from './csvRow';
import { indexesOf, parseJsonPath, type PathStep } from './jsonPath';
import { isJson, membersOf } from './jsonText';
import { selectJson } from './selectJson';

/** Formats whose records can be filtered and joined (B12). */
export type ProcessedFormat = 'csv' | 'json' | 'jsonlines';

/** `DataProcessing` of a request, with its defaults, and the format of records and answers. */
export interface ProcessingOptions {
  readonly format: ProcessedFormat;
  readonly inputFilter: string;
  readonly joinSource: 'None' | 'Input';
  readonly outputFilter: string;
}

/** What `DataProcessing` does to the records of one job. Both throw AppError `records.processing`. */
export interface DataProcessor {
  /** What of a record is sent. */
  filter(record: Buffer): Buffer;
  /** What is stored, from the records of a request as they stand in the file and the answer to it. */
  finish(records: readonly Buffer[], answer: Buffer): Buffer;
}

/** One row: its text, which is bytes as latin1, and its line ending. */
interface Row {
  readonly text: string;
  readonly ending: string;
}

/** How data is filtered and joined (B12, B13). @throws AppError `records.path` for a path outside the subset */
export function dataProcessor(options: ProcessingOptions): DataProcessor {
  const { format, joinSource } = options;
  const [inputPath, outputPath] = [stepsOf(options.inputFilter), stepsOf(options.outputFilter)];
  const select = format === 'csv' ? selectColumns : selectText;
  return {
    filter: (record) => {
      if (inputPath.length === 0) return record;
      const rows = rowsOf([record], format);
      return bytesOf(rows.map(({ text, ending }) => select(text, inputPath, 'InputFilter') + ending));
    },
    finish: (records, answer) => {
      if (joinSource === 'None' && outputPath.length === 0) return answer;
      const outputs = rowsOf([answer], records.length === 1 && format === 'json' ? 'json' : lineFormat(format));
      const joined = joinSource === 'None' ? outputs : joinRows(rowsOf(records, format), outputs, format);
      return bytesOf(joined.map(({ text, ending }) => select(text, outputPath, 'OutputFilter') + ending));
    },
  };
}

function stepsOf(path: string): readonly PathStep[] {
  const parsed = parseJsonPath(path);
  if ('steps' in parsed) return parsed.steps;
  throw new AppError('records.path', `${JSON.stringify(path)} can't be read: ${parsed.fault}.`, 'Correct the filter.');
}

/** Several JSON records in one request stand in lines, as their answers do. */
function lineFormat(format: ProcessedFormat): ProcessedFormat {
  return format === 'json' ? 'jsonlines' : format;
}

/** The rows of some records: each is one, or all lines of all of them. */
function rowsOf(records: readonly Buffer[], format: ProcessedFormat): readonly Row[] {
  if (format === 'json') {
    return records.map((record) => {
      const whole = record.toString('latin1');
      const text = whole.trimEnd();
      return { text, ending: whole.slice(text.length) };
    });
  }
  const text = records.map((record) => record.toString('latin1')).join('');
  return [...text.matchAll(/([^\n]*?)(\r?\n|$)/g)].flatMap(([line, content = '', ending = '']) =>
    line === '' ? [] : [{ text: content, ending }],
  );
}

function joinRows(inputs: readonly Row[], outputs: readonly Row[], format: ProcessedFormat): readonly Row[] {
  if (inputs.length !== outputs.length)
    throw fault(
      `the answer has ${String(outputs.length)} rows for ${String(inputs.length)} records, so they can't be joined`,
      'Answer with one row for each record, or set JoinSource to "None".',
    );
  return outputs.map(({ text, ending }, index) => {
    const input = inputs[index]?.text ?? '';
    return { text: format === 'csv' ? `${input},${text}` : joinJson(input, text), ending };
  });
}

/** B13: an object gains a member, which replaces one of the same name; anything else becomes a member itself. */
function joinJson(input: string, output: string): string {
  checkJson(input, 'the record');
  checkJson(output, 'the answer');
  const answer = `"SageMakerOutput":${output.trim()}`;
  const members = membersOf(input);
  if (!members) return `{"SageMakerInput":${input.trim()},${answer}}`;
  const kept = members.filter(({ name }) => name !== 'SageMakerOutput').map(({ text }) => text);
  return `{${[...kept, answer].join(',')}}`;
}

function selectText(text: string, steps: readonly PathStep[], filter: string): string {
  if (steps.length === 0) return text;
  checkJson(text, filter === 'InputFilter' ? 'the record' : 'the answer');
  const selected = selectJson(text, steps);
  if ('text' in selected) return selected.text;
  throw fault(`${filter}: ${selected.fault}`, `Correct ${filter}, or the data.`);
}

function selectColumns(row: string, steps: readonly PathStep[], filter: string): string {
  const [step, ...others] = steps;
  if (!step) return row;
  if (step.kind === 'names' || others.length > 0)
    throw fault(`${filter}: a row of CSV has columns only`, 'Write something like $[0] or $[1:].');
  const columns = columnsOf(row);
  const places = indexesOf(step, columns.length);
  if (places) return places.map((place) => columns[place] ?? '').join(',');
  throw fault(
    `${filter}: an index lies outside the ${String(columns.length)} columns of the row`,
    `Correct ${filter}.`,
  );
}

function checkJson(text: string, what: string): void {
  if (!isJson(text))
    throw fault(`${what} is not JSON: ${JSON.stringify(text.slice(0, 80))}`, 'Correct it, or ContentType and Accept.');
}

function fault(what: string, action: string): AppError {
  return new AppError('records.processing', `${what}.`, action);
}

function bytesOf(rows: readonly string[]): Buffer {
  return Buffer.from(rows.join(''), 'latin1');
}
