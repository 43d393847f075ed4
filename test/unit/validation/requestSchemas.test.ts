import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { definitionKinds, type DefinitionKind } from '../../../src/definitions/definitionKinds';
import { checkSchema } from '../../../src/validation/checkSchema';
import type { JsonSchema } from '../../../src/validation/jsonSchema';
import { requestSchemas } from '../../../src/validation/requestSchemas';
import { spoiltRequest } from './spoiltRequest';

const schemas = Object.entries(requestSchemas) as [
  DefinitionKind,
  NonNullable<(typeof requestSchemas)[DefinitionKind]>,
][];
const folder = new URL('../../../schemas/', import.meta.url);
const ajv = new Ajv({ strict: false, unicodeRegExp: true });

/** Keywords that `checkSchema` heeds; one that it doesn't know would be a rule that nobody checks. */
const heeded = new Set(
  'type $ref anyOf enum examples minLength maxLength pattern minimum maximum minItems maxItems items properties required maxProperties propertyNames additionalProperties'.split(
    ' ',
  ),
);

function inner(schema: JsonSchema): readonly JsonSchema[] {
  const { anyOf = [], items, properties = {}, propertyNames, additionalProperties } = schema;
  const direct = [
    ...anyOf,
    ...Object.values(properties),
    ...[items, propertyNames, additionalProperties].filter((part) => typeof part === 'object'),
  ];
  return direct.flatMap((part) => [part, ...inner(part)]);
}

describe('request schemas', () => {
  it('exist for each kind that is an operation', () => {
    const operations = definitionKinds.filter(({ operation }) => operation !== undefined).map(({ kind }) => kind);
    assert.deepEqual(schemas.map(([kind]) => kind).sort(), operations.sort());
  });

  for (const [kind, schema] of schemas) {
    it(`of ${kind} holds nothing that is not checked`, () => {
      for (const [name, definition] of Object.entries(schema.definitions)) {
        for (const part of [definition, ...inner(definition)]) {
          for (const keyword of Object.keys(part)) assert.ok(heeded.has(keyword), `${name}: ${keyword}`);
          const target = part.$ref?.replace('#/definitions/', '');
          assert.ok(target === undefined || Object.hasOwn(schema.definitions, target), `${name}: ${target ?? ''}`);
        }
      }
    });

    it(`of ${kind} has an editor's twin that is small, contributed, and forbids nothing`, () => {
      const file = new URL(`${kind}.schema.json`, folder);
      assert.ok(statSync(file).size < 150_000);
      const twin = JSON.parse(readFileSync(file, 'utf8')) as { definitions: Record<string, JsonSchema> };
      assert.deepEqual(Object.keys(twin.definitions), Object.keys(schema.definitions));
      for (const part of Object.values(twin.definitions).flatMap(inner)) {
        const { required, pattern, enum: values, maxLength, maximum, additionalProperties } = part;
        assert.deepEqual(
          [required, pattern, values, maxLength, maximum].filter((rule) => rule !== undefined),
          [],
        );
        assert.notEqual(additionalProperties, false);
      }
      const manifest = JSON.parse(readFileSync(new URL('../package.json', folder), 'utf8')) as {
        contributes: { jsonValidation: readonly { fileMatch: string; url: string }[] };
      };
      const row = { fileMatch: `*.${kind}.json`, url: `./schemas/${kind}.schema.json` };
      assert.ok(
        manifest.contributes.jsonValidation.some((known) => known.fileMatch === row.fileMatch && known.url === row.url),
      );
    });
  }

  // The same question put to a checker that is not ours.
  for (const kind of ['training-job', 'processing-job', 'transform-job', 'model', 'invocation'] as const) {
    it(`of ${kind} are read as JSON Schema reads them`, () => {
      const schema = requestSchemas[kind];
      assert.ok(schema);
      const judge = ajv.compile(schema);
      let right = 0;
      fc.assert(
        fc.property(spoiltRequest(kind), (request) => {
          const errors = checkSchema(kind, schema, request).problems.filter(({ severity }) => severity !== 'warning');
          assert.equal(errors.length === 0, judge(request), JSON.stringify(errors));
          if (errors.length === 0) right += 1;
        }),
        { numRuns: 1_000 },
      );
      assert.ok(right > 20 && right < 980, `${String(right)} of 1000 were right: the question was too easy`);
    });
  }
});
