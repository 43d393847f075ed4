import { replace } from '../finding';
import type { Member } from '../schemaNode';
import { answerForm } from './accepts';
import { csvRecords, type CsvField } from '../../../grammars/csvRecords';
import { isHeader } from './csvHeader';
import { checkCsvRow, checkJsonRow } from './checkRow';
import { judgeJsonLines } from './judgeJsonLines';
import { judgeOwn, noSchema } from './ownSchema';
import { readBody, readRequest, unreadable } from './readRequest';
import { withoutColumn, type RequestFinding, type ServedSchema, type SparkmlRequest } from './sparkmlRequest';

const contentTypes = ['text/csv', 'application/json', 'application/jsonlines'] as const;

/** The type of a body without its parameters; upper and lower case are the same. Undefined where the container knows none such (R13). */
export function knownContentType(value: string | undefined): (typeof contentTypes)[number] | undefined {
  const type = value?.split(';')[0]?.trim().toLowerCase();
  return contentTypes.find((known) => known === type);
}

/** All that is wrong with the body of a request, by place. Nothing for a Content-Type that is told elsewhere. */
export function judgeRequest(request: SparkmlRequest, served: ServedSchema): readonly RequestFinding[] {
  const { body } = request;
  const type = knownContentType(request.contentType);
  if (type === undefined) return [];
  if (body === '') return [unreadable({ from: 0, to: 0 }, 'The body is empty.', 'Send a row.')];
  const form = answerForm(request.accept, served.accept);
  if (type === 'text/csv') return judgeCsv(body, served);
  return type === 'application/json' ? judgeJson(body, served, form) : judgeJsonLines(body, served, form);
}

/** Of CSV, all rows are read, and the first is used. */
function judgeCsv(body: string, { columns }: ServedSchema): readonly RequestFinding[] {
  const { records, fault } = csvRecords(body);
  const [first, second] = records;
  const broken = fault ? [unreadable(fault, fault.message, 'Correct the quotes.')] : [];
  if (columns === undefined) return [...broken, noSchema({ from: 0, to: body.length }, 'CSV can carry none')];
  if (!first) return fault ? broken : [unreadable({ from: 0, to: body.length }, 'There is no row.', 'Send a row.')];
  const values = columns === 'refused' ? [] : checkCsvRow(first, columns.inputs);
  if (columns !== 'refused' && isHeader(first, columns.inputs)) return [headerRow(first, second, values), ...broken];
  return [...values, ...(second ? [surplusRows(second[0]?.from ?? 0, body, records.length)] : []), ...broken];
}

/** R12 for a row of names, which the container takes for values like any other. */
function headerRow(
  first: readonly CsvField[],
  second: readonly CsvField[] | undefined,
  values: readonly RequestFinding[],
): RequestFinding {
  const [from, to] = [first[0]?.from ?? 0, first.at(-1)?.to ?? 0];
  const isRefused = values.some(({ code }) => code !== 'R04');
  const message = `The first row is the names of the columns; the container takes it as the values${second ? ', and the next one gets no answer' : ''}.`;
  const start = second?.[0]?.from;
  return {
    from,
    to,
    code: 'R12',
    severity: isRefused ? 'error' : 'warning',
    message,
    action: 'Leave the header out.',
    ...(start !== undefined && { repairs: [replace({ from, to: start }, '', 'Delete the header')] }),
  };
}

/** R12 */
function surplusRows(from: number, body: string, count: number): RequestFinding {
  const to = body.slice(from).search(/[\r\n]|$/) + from;
  const message = `Of ${String(count)} rows of CSV, only the first is used; the others get no answer.`;
  return { from, to, code: 'R12', message, action: 'Send one row at a time, or application/jsonlines.' };
}

function judgeJson(body: string, served: ServedSchema, form: string): readonly RequestFinding[] {
  const { root, findings } = readBody(body);
  if (!root) return findings;
  const request = readRequest(root);
  if (!request.data) return [...findings, ...request.findings];
  const schema = request.schema && judgeOwn(body, request.schema.value, served);
  const columns = schema ? schema.columns : served.columns;
  const all = [...findings, ...request.findings, ...(schema?.findings ?? [])];
  if (!schema && columns === undefined) return [...all, noSchema(request.data.key, 'this request carries none')];
  const { data } = request;
  if (!columns || columns === 'refused' || data.value.type !== 'list') return all;
  const row = checkJsonRow(data.value, columns, form).map((finding) => hinted(finding, data, columns.inputs.length));
  return [...all, ...row.map((finding) => (schema ? withoutColumn(finding) : finding))];
}

/** Rows in place of a row are a common mistake, so the advice is about them. */
function hinted(finding: RequestFinding, { value }: Member, columns: number): RequestFinding {
  if (finding.code !== 'R03' || value.type !== 'list') return finding;
  const [first] = value.items;
  if (first?.type !== 'list' || first.items.length !== columns) return finding;
  const action =
    value.items.length === 1
      ? 'Write the values of the row in "data" itself, without a list around them.'
      : 'A request of application/json holds one row; send several as application/jsonlines.';
  return { ...finding, from: value.from, to: value.from + 1, action };
}
