import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver';
import { completions } from '../../../src/language/completion';
import { hover } from '../../../src/language/hover';
import type { LanguageContext } from '../../../src/language/languageContext';
import { environmentReader } from '../../../src/validation/files/fileEnvironments';
import { fileKindOf } from '../../../src/validation/files/fileKind';
import { fakeFiles } from '../validation/fakeFiles';
import { carriers } from '../validation/sparkml/carriers';
import { offsetOf } from '../validation/sparkml/applyFix';

const context: LanguageContext = {
  files: fakeFiles([]),
  style: 'posix',
  projectRootOf: () => '/car',
  pathOf: (uri) => uri.slice('file://'.length),
  uriOf: (path) => `file://${path}`,
  rulePage: () => undefined,
};
const schemaFile = '/car/car.sparkml-schema.json';

/** The text without its mark `|`, and where the mark was. */
function marked(text: string): readonly [text: string, offset: number] {
  return [text.replace('|', ''), text.indexOf('|')];
}

async function offered(path: string, text: string, offset: number): Promise<readonly CompletionItem[]> {
  return completions({ uri: `file://${path}`, languageId: '' }, text, offset, context);
}

async function labels(path: string, text: string): Promise<readonly string[]> {
  return (await offered(path, ...marked(text))).map(({ label }) => label);
}

/** The text after an item was chosen, without its tab stops. */
function chosen(text: string, items: readonly CompletionItem[], label: string): string {
  const item = items.find((one) => one.label === label);
  const edit = item?.textEdit;
  assert.ok(edit && 'range' in edit, `no ${label} among ${items.map((one) => one.label).join(', ')}`);
  const put = edit.newText.replaceAll(/\$\d/g, (stop, at: number) => (edit.newText[at - 1] === '\\' ? stop : ''));
  const plain = put.replaceAll(/\\([\\$}])/g, '$1');
  return text.slice(0, offsetOf(text, edit.range.start)) + plain + text.slice(offsetOf(text, edit.range.end));
}

async function schemaIn(path: string, text: string): Promise<string | undefined> {
  const kind = fileKindOf(path);
  if (kind === undefined || kind === 'sparkml-schema') return text;
  const read = await environmentReader(kind);
  const values = (await read({ path, text }, context)).flatMap(({ variables }) => variables);
  const value = values.find(({ name }) => name.text === 'SAGEMAKER_SPARKML_SCHEMA')?.value;
  return value?.kind === 'text' ? value.text.text : undefined;
}

const output = '"output": {"name": "p", "type": "double"}';
/** What is written, what is chosen, and the schema then. */
const cases: readonly (readonly [before: string, choice: string, after: string])[] = [
  [`{"input": [{"name": "a", "type": "|"}], ${output}}`, 'int', `{"input": [{"name": "a", "type": "int"}], ${output}}`],
  [
    `{"input": [{"name": "a", "type": "do|"}], ${output}}`,
    'double',
    `{"input": [{"name": "a", "type": "double"}], ${output}}`,
  ],
  [`{"input": [{"name": "a", "|}], ${output}}`, 'type', `{"input": [{"name": "a", "type": ""}], ${output}}`],
  [`{"input": [{"name": "a", |}], ${output}}`, 'struct', `{"input": [{"name": "a", "struct": ""}], ${output}}`],
  [`{"input": [|], ${output}}`, 'column', `{"input": [{"name": "", "type": "double"}], ${output}}`],
  [`{| ${output}}`, 'input', `{"input": [{"name": "", "type": "double"}],  ${output}}`],
  [`{"input": [], "ou|": {"name": "p"}}`, 'output', `{"input": [], "output": {"name": "p"}}`],
];

