import assert from 'node:assert/strict';
import { consoleUrl } from '../../../src/jobs/consoleUrl';

describe('pages of the console', () => {
  const cases: readonly (readonly [kind: string, arn: string, url: string | undefined])[] = [
    [
      'training-job',
      'arn:aws:sagemaker:eu-west-1:1:training-job/car-1',
      'https://eu-west-1.console.aws.amazon.com/sagemaker/home?region=eu-west-1#/jobs/Car-1',
    ],
    [
      'endpoint',
      'arn:aws-cn:sagemaker:cn-north-1:1:endpoint/car-1',
      'https://cn-north-1.console.amazonaws.cn/sagemaker/home?region=cn-north-1#/endpoints/Car-1',
    ],
    [
      'tuning-job',
      'arn:aws-us-gov:sagemaker:us-gov-west-1:1:hyper-parameter-tuning-job/car-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/sagemaker/home?region=us-gov-west-1#/hyper-tuning-jobs/Car-1',
    ],
    [
      'image',
      'arn:aws:ecr:eu-west-1:1:repository/Car-1',
      'https://eu-west-1.console.aws.amazon.com/ecr/repositories/private/1/Car-1?region=eu-west-1',
    ],
    ['model', 'arn:aws-iso:sagemaker:us-iso-east-1:1:model/car-1', undefined],
    ['data', '', undefined],
  ];
  for (const [kind, arn, url] of cases) {
    it(`of a ${kind} in ${arn.split(':')[1] ?? 'no'} partition`, () => {
      assert.equal(consoleUrl({ kind, name: 'Car-1', arn }), url);
    });
  }
});
