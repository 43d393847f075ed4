import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../../src/definitions/diagnostic';
import type { ModelFiles } from '../../../../src/definitions/modelReader';
import { validateFile } from '../../../../src/validation/files/validateFile';
import { applyFix, offsetOf } from '../sparkml/applyFix';
import { fakeFiles } from '../fakeFiles';
import { bundleOf, carBundles } from './bundles';

const path = '/car/car.model.json';
const vector = { name: 'features', type: 'double', struct: 'vector' };
const column = (name: string, type = 'string', struct?: string) => ({ name, type, ...(struct && { struct }) });
const cars = ['buying', 'maint', 'doors', 'persons', 'lug_boot', 'safety'].map((name) => column(name));

function modelOf(input: readonly object[], output: object): string {
  const container = {
    Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-sparkml-serving:3.3',
    ModelDataUrl: 'file://model.tar.gz',
    Environment: { SAGEMAKER_SPARKML_SCHEMA: JSON.stringify({ input, output }) },
  };
  return JSON.stringify({ PrimaryContainer: container }, undefined, 2);
}

async function found(text: string, files: ModelFiles): Promise<readonly Diagnostic[]> {
  const context = {
    files: fakeFiles({ [path]: text, '/car/model.tar.gz': '' }),
    models: { read: () => Promise.resolve(files) },
    style: 'posix',
    projectRootOf: () => '/car',
  } as const;
  const all = await validateFile({ path, text }, context);
  return all.filter(({ code }) => /^M(?:0[89]|1)/.test(code));
}

const words = bundleOf([
  { op: 'tokenizer', inputs: { input: 'text' }, outputs: { output: 'words' } },
  { op: 'hashing_term_frequency', inputs: { input: 'words' }, outputs: { output: 'counts' } },
  { op: 'somebody_elses', inputs: { a: 'more' }, outputs: { b: 'made' } },
  { op: 'k_means', inputs: { features: 'counts' }, outputs: { prediction: 'group' } },
]);
const text = [column('text'), column('more')];
const group = column('group', 'int');

type Row = readonly [
  rule: string,
  what: string,
  files: ModelFiles,
  input: readonly object[],
  output: object,
  marked: string,
];

const rows: readonly Row[] = [
  ['M08', 'a column that is missing', carBundles.preprocessor, cars.slice(1), vector, '['],
  [
    'M08',
    'a column by another name',
    carBundles.preprocessor,
    [...cars.slice(0, 4), column('lug-boot'), column('safety')],
    vector,
    '\\"lug-boot\\"',
  ],
  ['M08', 'all of them', carBundles.postprocessor, [], column('label'), '['],
  [
    'M09',
    'a list where one value goes in',
    carBundles.preprocessor,
    [column('buying', 'string', 'array'), ...cars.slice(1)],
    vector,
    '\\"array\\"',
  ],
  [
    'M09',
    'one value where a list goes in',
    bundleOf([{ op: 'ngram', inputs: { input: 'words' }, outputs: { output: 'pairs' } }]),
    [column('words')],
    column('pairs', 'string', 'array'),
    '{\\"name\\":\\"words\\",\\"type\\":\\"string\\"}',
  ],
  [
    'M10',
    'an output that nobody makes',
    carBundles.preprocessor,
    cars,
    column('prediction', 'double'),
    '\\"prediction\\"',
  ],
  ['M11', 'a vector as one number', carBundles.preprocessor, cars, column('features', 'double'), '\\"double\\"'],
  ['M11', 'a number as text', words, text, column('group', 'string'), '\\"string\\"'],
  ['M11', 'a whole number as double', words, text, column('group', 'double'), '\\"double\\"'],
  ['M11', 'a list as vector', words, text, column('words', 'string', 'vector'), '\\"vector\\"'],
  ['M12', 'an input that a stage writes', words, [...text, column('counts')], group, '\\"counts\\"'],
  ['M13', 'a zip in the archive', { names: ['model.zip'], texts: new Map() }, cars, vector, 'file://model.tar.gz'],
  [
    'M13',
    'a folder around the bundle',
    { names: ['car/bundle.json'], texts: new Map([['car/bundle.json', '{}']]) },
    cars,
    vector,
    'file://model.tar.gz',
  ],
];

describe('a schema and its pipeline', () => {
  for (const [rule, what, files, input, output, marked] of rows) {
    it(`break ${rule} by ${what}`, async () => {
      const model = modelOf(input, output);
      const all = await found(model, files);
      const [first] = all;
      assert.deepEqual(
        all.map(({ code }) => code),
        [rule],
      );
      assert.ok(first);
      const { start, end } = first.range;
      assert.equal(model.slice(offsetOf(model, start), offsetOf(model, end)), marked);
      const [fix] = first.fixes ?? [];
      const left = fix ? await found(applyFix(model, fix), files) : [];
      assert.deepEqual(left, []);
    });
  }

  it('go together', async () => {
    assert.deepEqual(await found(modelOf(cars, vector), carBundles.preprocessor), []);
    assert.deepEqual(await found(modelOf([...cars, column('unused')], vector), carBundles.preprocessor), []);
    assert.deepEqual(
      await found(modelOf([column('label_index', 'int')], column('label')), carBundles.postprocessor),
      [],
    );
    assert.deepEqual(await found(modelOf(text, group), words), []);
    assert.deepEqual(await found(modelOf(text, column('made', 'string', 'array')), words), []);
  });

  it('are let alone where the pipeline can not be read', async () => {
    const nothing = modelOf([column('x')], column('y'));
    const broken = new Map(carBundles.preprocessor.texts).set('root/model.json', '{');
    for (const files of [bundleOf([], 'protobuf'), { names: ['bundle.json'], texts: broken }]) {
      assert.deepEqual(await found(nothing, files), []);
    }
  });
});
