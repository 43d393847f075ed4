import type { SparkmlRuleId } from '../../../../src/validation/sparkml/sparkmlRules';

const column = (name: string, type: string, struct?: string) => ({ name, type, ...(struct && { struct }) });
const schema = (...input: readonly object[]): string =>
  JSON.stringify({ input, output: column('prediction', 'double') });

/** Schemas that requests are judged by. */
export const schemas = {
  person: schema(column('name', 'string'), column('age', 'int')),
  vector: schema(column('v', 'double', 'vector')),
  arrays: schema(column('a', 'double', 'array'), column('b', 'string', 'array')),
} as const;

/** A fixture that breaks a rule: what is found in it, in this order, and what is marked for the rule. */
export interface BadRequest {
  readonly rule: SparkmlRuleId;
  readonly schema: keyof typeof schemas | 'none';
  readonly fixture: Readonly<Record<string, unknown>>;
  readonly marked: string;
  readonly codes: readonly string[];
  /** The model around the container. */
  readonly model?: (container: object) => object;
}

const csv = 'text/csv';
const json = 'application/json';
const lines = 'application/jsonlines';

type Row = readonly [
  rule: SparkmlRuleId,
  schema: BadRequest['schema'],
  contentType: string | undefined,
  body: string,
  marked: string,
  codes?: readonly string[],
];

const rows: readonly Row[] = [
  ['R01', 'person', json, '{}', '{'],
  ['R01', 'person', json, '{"data": null}', 'null'],
  ['R01', 'person', lines, '{"data": []}', '{\\"data\\": []}'],
  ['R02', 'person', json, '{"instances": ["Ada", 36]}', '\\"instances\\"'],
  ['R02', 'person', json, '{"data": ["Ada", 36], "more": 1}', '\\"more\\"'],
  ['R03', 'person', csv, 'Ada', 'Ada'],
  ['R03', 'person', json, '{"data": ["Ada"]}', '\\"Ada\\"'],
  ['R03', 'person', json, '{"data": [["Ada", 36]]}', '['],
  ['R03', 'person', lines, '{"data": ["Ada", 36]}\n{"data": ["Bob"]}', '\\"Bob\\"'],
  ['R04', 'person', csv, 'Ada,36,1,2', '1,2'],
  ['R05', 'vector', json, '{"data": [[1, 2.0, 3]]}', '1'],
  ['R05', 'arrays', json, '{"data": [[1.5, 2], []]}', '2'],
  ['R06', 'person', json, '{"data": ["Ada", null]}', 'null'],
  ['R06', 'vector', json, '{"data": [[1.0, null]]}', 'null'],
  ['R06', 'person', lines, '{"data": [null]}', 'null'],
  ['R08', 'person', json, '{"data": ["Ada", 36.0]}', '36.0'],
  ['R08', 'person', csv, 'Ada,3e1', '3e1'],
  ['R08', 'person', csv, 'Ada,2147483648', '2147483648'],
  ['R08', 'person', csv, '"A ""d"", a", 36', ' 36'],
  ['R08', 'person', json, '{"data": ["Ada", [36]]}', '['],
  ['R08', 'vector', json, '{"data": [1.0]}', '1.0'],
  ['R08', 'arrays', json, '{"data": [[1.0], ["a", 2]]}', '2'],
  ['R09', 'vector', csv, '1.0', '1.0'],
  ['R10', 'person', lines, `{"data": ["Ada", 36]}\n{"schema": ${schemas.person}, "data": ["Bob", 7]}`, '\\"schema\\"'],
  ['R11', 'vector', lines, '{"data": [[1.0, 2.0]]}', '['],
  ['R11', 'arrays', lines, '{"data": [[1.0, 2.0], ["a"]]}', '['],
  ['R12', 'person', csv, 'Ada,36\nBob,7\n', 'Bob,7'],
  ['R12', 'person', csv, 'name,age\nAda,36\n', 'name,age'],
  ['R13', 'person', 'text/plain', 'Ada,36', 'text/plain'],
  ['R13', 'person', undefined, 'Ada,36', '{'],
  ['R14', 'person', csv, '', ''],
  ['R14', 'person', csv, '"Ada,36', '\\"'],
  ['R14', 'person', csv, 'Ada,36\n"B"ob,7', 'o'],
  ['R14', 'person', json, "{'data': ['Ada', 36]}", "'data'"],
  ['R14', 'person', json, '{"data": ["Ada", 36],}', ','],
  ['R14', 'person', json, '["Ada", 36]', '['],
  ['R14', 'person', json, '{"data": "Ada"}', '\\"Ada\\"'],
  ['R14', 'person', json, '{"data": ["Ada", 36]}\n{"data": ["Bob", 7]}', '{\\"data\\": [\\"Bob\\", 7]}'],
  ['R14', 'person', lines, '{"data": ["Ada", 36]}\n\n{"data": ["Bob", 7]}', ''],
  ['R15', 'none', csv, 'Ada,36', 'Ada,36'],
  ['R15', 'none', json, '{"data": ["Ada", 36]}', '\\"data\\"'],
  ['R15', 'none', lines, '{"data": ["Ada", 36]}', '{\\"data\\": [\\"Ada\\", 36]}'],
];

/** A bad fixture for each rule of requests. */
export const requestExamples: readonly BadRequest[] = [
  ...rows.map(([rule, name, contentType, body, marked, codes = [rule]]): BadRequest => ({
    rule,
    schema: name,
    fixture: { ...(contentType !== undefined && { ContentType: contentType }), Body: body },
    marked,
    codes,
  })),
  {
    rule: 'R07',
    schema: 'person',
    fixture: { ContentType: csv, Accept: json, Body: 'Ada,36' },
    marked: json,
    codes: ['R07'],
  },
  {
    rule: 'R07',
    schema: 'person',
    fixture: { ContentType: csv, Accept: 'text/csv; charset=utf-8', Body: 'Ada,36' },
    marked: 'text/csv; charset=utf-8',
    codes: ['R07'],
    model: (container) => ({ Containers: [{ Image: 'other' }, container] }),
  },
];
