import assert from 'node:assert/strict';
import { validateFile } from '../../../../src/validation/files/validateFile';
import { fakeFiles } from '../fakeFiles';
import { applyFix, offsetOf } from '../sparkml/applyFix';

const context = { files: fakeFiles([]), style: 'posix', projectRootOf: () => '/car' } as const;
const image = '246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-xgboost:1.7-1';
const there = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';

async function found(path: string, text: string) {
  const all = await validateFile({ path, text }, context);
  return all.map((one) => ({
    code: one.code,
    marked: text.slice(offsetOf(text, one.range.start), offsetOf(text, one.range.end)),
    fix: one.fixes?.[0],
  }));
}

const cells = (...sources: readonly string[]) =>
  JSON.stringify({ cells: sources.map((source) => ({ cell_type: 'code', source })), metadata: {} });
const east = "session = boto3.Session(region_name='us-east-1')";
const wrong: readonly (readonly [what: string, path: string, text: string])[] = [
  ['a client', '/car/a.py', `${east}\nEstimator(image_uri="${image}", role=role)\n`],
  [
    'a request of boto3',
    '/car/a.py',
    `sm = boto3.client("sagemaker", region_name="us-east-1")\nuri = '${image}'\nsm.create_model(PrimaryContainer={'Image': uri})\n`,
  ],
  ['two cells of a notebook', '/car/a.ipynb', cells(`${east}\n`, `Model(image_uri="${image}")`)],
  [
    'the AWS CLI',
    '/car/run.sh',
    `aws --region us-east-1 sagemaker create-model --model-name a --primary-container Image=${image},Mode=SingleModel\n`,
  ],
  [
    'the AWS CLI with variables',
    '/car/run.sh',
    `IMAGE=${image}\naws sagemaker create-model --region=us-east-1 --primary-container '{"Image": "'"$IMAGE"'"}'\n`,
  ],
];
const right: readonly (readonly [what: string, path: string, text: string])[] = [
  ['the same region', '/car/a.py', `${east}\nEstimator(image_uri="${there}")\n`],
  [
    'several regions',
    '/car/a.py',
    `${east}\nboto3.client('s3', region_name='us-west-2')\nEstimator(image_uri="${image}")\n`,
  ],
  ['a region that code finds out', '/car/a.py', `boto3.Session(region_name=region)\nEstimator(image_uri="${image}")\n`],
  [
    'images by region',
    '/car/a.py',
    `${east}\nimages = {'us-west-2': '${image}', 'us-east-1': '${there}'}\nEstimator(image_uri=images[region])\n`,
  ],
  ['no region', '/car/a.py', `# region\nEstimator(image_uri="${image}")\n`],
  ['a copy of an image', '/car/run.sh', `docker pull ${image}\naws ecr get-login-password --region us-east-1\n`],
  [
    'a region that is put in',
    '/car/run.sh',
    `aws sagemaker create-model --region "$1" --primary-container Image=${image}\n`,
  ],
];

describe('regions of images in programs', () => {
  for (const [what, path, text] of wrong) {
    it(`are compared with that of ${what} (G31)`, async () => {
      const [first, ...more] = await found(path, text);
      assert.deepEqual([first?.code, first?.marked, more.length], ['G31', image, 0]);
      if (!first?.fix) return;
      const repaired = applyFix(text, first.fix);
      assert.ok(repaired.includes(there));
      assert.deepEqual(await found(path, repaired), []);
    });
  }

  for (const [what, path, text] of right) {
    it(`are let alone with ${what}`, async () => assert.deepEqual(await found(path, text), []));
  }
});
