/** A rule of SAGEMAKER_SPARKML_SCHEMA and of what is sent with it. */
export interface SparkmlRule {
  readonly severity: 'error' | 'warning' | 'info';
  /** What is wrong, as a heading. */
  readonly title: string;
  /** What the container does then. */
  readonly why: string;
  /** What to write instead. */
  readonly repair: string;
}

const parse =
  'The container parses the variable anew at every request; each one is answered with 400, while /ping stays 200.';
const keys = 'Its JSON reader knows a fixed set of keys and refuses the whole schema for any other.';
const request = 'The request is answered with 400; the container goes on.';

function rule(severity: SparkmlRule['severity'], title: string, why: string, repair: string): SparkmlRule {
  return { severity, title, why, repair };
}

/** All rules by their ids. `npm run generate` writes a page for each. */
export const sparkmlRules = {
  P01: rule('error', 'The schema is empty', parse, 'Write an object with `input` and `output`.'),
  P02: rule('error', 'Not valid JSON', parse, 'Correct it at the place that is marked.'),
  P03: rule(
    'error',
    'Single quotes',
    `${parse} This is how Python prints a dict.`,
    'Use `json.dumps(schema)`, not `str(schema)`.',
  ),
  P04: rule('error', 'A comma before a closing bracket', parse, 'Delete it.'),
  P05: rule('error', 'A comment', `JSON has none. ${parse}`, 'Delete it.'),
  P06: rule(
    'error',
    'JSON in a JSON string',
    `The parser finds a text where it wants an object. ${parse}`,
    'Encode it once.',
  ),
  P07: rule('error', 'Backslashes before the quotes', `The quoting of the file keeps them. ${parse}`, 'Remove them.'),
  P08: rule(
    'error',
    'Quotes around the schema',
    `Here they are part of the value: docker's env files take a line as it is. ${parse}`,
    'Remove them.',
  ),
  P09: rule(
    'error',
    'A character that only looks right',
    `Typographic quotes, no-break spaces and byte order marks are no JSON. ${parse}`,
    'Type it anew.',
  ),
  P10: rule(
    'error',
    'A literal of another language',
    `None, True, NaN and undefined are no JSON. ${parse}`,
    'Write `null`, `true` or `false`, or leave the key out.',
  ),
  P11: rule(
    'warning',
    'Something follows the schema',
    'The parser stops after the first value; the rest is ignored.',
    'Delete it.',
  ),
  P12: rule('warning', 'A key stands twice', 'The last one wins without a word.', 'Delete the first.'),
  P13: rule('error', 'A placeholder, a path or a URI', `Nobody follows it. ${parse}`, 'Write the JSON itself.'),
  P14: rule('error', 'A control character or a bad escape in a text', parse, 'Escape it as JSON does.'),
  P15: rule(
    'error',
    'The JSON ends too early',
    parse,
    'Close what is open. A value that was cut off may also have met a limit of length.',
  ),
  S01: rule('error', 'The schema is no object', parse, 'Write `{"input": […], "output": {…}}`.'),
  S02: rule(
    'error',
    'The schema is null',
    'It parses; then each request is answered with 400 and an empty body.',
    'Write an object.',
  ),
  S03: rule('error', 'An unknown key', keys, 'Delete it: there are `input` and `output` only.'),
  S04: rule('error', 'A misspelt key', `Names are case-sensitive. ${keys}`, 'Rename it.'),
  S05: rule('error', 'input is missing', parse, 'Add the list of columns.'),
  S06: rule('error', 'output is missing', parse, 'Add the column that is returned.'),
  S07: rule('error', 'input is no list', parse, 'Write a list of columns, also for a single one.'),
  S08: rule('error', 'output is no object', `One column only can be returned. ${parse}`, 'Write one column.'),
  S09: rule(
    'warning',
    'input is empty',
    'The container takes it, but only a pipeline without inputs could run.',
    'Add the columns.',
  ),
  S10: rule(
    'error',
    'The body of a request',
    'A request may carry `schema` and `data`; the variable holds what stands under `schema`.',
    'Keep that part.',
  ),
  C01: rule('error', 'A column is no object', parse, 'Write `{"name": …, "type": …}`.'),
  C02: rule('error', 'An unknown key in a column', keys, 'Delete it: there are `name`, `type` and `struct` only.'),
  C03: rule('error', 'A misspelt key in a column', `Names are case-sensitive. ${keys}`, 'Rename it.'),
  C04: rule('error', 'A column without a name', parse, 'Add `name`.'),
  C05: rule('error', 'A column without a type', parse, 'Add `type`.'),
  C06: rule('error', 'A name that is no text', parse, 'Write one text.'),
  C07: rule(
    'warning',
    'A name that is a number or a boolean',
    'It is taken as text: `0` as `"0"`.',
    'Put it in quotes.',
  ),
  C08: rule('error', 'A type or struct that is no word', parse, 'Write one word.'),
  C09: rule(
    'warning',
    'A name that is empty or padded',
    'It is accepted, but matches no column of the pipeline.',
    'Write the name as the pipeline has it.',
  ),
  T01: rule('error', 'An unknown input type', request, 'Use double, string, int, long, float, boolean, short or byte.'),
  T02: rule(
    'error',
    "Another tool's word for a type",
    `Types are lower case and have one name each. ${request}`,
    'Use the word that is offered.',
  ),
  T03: rule('error', 'An unknown output type', request, 'Use one of the eight types.'),
  T04: rule(
    'warning',
    'An unknown type of a list output',
    'The type of a vector or array output is not read.',
    'Write `double`.',
  ),
  T05: rule('error', 'An unknown input struct', `It is taken for a vector. ${request}`, 'Use basic, vector or array.'),
  T06: rule(
    'error',
    "Another tool's word for a struct",
    `Structs are lower case. ${request}`,
    'Use the word that is offered.',
  ),
  T07: rule(
    'error',
    'An unknown output struct',
    'Any word but basic and vector is read as array; a vector fails then.',
    'Use basic, vector or array.',
  ),
  T08: rule(
    'error',
    'A vector of something else than double',
    `Only double vectors are supported. ${request}`,
    'Set the type to double.',
  ),
  T09: rule(
    'error',
    'An array of byte or short',
    'Numbers in JSON never become these; every list that is not empty fails.',
    'Use int.',
  ),
  T10: rule(
    'warning',
    'An array of long or float',
    'Of long, only numbers beyond the range of int work; float is handled as double.',
    'Use int or double.',
  ),
  T11: rule('warning', 'A blank input struct', 'It is read as basic.', 'Leave it out.'),
  T12: rule(
    'error',
    'A blank output struct',
    'It is read as a list; plain values fail.',
    'Leave it out, or write basic.',
  ),
  T13: rule('warning', 'A float output', 'It is read as double; a column of float fails.', 'Use double.'),
  T14: rule('warning', 'A vector output of another type', 'The type is not read.', 'Write double.'),
  M01: rule(
    'error',
    'Two input columns of one name',
    'MLeap refuses the frame: struct already has field.',
    'Rename one.',
  ),
  M02: rule(
    'warning',
    'The output is an input',
    'The input is echoed, or the stage that writes it fails. Types are not converted then: where they differ, each request fails.',
    "Name the pipeline's own column.",
  ),
  M03: rule(
    'warning',
    "An input called like a model's output",
    'It collides when the pipeline writes it.',
    'Remove it.',
  ),
  M04: rule('warning', 'Names that differ in case only', 'For MLeap they are two columns.', 'Check the name.'),
  M05: rule(
    'error',
    'Too long for the API',
    'CreateModel takes 1024 characters as the value of a variable, CreateTransformJob 10240.',
    'Leave the blanks out, or send the schema with each request.',
  ),
  M06: rule(
    'warning',
    'A Spark column with an unusual struct',
    'features, probability and rawPrediction are vectors, prediction is one number.',
    'Set the struct.',
  ),
  M07: rule(
    'info',
    'Lists as inputs',
    'A CSV request can hold no list, so all of them fail; the Python SDK sends CSV by default.',
    'Send application/json.',
  ),
  M08: rule(
    'error',
    'A column that the pipeline needs is missing',
    `Columns are found by their names. ${request}`,
    'Add the column, or rename the one that was meant.',
  ),
  M09: rule(
    'error',
    'A column in another form than the pipeline takes',
    `Numbers and texts are converted into each other, but a vector or an array is never made of one value. ${request}`,
    'Set the struct that the stage takes.',
  ),
  M10: rule('error', 'An output that the pipeline does not make', request, 'Ask for a column that a stage writes.'),
  M11: rule(
    'error',
    'An output of another type than the pipeline makes',
    `What is asked for is not converted. ${request}`,
    'Write the type and the struct of the stage that writes it.',
  ),
  M12: rule(
    'error',
    'An input that a stage writes itself',
    `MLeap refuses the frame: struct already has field. ${request}`,
    'Remove it from the input.',
  ),
  M13: rule(
    'error',
    'A model without a bundle',
    'The container looks for bundle.json and root/ at the top of the model; without them it does not start.',
    "Pack what MLeap's zip holds, not the zip itself, and no folder around it.",
  ),
  E01: rule(
    'error',
    'A misspelt variable',
    'The container reads SAGEMAKER_SPARKML_SCHEMA and ignores any other name.',
    'Rename it.',
  ),
  E02: rule(
    'error',
    'An object in place of text',
    'Variables are text; the API refuses anything else.',
    'Encode it as JSON text.',
  ),
  E03: rule(
    'error',
    'An Accept that the container does not know',
    request,
    'Use text/csv, application/jsonlines or application/jsonlines;data=text.',
  ),
  E04: rule('error', 'A port that is no number', 'The container dies at its start.', 'Leave it to the platform.'),
  R01: rule('error', 'A request without data', request, 'Write `{"data": […]}`.'),
  R02: rule(
    'error',
    'An unknown key in a request',
    `A request has data and schema only. ${request}`,
    'Rename it to data.',
  ),
  R03: rule(
    'error',
    'Fewer values than columns',
    `Values are matched by position. ${request}`,
    'Give one value for each column.',
  ),
  R04: rule('warning', 'More values than columns', 'The surplus is ignored.', 'Leave it out.'),
  R05: rule(
    'error',
    'A whole number in a list of double',
    `Elements of lists are cast, not parsed. ${request}`,
    'Write 1.0.',
  ),
  R06: rule('error', 'null where a value must be', `The answer is 400 with an empty body.`, 'Write a value.'),
  R07: rule(
    'error',
    'An Accept that the container does not know',
    request,
    'Use text/csv, application/jsonlines or application/jsonlines;data=text.',
  ),
  R08: rule(
    'error',
    'A value that the type can not read',
    `1.0 is no int. ${request}`,
    'Write it as the type wants it.',
  ),
  R09: rule('error', 'CSV for a list column', `CSV holds no lists. ${request}`, 'Send application/json.'),
  R10: rule(
    'warning',
    'A schema in a later line',
    "Only the first line's schema is used.",
    'Move it to the first line.',
  ),
  R11: rule(
    'error',
    'One row that looks like several',
    `When all columns are lists, a row is read as a list of rows. ${request}`,
    'Wrap it in one more list.',
  ),
  R12: rule(
    'warning',
    'Several rows of CSV',
    'Only the first is used, a header too; the others are read, so that a quote that is not closed in them fails the request.',
    'Leave a header out; send application/jsonlines for several rows.',
  ),
  R13: rule(
    'error',
    'A Content-Type that the container does not know',
    'The answer is 415.',
    'Use text/csv, application/json or application/jsonlines.',
  ),
  R14: rule(
    'error',
    'A body that can not be read',
    `CSV with open quotes, no JSON, data that is no list, an empty line among lines of JSON. ${request}`,
    'Correct it at the place that is marked.',
  ),
  R15: rule(
    'error',
    'No schema anywhere',
    `Neither the container nor the request has one. ${request}`,
    'Set SAGEMAKER_SPARKML_SCHEMA, or send `schema` along with JSON.',
  ),
} satisfies Readonly<Record<string, SparkmlRule>>;

export type SparkmlRuleId = keyof typeof sparkmlRules;

/** The rule of an id; undefined for what is no rule of SparkML. */
export function sparkmlRule(id: string): SparkmlRule | undefined {
  return Object.hasOwn(sparkmlRules, id) ? sparkmlRules[id as SparkmlRuleId] : undefined;
}