describe('completion in a schema', () => {
  for (const { name, path, write } of carriers) {
    it(`writes what the container gets in ${name}`, async () => {
      for (const [before, choice, after] of cases) {
        const [schema, at] = marked(before);
        const carried = write(schema);
        const place = carried?.places[at];
        assert.ok(carried && place, before);
        const { text } = carried;
        // At a break between lines or pieces, both sides of it are the same place.
        for (const offset of new Set([place.from, carried.places[at - 1]?.to ?? place.from])) {
          const written = chosen(text, await offered(path, text, offset), choice);
          assert.equal(
            (await schemaIn(path, written))?.trimEnd(),
            after,
            `${text.slice(0, offset)}|${text.slice(offset)}`,
          );
        }
      }
    });
  }

  for (const [before, choice, after] of cases) {
    it(`writes ${choice} into a file of its own: ${before}`, async () => {
      const [text, at] = marked(before);
      assert.equal(chosen(text, await offered(schemaFile, text, at), choice), after);
    });
  }

  const python = (dict: string) => `import json\nenv = {"SAGEMAKER_SPARKML_SCHEMA": json.dumps(${dict})}\n`;
  const terraform = (map: string) =>
    `resource "aws_sagemaker_model" "a" {\n  environment = {\n    SAGEMAKER_SPARKML_SCHEMA = jsonencode(${map})\n  }\n}\n`;
  const objects: readonly (readonly [path: string, before: string, choice: string, after: string])[] = [
    [
      '/a.py',
      python('{"input": [{"name": "a", "type": "|"}]}'),
      'int',
      python('{"input": [{"name": "a", "type": "int"}]}'),
    ],
    ['/a.py', python("{'input': [{'name': 'a', '|'}]}"), 'type', python(`{'input': [{'name': 'a', 'type': ""}]}`)],
    ['/a.py', python('{"input": [{"name": "a", |}]}'), 'type', python('{"input": [{"name": "a", "type": ""}]}')],
    [
      '/a.py',
      python('{"input": [{"name": "a", "type": |}]}'),
      'long',
      python('{"input": [{"name": "a", "type": "long"}]}'),
    ],
    [
      '/a.py',
      python('{\n  "input": [\n    |\n  ]\n}'),
      'column',
      python('{\n  "input": [\n    {"name": "", "type": "double"}\n  ]\n}'),
    ],
    [
      '/a.py',
      'import json\nS = {"|"}\nenv["SAGEMAKER_SPARKML_SCHEMA"] = json.dumps(S)\n',
      'output',
      'import json\nS = {"output": {"name": "prediction", "type": "double"}}\nenv["SAGEMAKER_SPARKML_SCHEMA"] = json.dumps(S)\n',
    ],
    [
      '/a.tf',
      terraform('{ input = [{ name = "a", type = "|" }] }'),
      'int',
      terraform('{ input = [{ name = "a", type = "int" }] }'),
    ],
    [
      '/a.tf',
      terraform('{ input = [{ name = "a", ty| }] }'),
      'type',
      terraform('{ input = [{ name = "a", type = "" }] }'),
    ],
    [
      '/Dockerfile',
      `FROM x\nENV SAGEMAKER_SPARKML_SCHEMA='{"|\n`,
      'input',
      `FROM x\nENV SAGEMAKER_SPARKML_SCHEMA='{"input": [{"name": "", "type": "double"}]\n`,
    ],
    [
      '/Dockerfile',
      `FROM x\nENV SAGEMAKER_SPARKML_SCHEMA="|"\n`,
      'schema',
      `FROM x\nENV SAGEMAKER_SPARKML_SCHEMA="{\\"input\\": [{\\"name\\": \\"\\", \\"type\\": \\"double\\"}], \\"output\\": {\\"name\\": \\"prediction\\", \\"type\\": \\"double\\"}}"\n`,
    ],
    [
      '/run.sh',
      `export SAGEMAKER_SPARKML_SCHEMA="|"\n`,
      'schema',
      `export SAGEMAKER_SPARKML_SCHEMA="{\\"input\\": [{\\"name\\": \\"\\", \\"type\\": \\"double\\"}], \\"output\\": {\\"name\\": \\"prediction\\", \\"type\\": \\"double\\"}}"\n`,
    ],
    [
      '/a.yaml',
      `Environment:\n  SAGEMAKER_SPARKML_SCHEMA: "|"\n`,
      'schema',
      `Environment:\n  SAGEMAKER_SPARKML_SCHEMA: "{\\"input\\": [{\\"name\\": \\"\\", \\"type\\": \\"double\\"}], \\"output\\": {\\"name\\": \\"prediction\\", \\"type\\": \\"double\\"}}"\n`,
    ],
    [
      '/a.ipynb',
      String.raw`{"cells": [{"cell_type": "code", "source": ["env = {\"SAGEMAKER_SPARKML_SCHEMA\": '|'}"]}]}`,
      'schema',
      String.raw`{"cells": [{"cell_type": "code", "source": ["env = {\"SAGEMAKER_SPARKML_SCHEMA\": '{\"input\": [{\"name\": \"\", \"type\": \"double\"}], \"output\": {\"name\": \"prediction\", \"type\": \"double\"}}'}"]}]}`,
    ],
  ];
  for (const [path, before, choice, after] of objects) {
    it(`writes ${choice} into what becomes a schema: ${before}`, async () => {
      const [text, at] = marked(before);
      assert.equal(chosen(text, await offered(path, text, at), choice), after);
    });
  }

  it('offers only what is missing and fits', async () => {
    assert.deepEqual(await labels(schemaFile, '{"input": [], |}'), ['output']);
    assert.deepEqual(await labels(schemaFile, '{"input": [{"type": "int", "|": "a"}]}'), ['name', 'struct']);
    assert.deepEqual(await labels(schemaFile, '{"input": [{"type": "int", "struct": "|"}]}'), ['basic', 'array']);
    assert.deepEqual(await labels(schemaFile, '{"output": {"struct": "|"}}'), ['basic', 'vector', 'array']);
    for (const nothing of ['{"input" |}', '{"input": [{"name": "|"}]}', '{"a": {"|"}}', '[["|"]]', '{"input": []}|']) {
      assert.deepEqual(await labels(schemaFile, nothing), [], nothing);
    }
  });

  it('says what a word means', async () => {
    const [boolean] = (await offered(schemaFile, ...marked('{"output": {"type": "|"}}'))).filter(
      ({ label }) => label === 'boolean',
    );
    assert.equal(boolean?.detail, 'true, or anything else for false');
    assert.match(JSON.stringify(boolean.documentation), /never refused/);
  });
});

