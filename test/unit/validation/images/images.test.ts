import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { awsRepositories, tagsOf } from '../../../../src/validation/images/awsImages';
import { checkImages, newerTag } from '../../../../src/validation/images/imageRules';
import { parseImageUri, registryHost } from '../../../../src/validation/images/imageUri';

const pytorch = '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.8.0-gpu-py312';
const job = (image: string, rest: object = {}) => ({ AlgorithmSpecification: { TrainingImage: image }, ...rest });
const check = (image: string, rest: object = {}) => checkImages(job(image, rest));

describe('images of AWS', () => {
  it('are known for every built-in algorithm and framework, in little space', () => {
    for (const name of [
      'sagemaker-xgboost',
      'kmeans',
      'pytorch-training',
      'tensorflow-inference',
      'sagemaker-scikit-learn',
    ]) {
      assert.ok((awsRepositories.get(name)?.accounts.size ?? 0) > 20, name);
    }
    const known = awsRepositories.get('pytorch-training');
    assert.ok(known && tagsOf(known).includes('2.0.0-gpu-py310'));
    assert.ok(statSync(new URL('../../../../schemas/data/images.json', import.meta.url)).size <= 80 * 1024);
  });

  it('have addresses that can be taken apart', () => {
    const [account, region, domain, repository] = ['763104351884', 'us-east-1', 'amazonaws.com', 'pytorch-training'];
    assert.deepEqual(parseImageUri(pytorch), { account, region, domain, repository, tag: '2.8.0-gpu-py312' });
    assert.equal(parseImageUri('python:3.11'), undefined);
    assert.equal(registryHost('727897471807', 'cn-north-1'), '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn');
  });

  const bad: readonly (readonly [what: string, image: string, code: string, replacement: string | undefined])[] = [
    [
      'the account of another region',
      pytorch.replace('us-east-1', 'eu-south-1'),
      'image.account',
      pytorch.replace('us-east-1', 'eu-south-1').replace('763104351884', '692866216735'),
    ],
    ['an account with a slip', pytorch.replace('763104351884', '763104351885'), 'image.account', pytorch],
    ['a repository with a slip', pytorch.replace('training:', 'trainning:'), 'image.repository', pytorch],
    ['a tag that never was', pytorch.replace('2.8.0', '2.8.7'), 'image.tag', pytorch.replace('2.8.0', '2.8.0')],
    [
      'a version of XGBoost that never was',
      '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.6-1',
      'image.tag',
      undefined,
    ],
  ];
  for (const [what, image, code, replacement] of bad) {
    it(`find ${what} (${code})`, () => {
      const found = check(image);
      assert.deepEqual(
        found.map((problem) => problem.code),
        [code],
      );
      assert.deepEqual(found[0]?.path, ['AlgorithmSpecification', 'TrainingImage']);
      if (replacement !== undefined) assert.equal(found[0].replacement, JSON.stringify(replacement));
    });
  }

  it('find an image of another region than the rest of the request (G31)', () => {
    const key = (region: string) => ({
      ResourceConfig: { VolumeKmsKeyId: `arn:aws:kms:${region}:123456789012:key/a` },
    });
    assert.deepEqual(
      check(pytorch, key('eu-west-1')).map(({ code }) => code),
      ['G31'],
    );
    assert.deepEqual(check(pytorch, key('us-east-1')), []);
  });

  for (const image of [
    pytorch,
    `${pytorch}-cu129-ubuntu22.04-sagemaker`,
    pytorch.replace('2.8.0', '9.0.0'),
    pytorch.replace(/:.*/, ''),
    pytorch.replace(/:.*/, `@sha256:${'a'.repeat(64)}`),
    '123456789012.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:mine',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com/car:1',
    '382416733822.dkr.ecr.us-east-1.amazonaws.com/kmeans:1',
    'python:3.11-slim',
    'file://image',
  ]) {
    it(`let ${image} pass`, () => assert.deepEqual(check(image), []));
  }

  it('have a newer tag of the same kind', () => {
    const newer = (tag: string) => {
      const uri = parseImageUri(pytorch.replace('2.8.0-gpu-py312', tag));
      return uri && newerTag(uri);
    };
    assert.match(newer('2.0.0-gpu-py310') ?? '', /^2\.\d+\.\d+-gpu-py\d+$/);
    assert.match(newer('2.0.0-cpu-py310') ?? '', /-cpu-/);
    const newest = newer('2.0.0-cpu-py310') ?? '';
    for (const tag of [newest, '99.0.0-cpu-py399', 'latest']) assert.equal(newer(tag), undefined, tag);
    const other = parseImageUri(pytorch.replace('763104351884', '123456789012'));
    assert.equal(other && newerTag(other), undefined);
  });

  it('are in the region of the default bucket that a request names (G31)', () => {
    const output = { OutputDataConfig: { S3OutputPath: 's3://sagemaker-eu-west-1-123456789012/out' } };
    assert.deepEqual(
      check(pytorch, output).map(({ code }) => code),
      ['G31'],
    );
    const same = { OutputDataConfig: { S3OutputPath: 's3://sagemaker-us-east-1-123456789012/out' } };
    assert.deepEqual(check(pytorch, same), []);
    const sample = { OutputDataConfig: { S3OutputPath: 's3://sagemaker-sample-files/out' } };
    assert.deepEqual(check(pytorch, sample), []);
  });
});
