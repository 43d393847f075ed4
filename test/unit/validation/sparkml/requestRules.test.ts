import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagnostic } from '../../../../src/definitions/diagnostic';
import { sparkmlRules } from '../../../../src/validation/sparkml/sparkmlRules';
import { validateFile } from '../../../../src/validation/files/validateFile';
import { isInText } from '../../definitions/coveredText';
import { fakeFiles } from '../fakeFiles';
import { applyFix, offsetOf } from './applyFix';
import { requestExamples, schemas, type BadRequest } from './requestExamples';

const fixturePath = '/car/bad.invocation.json';

type Files = Readonly<Record<string, string>>;

function filesOf({ schema, fixture, model }: BadRequest): Files {
  const container = {
    Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-sparkml-serving:3.3',
    ...(schema !== 'none' && { Environment: { SAGEMAKER_SPARKML_SCHEMA: schemas[schema] } }),
  };
  return {
    '/car/car.model.json': JSON.stringify(model?.(container) ?? { PrimaryContainer: container }, undefined, 2),
    [fixturePath]: JSON.stringify({ EndpointName: 'file://car.model.json', ...fixture }, undefined, 2),
  };
}

async function found(files: Files, path = fixturePath): Promise<readonly Diagnostic[]> {
  const context = { files: fakeFiles(files), style: 'posix', projectRootOf: () => '/car' } as const;
  const all = await validateFile({ path, text: files[path] ?? '' }, context);
  return all.filter(({ code }) => /^[PSCTMR]\d/.test(code));
}

function marked(text: string, { range }: Diagnostic): string {
  return text.slice(offsetOf(text, range.start), offsetOf(text, range.end));
}

/** What a body may get where it is changed. */
const pieces = ['', '{', '}', '[', ']', ',', ':', '"', '\n', '\r', '0', '.', '-', 'e', 'é', '٣', 'null'];

