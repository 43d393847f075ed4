import type { Span } from '../../../grammars/mappedText';
import type { Columns } from '../columns';
import { moved, type Repair } from '../finding';
import type { ListNode, Member } from '../schemaNode';
import { checkJsonRow, isList } from './checkRow';
import { readBody, readRequest, unreadable } from './readRequest';
import { judgeOwn, noSchema } from './ownSchema';
import { withoutColumn, type RequestFinding, type ServedSchema } from './sparkmlRequest';

/** More would only say the same again. */
const most = 50;

interface Line extends Span {
  readonly text: string;
}

/** Every line is a request of one row or of several; the schema of the first is that of all. */
export function judgeJsonLines(body: string, served: ServedSchema, form: string): readonly RequestFinding[] {
  const lines = linesOf(body);
  if (lines.length === 0)
    return [unreadable({ from: 0, to: body.length }, 'There is no line.', 'Write {"data": […]}.')];
  const findings: RequestFinding[] = [];
  let columns: ServedSchema['columns'] = served.columns;
  let isOwn = false;
  let rows = 0;
  for (const [index, line] of lines.entries()) {
    if (findings.length >= most) break;
    const read = judgeLine(line, index === 0 ? served : undefined);
    findings.push(...read.findings.map((one) => moved(one, line.from)));
    if (index === 0 && read.schema) [columns, isOwn] = [read.schema.columns ?? 'refused', true];
    if (!read.data) continue;
    const told = judgeRows(read.data, columns, form);
    rows += told.rows;
    findings.push(...told.findings.map((one) => moved(isOwn ? withoutColumn(one) : one, line.from)));
  }
  const [first] = lines;
  if (columns === undefined && first && !findings.some(({ code }) => code === 'R14' || code === 'R01'))
    findings.unshift(noSchema(first, 'the first line carries none'));
  if (rows === 0 && findings.length === 0 && first)
    findings.push({
      ...spanOf(first),
      code: 'R01',
      message: 'There is no row in any line.',
      action: 'Write {"data": […]}.',
    });
  return findings;
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}

/** Line ends at the very end begin no other line. */
function linesOf(body: string): readonly Line[] {
  const text = body.replace(/(?:\r?\n)+$/, '');
  if (text === '') return [];
  let from = 0;
  return text.split('\n').map((whole) => {
    const line = { from, to: from + whole.length, text: whole.replace(/\r$/, '') };
    from += whole.length + 1;
    return { ...line, to: line.from + line.text.length };
  });
}

interface JudgedLine {
  readonly findings: readonly RequestFinding[];
  readonly data?: ListNode;
  readonly schema?: { readonly columns?: Columns };
}

/** Offsets are those of the line. @param served for the first line, whose schema counts */
function judgeLine({ text }: Line, served: ServedSchema | undefined): JudgedLine {
  const { root, findings } = readBody(text);
  if (!root) return { findings };
  const { data, schema, findings: keys } = readRequest(root);
  const judged = schema && judgeOwn(text, schema.value, served ?? {});
  const all = [...findings, ...keys, ...(judged?.findings ?? []), ...(schema && !served ? [laterSchema(schema)] : [])];
  return {
    findings: all,
    ...(data?.value.type === 'list' && { data: data.value }),
    ...(judged && { schema: judged }),
  };
}

/** R10 */
function laterSchema({ key: { from, to } }: Member): RequestFinding {
  const message = 'Only the schema of the first line counts; this one is ignored.';
  return { from, to, code: 'R10', message, action: 'Move it to the first line.' };
}

/** A list of lists is several rows; anything else is one. */
function judgeRows(
  data: ListNode,
  columns: ServedSchema['columns'],
  form: string,
): { readonly findings: readonly RequestFinding[]; readonly rows: number } {
  const isMany = data.items.every(({ type }) => type === 'list' || type === 'null');
  const rows = isMany ? data.items : [data];
  const nothing = rows.find(({ type }) => type === 'null');
  const known = columns && columns !== 'refused' ? columns : undefined;
  const found = known
    ? rows.flatMap((row) => (row.type === 'list' ? checkJsonRow(row, known, form) : [])).slice(0, most)
    : [];
  const isOneRow = isMany && found.length > 0 && known && wasOneRow(data, known);
  return {
    rows: rows.length,
    findings: [...(nothing ? [nullRow(nothing)] : []), ...(isOneRow ? [severalRows(data)] : found)],
  };
}

function nullRow({ from, to }: Span): RequestFinding {
  const message = 'A row is null: the answer is 400 with an empty body.';
  return { from, to, code: 'R06', message, action: 'Write a row.' };
}

/** Where every column is a list, a row of lists looks like a list of rows. */
function wasOneRow(data: ListNode, columns: Columns): boolean {
  return columns.inputs.every(isList) && checkJsonRow(data, columns, 'application/jsonlines').length === 0;
}

/** R11 */
function severalRows({ from, to }: Span): RequestFinding {
  const repair: Repair = {
    title: 'Wrap it in one more list',
    changes: [
      { from, to: from, text: '[' },
      { from: to, to, text: ']' },
    ],
  };
  const message = 'As all columns are lists, this is read as several rows, not as one.';
  return { from, to: from + 1, code: 'R11', message, action: 'Wrap it in one more list.', repairs: [repair] };
}
