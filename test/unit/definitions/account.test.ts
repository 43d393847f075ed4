import assert from 'node:assert/strict';
import { isBucketName, objectPath, parseS3Uri, requestPath } from '../../../src/definitions/account';

const path = (uri: string, style: 'posix' | 'win32' = 'posix') => {
  const location = parseS3Uri(uri);
  assert.ok(location);
  return objectPath(style === 'posix' ? '/p/.sagemaker' : 'C:\\p\\.sagemaker', location, style);
};

describe('a folder that stands in for an account', () => {
  it('holds buckets as folders and keys as paths', () => {
    assert.equal(path('s3://cars/data/train.csv'), '/p/.sagemaker/s3/cars/data/train.csv');
    assert.equal(path('s3://cars/data/'), '/p/.sagemaker/s3/cars/data');
    assert.equal(path('s3://cars'), '/p/.sagemaker/s3/cars');
    assert.equal(path('s3://cars/a:b'), '/p/.sagemaker/s3/cars/a:b');
    assert.equal(path('s3://cars/a/b', 'win32'), 'C:\\p\\.sagemaker\\s3\\cars\\a\\b');
  });

  for (const uri of [
    's3://cars/../x',
    's3://cars/a//b',
    's3://cars//etc/passwd',
    's3://cars/./x',
    's3://cars/a\0b',
    's3://cars/a\\..\\b',
    's3://../x',
    's3://.facts/x',
    's3://CARS/x',
    `s3://cars/${'x'.repeat(256)}`,
  ]) {
    it(`has no place for ${JSON.stringify(uri.slice(0, 30))}`, () => assert.equal(path(uri), undefined));
  }

  for (const uri of [
    's3://cars/a:b',
    's3://cars/CON',
    's3://cars/nul.txt',
    's3://cars/a./b',
    's3://cars/a ',
    's3://cars/C:/x',
    's3://cars/a?b',
  ]) {
    it(`has no place on Windows for ${uri}`, () => assert.equal(path(uri, 'win32'), undefined));
  }

  it('knows names of buckets', () => {
    for (const name of ['cars', 'a.b-c', 'sagemaker-us-east-1-000000000000']) assert.equal(isBucketName(name), true);
    for (const name of ['ab', '.cars', 'a..b', 'Cars', 'a_b', 'x'.repeat(64), ''])
      assert.equal(isBucketName(name), false);
  });

  it('takes only s3:// apart', () => {
    assert.deepEqual(parseS3Uri('s3://cars/a b/c'), { bucket: 'cars', key: 'a b/c' });
    for (const value of ['file://x', 's3:/x', 'https://cars/x', '', 1, undefined])
      assert.equal(parseS3Uri(value), undefined);
  });

  it('keeps requests as definition files', () =>
    assert.equal(
      requestPath('/p/.sagemaker', 'training-job', 'car', 'posix'),
      '/p/.sagemaker/requests/car.training-job.json',
    ));
});
