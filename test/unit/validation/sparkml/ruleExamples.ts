import { sparkmlRules, type SparkmlRuleId } from '../../../../src/validation/sparkml/sparkmlRules';

/** A schema that breaks one rule: what is found in it, in this order, and what is marked for the first. */
export interface BadSchema {
  readonly rule: SparkmlRuleId;
  readonly text: string;
  readonly codes: readonly string[];
  readonly marked: string;
  /** The same schema without the mistake; the first repair need not give it, but something without the mistake. */
  readonly good: string;
}

const output = '{"name": "prediction", "type": "double"}';
const number = '{"name": "age", "type": "int"}';
const whole = (input: string, out = output): string => `{"input": [${input}], "output": ${out}}`;

export const goodSchema = whole(number);

type Row = readonly [rule: SparkmlRuleId, text: string, marked: string, good?: string, codes?: readonly string[]];
const input = (rule: SparkmlRuleId, bad: string, marked: string, more: readonly string[] = []): Row => [
  rule,
  whole(bad),
  marked,
  goodSchema,
  [rule, ...more],
];
const result = (rule: SparkmlRuleId, bad: string, marked: string): Row => [rule, whole(number, bad), marked];

const rows: readonly Row[] = [
  ['P01', '', ''],
  ['P01', ' \n', ' \n'],
  ['P02', '{input: []}', 'input'],
  ['P02', '{"input" []}', '['],
  ['P02', whole('{"name": "a" "type": "int"}'), '"type"'],
  ['P02', whole('{"name": "a", "type": 007}'), '007'],
  ['P02', '{"input": [}', '}'],
  ['P03', goodSchema.replaceAll('"', "'"), "'input'"],
  ['P03', "{'input': [{'name': 'it\\'s', 'type': 'int'}], 'output': {'name': 'p', 'type': 'int'}}", "'input'"],
  ['P04', whole(`${number},`), ','],
  ['P04', whole('{"name": "age", "type": "int",}'), ','],
  ['P05', `{ # all columns\n${goodSchema.slice(1)}`, '# all columns'],
  ['P05', whole(`/* one */ ${number}`), '/* one */'],
  ['P05', whole(`${number} // two\n`), '// two'],
  ['P06', JSON.stringify(goodSchema), JSON.stringify(goodSchema)],
  ['P07', goodSchema.replaceAll('"', '\\"'), '\\"'],
  ['P07', whole('{"name": \\"age", "type": "int"}'), '\\"'],
  ['P08', `'${goodSchema}'`, "'"],
  ['P08', `"${goodSchema}"`, '"'],
  ['P09', goodSchema.replace('"input"', '\u201cinput\u201d'), '\u201c'],
  ['P09', `\ufeff${goodSchema}`, '\ufeff'],
  ['P09', goodSchema.replace(' ', '\u00a0'), '\u00a0'],
  ['P10', whole('{"name": "age", "type": "int", "struct": None}'), 'None'],
  ['P10', whole('{"name": "age", "type": NaN}'), 'NaN'],
  ['P10', whole('{"name": "age", "type": undefined}'), 'undefined'],
  ['P10', 'None', 'None'],
  ['P11', `${goodSchema} and more`, 'and more'],
  ['P11', `${goodSchema}\n${goodSchema}`, goodSchema],
  ['P12', whole('{"name": "age", "type": "string", "type": "int"}'), '"type"'],
  ['P13', '${SCHEMA}', '${SCHEMA}'],
  ['P13', 's3://bucket/schema.json', 's3://bucket/schema.json'],
  ['P13', './schemas/car.json', './schemas/car.json'],
  ['P13', `{"input": \${COLUMNS}, "output": ${output}}`, '${COLUMNS}'],
  ['P14', whole('{"name": "a\tge", "type": "int"}'), '\t'],
  ['P14', whole('{"name": "a\\d", "type": "int"}'), '\\d'],
  ['P14', whole('{"name": "a\\u12", "type": "int"}'), '\\u'],
  ['P15', `{"input": [${number}`, '}'],
  ['P15', '{"input": [{"name": "ag', '"ag'],
  ['P15', '{', '{'],
  ['S01', `[${number}]`, '['],
  ['S01', '5', '5'],
  ['S02', 'null', 'null'],
  ['S03', `${goodSchema.slice(0, -1)}, "version": 1}`, '"version"'],
  ['S04', goodSchema.replace('input', 'Input'), '"Input"'],
  ['S04', goodSchema.replace('output', 'outputs'), '"outputs"'],
  ['S05', `{"output": ${output}}`, '{'],
  ['S05', `{"input": null, "output": ${output}}`, 'null'],
  ['S06', `{"input": [${number}]}`, '{'],
  ['S07', `{"input": {"age": "int"}, "output": ${output}}`, '{'],
  ['S07', `{"input": ${number}, "output": ${output}}`, '{'],
  ['S08', whole(number, `[${output}]`), '['],
  ['S08', whole(number, '"prediction"'), '"prediction"'],
  ['S09', whole(''), '[]'],
  ['S10', `{"schema": ${goodSchema}, "data": [[1]]}`, '"schema"'],
  input('C01', '"sex"', '"sex"'),
  input('C01', 'null', 'null'),
  input('C01', '["sex", "string"]', '['),
  input('C02', '{"name": "age", "type": "int", "nullable": true}', '"nullable"'),
  input('C02', '{"name": "age", "type": "int", "val": "3"}', '"val"'),
  input('C03', '{"Name": "age", "type": "int"}', '"Name"'),
  input('C03', '{"name": "age", "dtype": "int"}', '"dtype"'),
  input('C04', '{"type": "int"}', '{'),
  input('C04', '{"name": null, "type": "int"}', 'null'),
  input('C05', '{"name": "age"}', '{'),
  input('C06', '{"name": ["age"], "type": "int"}', '['),
  input('C07', '{"name": 0, "type": "int"}', '0'),
  input('C08', '{"name": "age", "type": {"type": "array"}}', '{'),
  input('C08', '{"name": "age", "type": "int", "struct": ["vector"]}', '['),
  input('C09', '{"name": "age ", "type": "int"}', '"age "'),
  input('C09', '{"name": "", "type": "int"}', '""'),
  input('T01', '{"name": "age", "type": "timestamp"}', '"timestamp"'),
  input('T02', '{"name": "age", "type": "Double"}', '"Double"'),
  input('T02', '{"name": "age", "type": "bigint"}', '"bigint"'),
  result('T03', '{"name": "prediction", "type": "number"}', '"number"'),
  result('T04', '{"name": "p", "type": "float64", "struct": "vector"}', '"float64"'),
  input('T05', '{"name": "age", "type": "double", "struct": "matrix"}', '"matrix"'),
  input('T06', '{"name": "age", "type": "double", "struct": "Basic"}', '"Basic"'),
  input('T06', '{"name": "ages", "type": "double", "struct": "list"}', '"list"'),
  result('T07', '{"name": "p", "type": "double", "struct": "Vector"}', '"Vector"'),
  input('T08', '{"name": "v", "type": "int", "struct": "vector"}', '"int"', ['M07']),
  input('T09', '{"name": "v", "type": "byte", "struct": "array"}', '"byte"', ['M07']),
  input('T10', '{"name": "v", "type": "long", "struct": "array"}', '"long"', ['M07']),
  input('T10', '{"name": "v", "type": "float", "struct": "array"}', '"float"', ['M07']),
  input('T11', '{"name": "age", "type": "int", "struct": ""}', '""'),
  result('T12', '{"name": "p", "type": "double", "struct": " "}', '" "'),
  result('T13', '{"name": "prediction", "type": "float"}', '"float"'),
  result('T14', '{"name": "p", "type": "int", "struct": "vector"}', '"int"'),
  input('M01', `${number}, {"name": "age", "type": "double"}`, '"age"'),
  result('M02', '{"name": "age", "type": "double"}', '"age"'),
  input('M03', '{"name": "rating", "type": "int"}, {"name": "prediction", "type": "double"}', '"prediction"', ['M02']),
  input('M04', '{"name": "age", "type": "int"}, {"name": "Age", "type": "int"}', '"Age"'),
  ['M05', whole(Array.from({ length: 40 }, (_, n) => `{"name": "column_${n}", "type": "int"}`).join(', ')), '{'],
  result('M06', '{"name": "features", "type": "double"}', '"features"'),
  result('M06', '{"name": "prediction", "type": "double", "struct": "vector"}', '"prediction"'),
  input('M07', '{"name": "v", "type": "double", "struct": "vector"}', '"vector"'),
];

/** A bad schema and a good one for each rule of the schema's text. */
export const ruleExamples: readonly BadSchema[] = rows.map(
  ([rule, text, marked, good = goodSchema, codes = [rule]]) => ({
    rule,
    text,
    marked,
    good,
    codes,
  }),
);

/** The rules that are about the text of a schema. */
export const textRules = Object.keys(sparkmlRules).filter((id) => /^(?:[PSCT]|M0[1-7])/.test(id));
