import { lines, type Asked } from './asked';

/** Schemas as text: in JSON lines the container's own parser reads them, so that its words come back. */
const schemas: Readonly<Record<string, string>> = {
  'in order': '{"input":[{"name":"x","type":"int"}],"output":{"name":"x","type":"int"}}',
  'another order of keys': '{"output":{"type":"int","name":"x"},"input":[{"struct":"basic","type":"int","name":"x"}]}',
  'a number as name': '{"input":[{"name":5,"type":"int"}],"output":{"name":"5","type":"int"}}',
  'a decimal as name': '{"input":[{"name":1.50,"type":"int"}],"output":{"name":"1.50","type":"int"}}',
  'true as name': '{"input":[{"name":true,"type":"int"}],"output":{"name":"true","type":"int"}}',
  'struct null': '{"input":[{"name":"x","type":"int","struct":null}],"output":{"name":"x","type":"int"}}',
  'an unknown key at the top': '{"version":1,"input":[{"name":"x","type":"int"}],"output":{"name":"x","type":"int"}}',
  'an unknown key in a column':
    '{"input":[{"name":"x","type":"int","nullable":true}],"output":{"name":"x","type":"int"}}',
  'an unknown key in the output': '{"input":[{"name":"x","type":"int"}],"output":{"name":"x","type":"int","val":[1]}}',
  'no input': '{"output":{"name":"x","type":"int"}}',
  'input null': '{"input":null,"output":{"name":"x","type":"int"}}',
  'no output': '{"input":[{"name":"x","type":"int"}]}',
  'no name': '{"input":[{"type":"int"}],"output":{"name":"x","type":"int"}}',
  'type null': '{"input":[{"name":"x","type":null}],"output":{"name":"x","type":"int"}}',
  'a key in the wrong case': '{"Input":[{"name":"x","type":"int"}],"output":{"name":"x","type":"int"}}',
  'a key twice':
    '{"input":[{"name":"y","name":"x","type":"int"}],"output":{"name":"y","type":"int","struct":"basic","name":"x"}}',
  'a column that is null': '{"input":[null],"output":{"name":"x","type":"int"}}',
  'a column that is text': '{"input":["x"],"output":{"name":"x","type":"int"}}',
  'a column that is empty text': '{"input":[""],"output":{"name":"x","type":"int"}}',
  'a column that is a list': '{"input":[["x","int"]],"output":{"name":"x","type":"int"}}',
  'a column that is a number': '{"input":[5],"output":{"name":"x","type":"int"}}',
  'input as an object': '{"input":{"name":"x","type":"int"},"output":{"name":"x","type":"int"}}',
  'input as text': '{"input":"x","output":{"name":"x","type":"int"}}',
  'output as a list': '{"input":[{"name":"x","type":"int"}],"output":[{"name":"x","type":"int"}]}',
  'output as text': '{"input":[{"name":"x","type":"int"}],"output":"x"}',
  'a name that is a list': '{"input":[{"name":["x"],"type":"int"}],"output":{"name":"x","type":"int"}}',
  'a type that is an object': '{"input":[{"name":"x","type":{"a":1}}],"output":{"name":"x","type":"int"}}',
  'no columns': '{"input":[],"output":{"name":"x","type":"int"}}',
  'a schema that is null': 'null',
  'a schema that is a list': '[]',
  'a schema that is text': '"{\\"input\\":[]}"',
  'a trailing comma': '{"input":[{"name":"x","type":"int"},],"output":{"name":"x","type":"int"}}',
  'single quotes': "{'input':[]}",
  'a comment': '{/* c */"input":[]}',
  None: '{"input":None}',
  'NaN as name': '{"input":[{"name":NaN,"type":"int"}],"output":{"name":"x","type":"int"}}',
  'a key without quotes': '{input:[]}',
  'a leading zero': '{"input":[{"name":007,"type":"int"}],"output":{"name":"x","type":"int"}}',
  'a raw tab': '{"input":[{"name":"x\t","type":"int"}],"output":{"name":"x","type":"int"}}',
  'a column that is true': '{"input":[true],"output":{"name":"x","type":"int"}}',
  'a column that is a decimal': '{"input":[1.5],"output":{"name":"x","type":"int"}}',
  'input as empty text': '{"input":"","output":{"name":"x","type":"int"}}',
  'input as a number': '{"input":1,"output":{"name":"x","type":"int"}}',
  'a type that is false': '{"input":[{"name":"x","type":false}],"output":{"name":"x","type":"int"}}',
  'an unknown and a missing key': '{"input":[{"nam":"x","type":"int"}],"output":{"name":"x","type":"int"}}',
  'a missing comma': '{"input":[{"name":"x" "type":"int"}]}',
  'a missing comma in a list': '{"input":[null 2]}',
  'a missing colon': '{"input" []}',
  'a number with a plus': '{"input":+1}',
  'a number without digits': '{"input":-}',
  'a decimal without digits': '{"input":1.}',
  'a bad unicode escape': '{"in\\u00zzput":1}',
  escapes: '{"input":[{"name":"\\u0078","type":"i\\u006et"}],"output":{"name":"x","type":"int"}}',
  'a bad escape': '{"input":[{"name":"\\x","type":"int"}],"output":{"name":"x","type":"int"}}',
};

/** A request for each of them. */
export function schemaTexts(): Record<string, Asked> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `schema: ${name}`,
      { contentType: lines, body: `{"schema":${schema},"data":[1]}` },
    ]),
  );
}