describe('requests to a SparkML container', () => {
  it('have an example of each rule', () => {
    const rules = Object.keys(sparkmlRules).filter((id) => id.startsWith('R'));
    assert.deepEqual([...new Set(requestExamples.map(({ rule }) => rule))].sort(), rules.sort());
  });

  for (const example of requestExamples) {
    it(`break ${example.rule}: ${JSON.stringify(example.fixture).slice(0, 90)}`, async () => {
      const files = filesOf(example);
      const text = files[fixturePath] ?? '';
      const all = await found(files);
      assert.deepEqual(
        all.map(({ code }) => code),
        example.codes,
      );
      const first = all.find(({ code }) => code === example.rule);
      assert.equal(first && marked(text, first), example.marked);
      const [fix] = first?.fixes ?? [];
      if (!fix) return;
      const repaired = applyFix(text, fix);
      const left = (await found({ ...files, [fixturePath]: repaired })).map(({ code }) => code);
      assert.ok(left.length < all.length, `${fix.title}: ${repaired} has ${left.join()}`);
    });
  }

  it('show the column that they are about', async () => {
    const files = filesOf({
      rule: 'R08',
      schema: 'person',
      fixture: { ContentType: 'text/csv', Body: 'Ada,old' },
      marked: 'old',
      codes: [],
    });
    const [first] = await found(files);
    const [place] = first?.related ?? [];
    assert.equal(place?.path, '/car/car.model.json');
    const text = files['/car/car.model.json'] ?? '';
    const { start, end } = place.range;
    assert.equal(text.slice(offsetOf(text, start), offsetOf(text, end)), '{\\"name\\":\\"age\\",\\"type\\":\\"int\\"}');
  });

  it('are let alone where they expect to be refused, and where nobody knows the container', async () => {
    const bad = { ContentType: 'text/csv', Body: 'Ada,old' };
    const refused = { rule: 'R08', schema: 'person', marked: '', codes: [] } as const;
    const expecting = { ...bad, Expect: { StatusCode: 424, OriginalStatusCode: 400 } };
    assert.deepEqual(await found(filesOf({ ...refused, fixture: expecting })), []);
    assert.deepEqual(await found(filesOf({ ...refused, fixture: { ...bad, EndpointName: 'car' } })), []);
    assert.deepEqual(
      await found(filesOf({ ...refused, fixture: { ...bad, EndpointName: 'file://none.model.json' } })),
      [],
    );
    assert.deepEqual(await found(filesOf({ ...refused, fixture: { ContentType: 'text/csv' } })), []);
    const other = () => ({ PrimaryContainer: { Image: 'xgboost' } });
    assert.deepEqual(await found(filesOf({ ...refused, fixture: bad, model: other })), []);
  });

  it('are found through an endpoint, in a body of its own, and in an image', async () => {
    const files = {
      '/car/image/Dockerfile': `FROM scratch\nENV SAGEMAKER_SPARKML_SCHEMA='${schemas.person}'\n`,
      '/car/car.model.json': '{"Containers": [{"Image": "file://image"}, {"Image": "file://other"}]}',
      '/car/car.endpoint-config.json': '{"ProductionVariants": [{"ModelName": "file://car.model.json"}]}',
      '/car/car.endpoint.json': '{"EndpointConfigName": "file://car.endpoint-config.json"}',
      '/car/body.csv': 'Ada,\nold,7\n',
      [fixturePath]:
        '{"EndpointName": "file://car.endpoint.json", "ContentType": "text/csv", "Accept": "application/json", "Body": "file://body.csv"}',
    };
    const all = await found(files);
    assert.deepEqual(
      all.map(({ code, message }) => [code, message]),
      [
        ['R08', 'body.csv:1:5: For "age", an empty value is no int.'],
        ['R12', 'body.csv:2:1: Of 2 rows of CSV, only the first is used; the others get no answer.'],
      ],
    );
    assert.deepEqual(
      all[0]?.related?.map(({ path }) => path),
      ['/car/body.csv', '/car/image/Dockerfile'],
    );
  });

  it('of a transform job are its records', async () => {
    const job = {
      ModelName: 'file://car.model.json',
      BatchStrategy: 'MultiRecord',
      TransformInput: {
        ContentType: 'text/csv',
        SplitType: 'Line',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data' } },
      },
      TransformOutput: { S3OutputPath: 'file://out', Accept: 'application/json' },
    };
    const path = '/car/car.transform-job.json';
    const files = {
      ...filesOf({ rule: 'R08', schema: 'person', fixture: {}, marked: '', codes: [] }),
      '/car/data/a.csv': 'Ada,36\nBob\nCid,x,1\n',
      [path]: JSON.stringify(job),
    };
    const all = await found(files, path);
    assert.deepEqual(
      all.map(({ code, message, severity }) => [code, severity, message.slice(0, 60)]),
      [
        ['R07', 'error', '"application/json" is no Accept that the container knows: the'],
        ['R12', 'warning', 'MultiRecord puts several rows into a request, and of CSV onl'],
        ['R03', 'error', 'a.csv:2:1: The row has 1 value, the schema 2 columns: "age" '],
        ['R04', 'warning', 'a.csv:3:7: The row has 3 values, the schema 2 columns: the s'],
        ['R08', 'error', 'a.csv:3:5: For "age", "x" can\'t be read as an int, which is '],
      ].map(([code, severity, message = '']) => [code, severity, message.slice(0, 60)]),
    );
    const filtered = { ...job, BatchStrategy: 'SingleRecord', DataProcessing: { InputFilter: '$[1:]' } };
    const wrongColumns = await found({ ...files, [path]: JSON.stringify(filtered) }, path);
    assert.deepEqual([...new Set(wrongColumns.map(({ code }) => code))], ['R07', 'R03', 'R14']);
  });

  it('beside a schema are judged where the schema would be mended', async () => {
    const path = '/car/person.sparkml-schema.json';
    const files = {
      [path]: schemas.person,
      '/car/person.csv': 'name,age\nAda,36\nBob,1.5\nCid,2.5\n',
      '/car/person.first.json': '{"data": ["Ada"]}',
      '/car/person.json': '{"anything": 1}',
      '/car/personal.csv': 'x',
    };
    const all = await found(files, path);
    assert.deepEqual(
      all.map((one) => [one.code, marked(schemas.person, one), one.message.replace(/: .*/, '')]),
      [
        ['R08', '"int"', 'person.csv:3:5'],
        ['R03', '"int"', 'person.first.json:1:11'],
      ],
    );
  });

  it('may be anything', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...requestExamples),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...pieces), fc.nat(3)), { maxLength: 4 }),
        async (example, edits) => {
          const body = edits.reduce((text, [where, what, gone]) => {
            const at = text.length === 0 ? 0 : where % text.length;
            return text.slice(0, at) + what + text.slice(at + gone);
          }, String(example.fixture['Body']));
          const files = filesOf({ ...example, fixture: { ...example.fixture, Body: body } });
          for (const one of await found(files)) {
            assert.ok(isInText(files[fixturePath] ?? '', one.range), JSON.stringify(one));
          }
        },
      ),
      { numRuns: 500 },
    ));
});
