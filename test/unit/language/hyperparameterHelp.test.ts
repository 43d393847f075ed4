import assert from 'node:assert/strict';
import { completions } from '../../../src/language/completion';
import { hover } from '../../../src/language/hover';
import type { LanguageContext } from '../../../src/language/languageContext';
import { fakeFiles } from '../validation/fakeFiles';

const context: LanguageContext = {
  files: fakeFiles({
    '/car/image/Dockerfile': 'FROM x\nENV SAGEMAKER_PROGRAM=train.py\nCOPY train.py /opt/ml/code/\n',
    '/car/image/train.py':
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--depth", type=int, required=True, help="levels")\np.add_argument("--loss", choices=["l1", "l2"])\np.parse_args()\n',
  }),
  style: 'posix',
  projectRootOf: () => '/car',
  pathOf: (uri) => uri.slice('file://'.length),
  uriOf: (path) => `file://${path}`,
  rulePage: () => undefined,
};
const xgboost = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';
const job = (image: string, values: string) =>
  `{"AlgorithmSpecification": {"TrainingImage": "${image}"},\n "HyperParameters": {${values}}}`;

/** The text without its mark `|`, and where the mark was. */
function marked(text: string): readonly [text: string, offset: number] {
  return [text.replace('|', ''), text.indexOf('|')];
}

async function hoverAt(text: string, uri = 'file:///car/car.training-job.json'): Promise<string> {
  const found = await hover({ uri, languageId: 'json' }, ...marked(text), context);
  return found && typeof found.contents === 'object' && 'value' in found.contents ? found.contents.value : '';
}

async function offered(text: string, uri = 'file:///car/car.training-job.json') {
  return completions({ uri, languageId: 'json' }, ...marked(text), context);
}

describe('help with hyperparameters', () => {
  it('says type, range, default and tuning of a name', async () => {
    const text = await hoverAt(job(xgboost, '"num_round": "5", "e|ta": "0.1"'));
    assert.match(text, /\*\*eta\*\* \(XGBoost\)/);
    for (const fact of [
      /a number\n- range \[0, 1\]/,
      /default `0\.3`/,
      /tunable: try 0\.1 to 0\.5/,
      /also called `learning_rate`/,
    ]) {
      assert.match(text, fact);
    }
    assert.match(await hoverAt(job(xgboost, '"num_r|ound": "5"')), /\*\*required\*\*/);
  });

  it('knows a script as well', async () => {
    const text = await hoverAt(job('file://image', '"depth": "3|"'));
    assert.match(text, /\*\*depth\*\* \(train\.py\)[^]*levels[^]*whole number[^]*required/);
  });

  it('says what an image is', async () => {
    const text = await hoverAt(job(xgboost.replace('-xg', '-x|g'), ''));
    assert.match(text, /\*\*xgboost\*\*: an image of AWS[^]*newest known tag: `3/);
    assert.match(
      await hoverAt(job('123456789012.dkr.ecr.us-east-1.amazonaws.com/c|ar:1', '')),
      /An image in Amazon ECR/,
    );
  });

  it('is silent elsewhere', async () => {
    assert.equal(await hoverAt(job(xgboost, '"ze|bra": "1"')), '');
    assert.equal(await hoverAt('{"Tags": [{"Key": "e|ta"}]}'), '');
    assert.equal(await hoverAt('|'), '');
    assert.equal(await hoverAt('{"eta": "|1"}', 'file:///car/package.json'), '');
  });

  it('offers names that are not given yet, required ones first', async () => {
    const items = await offered(job(xgboost, '"eta": "0.1", "|"'));
    const labels = items.map(({ label }) => label);
    assert.equal(labels[0], 'num_round');
    assert.ok(labels.includes('gamma') && !labels.includes('eta') && !labels.includes('_tuning_objective_metric'));
    const edit = items[0]?.textEdit;
    assert.equal(edit?.newText, '"num_round": "$1"');
    const names = await offered(job('file://image', '"|": "1"'));
    assert.deepEqual(
      names.map(({ label, textEdit }) => [label, textEdit?.newText]),
      [
        ['depth', '"depth"'],
        ['loss', '"loss"'],
      ],
    );
  });

  it('offers the words of a value', async () => {
    const labels = async (values: string) => (await offered(job(xgboost, values))).map(({ label }) => label);
    assert.deepEqual(await labels('"booster": "|"'), ['gbtree', 'gblinear', 'dart']);
    assert.deepEqual(await labels('"booster": |'), ['gbtree', 'gblinear', 'dart']);
    assert.deepEqual(await labels('"eta": "|"'), ['0.3']);
  });

  it('offers them in hyperparameters.json and in tuning jobs', async () => {
    const items = await offered('{"num_round": "5", "eta": "1", "|"}', 'file:///car/hyperparameters.json');
    assert.ok(items.some(({ label }) => label === 'max_depth'));
    const text = `{"TrainingJobDefinition": {"AlgorithmSpecification": {"TrainingImage": "${xgboost}"}, "StaticHyperParameters": {"|"}}}`;
    assert.ok((await offered(text, 'file:///car/car.tuning-job.json')).some(({ label }) => label === 'num_round'));
  });

  it('offers images of AWS, and the tags of one', async () => {
    const images = (await offered(job('pytor|', ''))).map(({ label }) => label);
    assert.ok(images.includes('763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:'));
    const tags = (await offered(job('763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:|', ''))).map(
      ({ detail }) => detail,
    );
    assert.match(tags[0] ?? '', /^2\.\d+/);
    const near = await offered(
      `{"AlgorithmSpecification": {"TrainingImage": "|"}, "X": "1.dkr.ecr.eu-south-1.amazonaws.com/x"}`,
    );
    assert.ok(near.some(({ label }) => label.startsWith('692866216735.dkr.ecr.eu-south-1.')));
  });

  it('survives any text', async () => {
    const text = `{"TrainingJobDefinitions": 5, "HyperParameterTuningJobConfig": {"ParameterRanges": {"IntegerParameterRanges": [null, 5]}},\n "TrainingJobDefinition": {"StaticHyperParameters": {"a": "b"}, "HyperParameterRanges": 3}}`;
    for (let offset = 0; offset <= text.length; offset += 1) {
      for (const part of [text, text.slice(0, offset)]) {
        await completions({ uri: 'file:///car/car.tuning-job.json', languageId: 'json' }, part, offset, context);
        await hover({ uri: 'file:///car/car.tuning-job.json', languageId: 'json' }, part, offset, context);
      }
    }
  });
});
