import assert from 'node:assert/strict';
import { schemaEdit } from '../../../src/language/sparkml/schemaEdit';
import { validateFile } from '../../../src/validation/files/validateFile';
import { fakeFiles } from '../validation/fakeFiles';

const context = { files: fakeFiles([]), style: 'posix', projectRootOf: () => '/car' } as const;
const short = '{"input":[{"name":"it\'s","type":"int"}],"output":{"name":"p","type":"double"}}';
const schema = { short, long: `${short}\n` };
/** The cursor. */
const here = '|';

async function written(path: string, marked: string): Promise<string | undefined> {
  const offset = marked.indexOf(here);
  const text = marked.replace(here, '');
  const edit = await schemaEdit({ path, text }, offset, context, schema);
  return edit && text.slice(0, edit.from) + edit.text + text.slice(edit.to);
}

describe('a schema that is written at the cursor', () => {
  for (const [what, path, text] of [
    [
      'a definition',
      '/car/car.model.json',
      '{"PrimaryContainer":{"Image":"i","Environment":{"SAGEMAKER_SPARKML_SCHEMA":"old|"}}}',
    ],
    [
      'an empty value',
      '/car/car.model.json',
      '{"PrimaryContainer":{"Image":"i","Environment":{"SAGEMAKER_SPARKML_SCHEMA":"|"}}}',
    ],
    ['a Dockerfile', '/car/Dockerfile', 'FROM a\nENV SAGEMAKER_SPARKML_SCHEMA="{o|ld}"\nRUN b\n'],
    ['Python', '/car/a.py', 'env = {"SAGEMAKER_SPARKML_SCHEMA": "{|}"}\n'],
    ['YAML', '/car/a.yaml', "Environment:\n  SAGEMAKER_SPARKML_SCHEMA: '{|}'\n"],
    ['a blank schema file', '/car/a.sparkml-schema.json', ' |\n'],
  ] as const) {
    it(`is quoted as ${what} wants it`, async () => {
      const after = (await written(path, text)) ?? '';
      assert.ok(after.includes('input'), after);
      const found = await validateFile({ path, text: after }, context);
      assert.deepEqual(
        found.filter(({ code }) => /^[PSCTE]\d/.test(code)),
        [],
        after,
      );
    });
  }

  it('is not written elsewhere', async () => {
    assert.equal(await written('/car/Dockerfile', 'FROM a|\nENV SAGEMAKER_SPARKML_SCHEMA="{}"\n'), undefined);
    assert.equal(await written('/car/a.sparkml-schema.json', '{|}'), undefined);
    assert.equal(await written('/car/readme.txt', '|'), undefined);
  });
});