describe('hover in a schema', () => {
  async function said(path: string, text: string): Promise<string> {
    const found = await hover({ uri: `file://${path}`, languageId: '' }, ...marked(text), context);
    return found && typeof found.contents === 'object' && 'value' in found.contents ? found.contents.value : '';
  }
  const two = (mark: string) =>
    `{"input": [{"name": "age", "type": "int"}, ${mark}], "output": {"name": "prediction", "type": "double"}}`;

  it('says where a column stands in a request', async () => {
    const text = await said(schemaFile, two('{"name": "s|ex", "type": "string"}'));
    assert.match(text, /\*\*sex\*\*: input 2 of 2, string[^]*field 2 of the first line[^]*data\[1\]/);
    assert.match(
      await said(schemaFile, two('{"name": "|v", "type": "double", "struct": "vector"}')),
      /double, vector[^]*CSV fail/,
    );
  });

  it('says what keys, types and structs do', async () => {
    assert.match(await said(schemaFile, two('{"na|me": "a"}')), /\*\*name\*\*[^]*exactly/);
    assert.match(await said(schemaFile, two('{"type": "b|oolean"}')), /never refused/);
    assert.match(await said(schemaFile, two('{"type": "int", "struct": "arr|ay"}')), /not converted/);
    assert.match(await said(schemaFile, '{"out|put": {}}'), /sent back/);
    assert.match(await said(schemaFile, '{"output": {"type": "int", "struct": "vec|tor"}}'), /features/);
    assert.equal(await said(schemaFile, two('{"type": "num|ber"}')), '');
  });

  it('finds them through the quoting of other files', async () => {
    for (const { name, path, write } of carriers) {
      const schema = two('{"name": "sex", "type": "boolean"}');
      const carried = write(schema);
      const place = carried?.places[schema.indexOf('oolean')];
      assert.ok(carried && place);
      const text = `${carried.text.slice(0, place.from)}|${carried.text.slice(place.from)}`;
      assert.match(await said(path, text), /never refused/, name);
    }
  });
});
