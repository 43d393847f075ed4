import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../../src/definitions/diagnostic';
import type { FileReader } from '../../../../src/definitions/fileReader';
import { parseDefinition } from '../../../../src/definitions/parseDefinition';
import { validateDefinition } from '../../../../src/validation/validateDefinition';
import { coveredText } from '../../definitions/coveredText';
import { fakeFiles, project } from '../fakeFiles';
import type { Json } from '../goodRequests';
import {
  badHyperparameters,
  goodHyperparameters,
  trainedBy,
  tunedXgboost,
  xgboost,
  xgboostImage,
} from './badHyperparameters';

interface Checked {
  readonly text: string;
  readonly found: readonly Diagnostic[];
}

function checkText(path: string, text: string, files: FileReader = project): Checked {
  const { definition, diagnostics } = parseDefinition(path, text);
  const rest = definition ? validateDefinition(definition, files, { projectRoot: '/car', style: 'posix' }) : [];
  return { text, found: [...diagnostics, ...rest] };
}

function check(kind: string, request: Json, files?: FileReader): Checked {
  const name = kind === 'hyperparameters' ? 'hyperparameters.json' : `car.${kind}.json`;
  return checkText(`/car/${name}`, JSON.stringify(request, null, 2), files);
}

const codes = ({ found }: Checked): readonly string[] => found.map(({ code }) => code);

describe('hyperparameters', () => {
  for (const [what, kind, request, code, marked, sentence] of badHyperparameters) {
    it(`finds ${what} (${code})`, () => {
      const checked = check(kind, request);
      assert.deepEqual(codes(checked), [code], JSON.stringify(checked.found, null, 1).slice(0, 2_000));
      const [only] = checked.found;
      assert.ok(only);
      assert.match(only.message, sentence);
      assert.ok(only.action !== undefined && only.action !== '');
      assert.equal(
        coveredText(checked.text, only.range) === marked,
        true,
        coveredText(checked.text, only.range).slice(0, 100),
      );
    });
  }

  for (const [what, kind, request] of goodHyperparameters) {
    it(`finds nothing wrong with ${what}`, () =>
      assert.deepEqual(check(kind, request, fakeFiles(['/car/data/x'])).found, []));
  }

  it('names what keeps a file from being read, by rule', () => {
    const path = '/car/hyperparameters.json';
    assert.deepEqual(codes(checkText(path, '')), ['H01']);
    assert.deepEqual(codes(checkText(path, '{"a": }')), ['H01']);
    assert.deepEqual(codes(checkText(path, '["a"]')), ['H02']);
    assert.deepEqual(codes(checkText(path, '{"a": "1", "a": "2"}')), ['H09']);
  });

  it('says what text becomes in a script', () => {
    const script = { sagemaker_program: '"train.py"' };
    for (const [value, sentence] of [
      ['True', /the word True/],
      ['1.0', /the number 1\.0/],
      ['null', /an empty text/],
    ] as const) {
      const found = check('hyperparameters', { ...script, a: value }).found.filter(({ code }) => code === 'H11');
      assert.match(found[0]?.message ?? '', sentence);
    }
    for (const value of ['"True"', '1', 'text', 'true']) {
      assert.ok(!codes(check('hyperparameters', { ...script, a: value })).includes('H11'), value);
    }
  });

  it('repairs what there is one good answer for', () => {
    const repair = (values: Json) => check('hyperparameters', values).found[0]?.replacement;
    assert.equal(repair({ rate: 0.1 }), '"0.1"');
    assert.equal(repair({ deep: true }), '"true"');
    assert.equal(repair({ sizes: ['a', 1] }), String.raw`"[\"a\",1]"`);
    assert.equal(repair({ ...xgboost, booster: 'gbtre' }), '"gbtree"');
  });

  describe("of an algorithm of one's own", () => {
    const algorithm = JSON.stringify({
      AlgorithmName: 'car',
      TrainingSpecification: {
        TrainingImage: 'file://image',
        SupportedHyperParameters: [
          {
            Name: 'depth',
            Type: 'Integer',
            IsRequired: true,
            Range: { IntegerParameterRangeSpecification: { MinValue: '1', MaxValue: '9' } },
          },
          {
            Name: 'rate',
            Type: 'Continuous',
            IsTunable: false,
            Range: { ContinuousParameterRangeSpecification: { MinValue: '0', MaxValue: '1' } },
          },
          {
            Name: 'loss',
            Type: 'Categorical',
            Range: { CategoricalParameterRangeSpecification: { Values: ['l1', 'l2'] } },
          },
          { Name: 'note', Type: 'FreeText' },
        ],
      },
    });
    const files = fakeFiles({ '/car/car.algorithm.json': algorithm, '/car/image/Dockerfile': '', '/car/data/x': '' });
    const wrong = { rate: '2', loss: 'l3', deep: '1' };
    const told = ['H12', 'H14', 'H14', 'H15'];

    it('is what a job of the same image takes', () => {
      const checked = check('training-job', trainedBy('file://image', wrong), files);
      assert.deepEqual([...codes(checked)].sort(), told);
      assert.match(checked.found.map(({ message }) => message).join(' '), /car\.algorithm\.json takes no/);
      assert.deepEqual(check('training-job', trainedBy('file://image', { depth: '3', note: 'x' }), files).found, []);
    });

    it('is what a job that names it takes', () => {
      const job = (values: Json): Json => ({
        ...trainedBy('', values),
        AlgorithmSpecification: { AlgorithmName: 'file://car.algorithm.json', TrainingInputMode: 'File' },
      });
      assert.deepEqual([...codes(check('training-job', job(wrong), files))].sort(), told);
    });

    it('is what the file for the container holds, when they stand together', () => {
      assert.deepEqual([...codes(check('hyperparameters', wrong, files))].sort(), told);
    });

    it('says what is not tuned (H17)', () => {
      const ranges = { ContinuousParameterRanges: [{ Name: 'rate', MinValue: '0.1', MaxValue: '0.5' }] };
      const found = codes(check('tuning-job', tunedXgboost(ranges, { depth: '3' }, 'file://image'), files));
      assert.ok(found.includes('H17'), found.join());
    });

    it('is silent about other images', () => {
      assert.deepEqual(codes(check('training-job', trainedBy('other:1', wrong), files)), []);
    });
  });

  it('takes the image of the one training job beside the file', () => {
    const files = fakeFiles({ '/car/car.training-job.json': JSON.stringify(trainedBy(xgboostImage, {})) });
    assert.deepEqual(codes(check('hyperparameters', { zebra: '1' }, files)), ['H15', 'H12']);
  });
});
