import type { Span } from '../../../grammars/mappedText';
import type { Column } from '../checkColumn';
import type { Columns } from '../columns';
import { columnStructs, columnTypes } from '../columnWords';
import { replace } from '../finding';
import type { ListNode, SchemaNode } from '../schemaNode';
import { checkList } from './checkList';
import type { CsvField } from '../../../grammars/csvRecords';
import { valueFault } from './javaValues';
import type { RequestFinding } from './sparkmlRequest';

/** R03, R04, R08 and R09 for a row of CSV. */
export function checkCsvRow(fields: readonly CsvField[], columns: readonly Column[]): readonly RequestFinding[] {
  const last = fields.at(-1);
  const place = { from: fields[0]?.from ?? 0, to: last?.to ?? 0 };
  const values = columns.flatMap((column, index): readonly RequestFinding[] => {
    const field = fields[index];
    if (!field) return [];
    if (isList(column)) return [listInCsv(field, column)];
    return isJudged(column) ? checkText(field, field.text, column) : [];
  });
  return [...checkCount(fields, columns, place), ...values];
}

/** R03 to R08 for a row of JSON. @param form what the container answers in */
export function checkJsonRow(row: ListNode, columns: Columns, form: string): readonly RequestFinding[] {
  return [...checkValues(row, columns.inputs), ...checkEcho(row, columns, form)];
}

function checkValues(row: ListNode, columns: readonly Column[]): readonly RequestFinding[] {
  const values = columns.flatMap((column, index): readonly RequestFinding[] => {
    const value = row.items[index];
    if (!value || value.type === 'broken' || !isJudged(column)) return [];
    return isList(column) ? checkList(value, column) : checkBasic(value, column);
  });
  return [...checkCount(row.items, columns, row), ...values];
}

export function isList({ struct }: Column): boolean {
  return struct?.text === 'vector' || struct?.text === 'array';
}

/** Columns with words that the container does not know are told in the schema. */
function isJudged({ type, struct }: Column): boolean {
  const word = struct?.text ?? 'basic';
  return (
    columnTypes.some((known) => known === type.text) &&
    (word.trim() === '' || columnStructs.some((known) => known === word))
  );
}

/** R03 and R04. */
function checkCount(values: readonly Span[], columns: readonly Column[], row: Span): readonly RequestFinding[] {
  const count = `The row has ${counted(values.length, 'value')}, the schema ${counted(columns.length, 'column')}`;
  const column = columns[values.length];
  if (column) {
    const message = `${count}: "${column.name.text}" gets none.`;
    const { from, to } = values.at(-1) ?? row;
    return [{ from, to, code: 'R03', message, action: 'Give one value for each column, in their order.', column }];
  }
  const surplus = values[columns.length];
  if (!surplus) return [];
  const to = values.at(-1)?.to ?? surplus.to;
  return [
    { from: surplus.from, to, code: 'R04', message: `${count}: the surplus is ignored.`, action: 'Leave it out.' },
  ];
}

function counted(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}

function listInCsv({ from, to }: Span, column: Column): RequestFinding {
  const message = `"${column.name.text}" is ${column.struct?.text === 'array' ? 'an array' : 'a vector'}; CSV holds no lists.`;
  return { from, to, code: 'R09', message, action: 'Send application/json.', column };
}

/** R06 and R08: the container reads the value's text, whatever it is in JSON. */
function checkBasic(node: SchemaNode, column: Column): readonly RequestFinding[] {
  const { from, to } = node;
  if (node.type === 'null') return [nullValue(node, column)];
  if (node.type === 'object' || node.type === 'list') {
    if (column.type.text === 'string' || column.type.text === 'boolean') return [];
    const what = node.type === 'list' ? 'a list' : 'an object';
    const message = `"${column.name.text}" is one ${column.type.text}, and this is ${what}.`;
    return [{ from, to: from + 1, code: 'R08', message, action: 'Write one value for each column.', column }];
  }
  if (node.type === 'broken') return [];
  return checkText({ from, to }, node.type === 'number' ? printed(node.value) : node.value, column);
}

/** A whole number without its sign's quirks; any other one has a point or an exponent when Java prints it. */
function printed(number: string): string {
  return number === '-0' ? '0' : number;
}

/** R06 */
export function nullValue({ from, to }: Span, column: Column): RequestFinding {
  const message = `null is no value for "${column.name.text}": the answer is 400 with an empty body.`;
  return { from, to, code: 'R06', message, action: 'Write a value.', column };
}

/** R08 */
function checkText({ from, to }: Span, text: string, column: Column): readonly RequestFinding[] {
  const fault = valueFault(column.type.text, text);
  if (fault === undefined) return [];
  const isNumber = valueFault('double', text) === undefined;
  const wholePart = /^\s*([+-]?\d+)(?:\.0*)?\s*$/.exec(text)?.[1];
  const fits = wholePart !== undefined && valueFault(column.type.text, wholePart) === undefined;
  return [
    {
      from,
      to,
      code: 'R08',
      message: `For "${column.name.text}", ${fault}.`,
      action: fits
        ? `Write ${wholePart}.`
        : isNumber
          ? `Write another number, or make the column a double.`
          : `Write ${column.type.text === 'double' || column.type.text === 'float' ? 'a number' : 'a whole number'}, or make the column a string.`,
      ...(fits && { repairs: [replace({ from, to }, wholePart, `Change to ${wholePart}`)] }),
      column,
    },
  ];
}

/**
 * R06 for an array that is asked for as it came: only an answer of JSON lines can say null.
 * @param form what the container answers in
 */
function checkEcho(row: ListNode, { inputs, output }: Columns, form: string): readonly RequestFinding[] {
  const index = inputs.findIndex(({ name }) => name.text === output.name.text);
  const [column, value] = [inputs[index], row.items[index]];
  if (column?.struct?.text !== 'array' || value?.type !== 'list' || form === 'application/jsonlines') return [];
  const missing = value.items.find(({ type }) => type === 'null');
  if (!missing) return [];
  const { from, to } = missing;
  const message = `An answer of ${form} can't say null, and "${column.name.text}" is what is answered: it is 400 with an empty body.`;
  return [{ from, to, code: 'R06', message, action: 'Write a value, or accept application/jsonlines.', column }];
}
