import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AppError } from '../../../../src/contract/appError';
import { validateFile } from '../../../../src/validation/files/validateFile';
import { schemaText } from '../../../../src/validation/sparkml/made/madeSchema';
import { schemaFromCsv } from '../../../../src/validation/sparkml/made/schemaFromCsv';
import { outputsOf, pipelineIn, schemaFromPipeline } from '../../../../src/validation/sparkml/made/schemaFromPipeline';
import { fakeFiles } from '../fakeFiles';
import { bundleOf, carBundles } from '../mleap/bundles';

const typesOf = (csv: string): readonly string[] => schemaFromCsv(csv).input.map(({ name, type }) => `${name} ${type}`);

/** All that is wrong with a schema beside the file that it was made from. */
async function errorsOf(schema: string, csv: string): Promise<readonly string[]> {
  const files = fakeFiles({ '/car/made.sparkml-schema.json': schema, '/car/made.csv': csv });
  const context = { files, style: 'posix', projectRootOf: () => '/car' } as const;
  const found = await validateFile({ path: '/car/made.sparkml-schema.json', text: schema }, context);
  // How long it is, and what its names are usually for, is the file's own affair.
  return found.flatMap(({ code, message }) => (/^M0[3-6]$/.test(code) ? [] : [`${code} ${message}`]));
}

const name = fc.stringMatching(/^[A-Za-z][\w -]{0,8}$/).map((text) => text.trim());
const values: readonly fc.Arbitrary<string>[] = [
  fc.integer({ min: -9, max: 99 }).map(String),
  fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
  fc.double().map(String),
  fc.constantFrom('true', 'FALSE'),
  fc.constantFrom('', ' ', '1', '1.5', 'NaN', '1e3', ' 2 ', '0x1', '٣', '12345678901'),
  fc.string({ maxLength: 8 }),
];
const table = fc
  .uniqueArray(name, { minLength: 1, maxLength: 6, selector: (text) => text.toLowerCase() })
  .chain((header) => {
    const row = fc.tuple(
      ...header.map((_, index) => values[(index * 5 + header.length) % values.length] ?? fc.string()),
    );
    return fc.record({ header: fc.constant(header), rows: fc.array(row, { minLength: 1, maxLength: 8 }) });
  });
const quoted = (value: string): string =>
  /[",\r\n]/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value;

describe('a schema made from CSV', () => {
  it('has types that can read every value', () => {
    const csv = 'id,big,price,isNew,name,maybe\n1,2147483648,1,true,Ada,7\n-2,1,1.5,FALSE,7,\n';
    assert.deepEqual(typesOf(csv), [
      'id int',
      'big long',
      'price double',
      'isNew boolean',
      'name string',
      'maybe string',
    ]);
    assert.deepEqual(schemaFromCsv(csv).notes, ['"maybe" is a string, as no number can read its empty values.']);
  });

  it('returns a prediction, a vector of features, or a column of the file, which is no input then', () => {
    assert.deepEqual(schemaFromCsv('a,b\n1,2\n').output, { name: 'prediction', type: 'double' });
    assert.deepEqual(schemaFromCsv('a,b\n1,2\n', 'features').output.struct, 'vector');
    const made = schemaFromCsv('a,b\n1,2\n', 'b');
    assert.deepEqual(made.input, [{ name: 'a', type: 'int' }]);
    assert.deepEqual(made.output, { name: 'b', type: 'double' });
  });

  it('names columns as Spark does where there is no header', () => {
    assert.deepEqual(typesOf('1,x\n2,y\n'), ['_c0 int', '_c1 string']);
    assert.deepEqual(typesOf('\ufeffname,age\r\nAda,36\r\n'), ['name string', 'age int']);
  });

  for (const [code, csv, words] of [
    ['schema.empty', '', /no row/],
    ['schema.csv', 'a,b\n1,"2', /Line 2 /],
    ['schema.rows', 'a,b\n1,2\n3\n', /Values in row 2: 1; in the header: 2/],
  ] as const) {
    it(`says ${code} with what to do`, () => {
      assert.throws(
        () => schemaFromCsv(csv),
        (error) => error instanceof AppError && error.code === code && words.test(error.message) && error.action !== '',
      );
    });
  }

  it('is one that its own file keeps to', () =>
    fc.assert(
      fc.asyncProperty(table, async ({ header, rows }) => {
        const csv = [header, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
        const made = schemaFromCsv(csv);
        assert.deepEqual(
          made.input.map((column) => column.name),
          header.filter((one) => one !== 'prediction'),
        );
        for (const isShort of [true, false]) assert.deepEqual(await errorsOf(schemaText(made, isShort), csv), [], csv);
      }),
      { numRuns: 300 },
    ));
});

describe('a schema made from a pipeline', () => {
  it('has all that it reads, and one column that it writes', () => {
    const pipeline = pipelineIn(carBundles.preprocessor, 'model.tar.gz');
    const made = schemaFromPipeline(pipeline);
    assert.equal(made.input.length, 6);
    assert.deepEqual(made.output, { name: 'features', type: 'double', struct: 'vector' });
    assert.deepEqual(schemaFromPipeline(pipeline, 'doors_index').output, { name: 'doors_index', type: 'double' });
    assert.equal(outputsOf(pipeline)[0], 'features');
  });

  it('says what it does not know, and what there is in place of what is not', () => {
    const strange = bundleOf([{ op: 'somebody_elses', inputs: { a: 'x' }, outputs: { b: 'y' } }]);
    const made = schemaFromPipeline(pipelineIn(strange, 'bundle'));
    assert.deepEqual(made.notes, ['Nobody knows the types of "x", "y" here: check them.']);
    for (const [make, code] of [
      [() => schemaFromPipeline(pipelineIn(strange, 'bundle'), 'z'), 'schema.output'],
      [() => schemaFromPipeline(pipelineIn(carBundles.nothing, 'bundle')), 'schema.output'],
      [() => pipelineIn(undefined, 'bundle'), 'schema.bundle'],
      [() => pipelineIn({ names: [], texts: new Map() }, 'bundle'), 'schema.bundle'],
    ] as const) {
      assert.throws(make, (error) => error instanceof AppError && error.code === code && error.action !== '');
    }
  });
});
