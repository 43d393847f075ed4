import assert from 'node:assert/strict';
import { checkConstraints } from '../../../src/server/sagemaker/constraints';
import { requestSchemas } from '../../../src/validation/requestSchemas';

const schema = requestSchemas['training-job'];
const said = (request: object, required: readonly string[] = []): string => {
  assert.ok(schema);
  try {
    checkConstraints(schema, request, required);
    return '';
  } catch (error) {
    assert.ok(error instanceof Error && 'code' in error);
    return `${String(error.code)}: ${error.message}`;
  }
};

describe('the limits of a request, in the words of the service', () => {
  const cases: readonly (readonly [request: object, text: string])[] = [
    [
      { TrainingJobName: 'not a name' },
      "ValidationException: 1 validation error detected: Value 'not a name' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
    ],
    [
      { ResourceConfig: { InstanceCount: -1, VolumeSizeInGB: 1 }, RoleArn: 'short' },
      "ValidationException: 3 validation errors detected: Value '-1' at 'resourceConfig.instanceCount' failed to satisfy constraint: Member must have value greater than or equal to 0; Value 'short' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20; Value 'short' at 'roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
    ],
    [
      { InputDataConfig: [{ ChannelName: 'a b', DataSource: {} }] },
      "ValidationException: 1 validation error detected: Value 'a b' at 'inputDataConfig.1.member.channelName' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9\\.\\-_]+",
    ],
    [
      { HyperParameters: { depth: 'x'.repeat(2501) } },
      `ValidationException: 1 validation error detected: Value '{"depth":"${'x'.repeat(2501)}"}' at 'hyperParameters' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 2500]`,
    ],
    [{ TrainingJobName: 1 }, 'SerializationException: trainingJobName must be of type string.'],
    [
      { AlgorithmSpecification: { TrainingImage: 'file://image', TrainingInputMode: 'File' } },
      "ValidationException: 1 validation error detected: Value 'file://image' at 'algorithmSpecification.trainingImage' failed to satisfy constraint: Member must not be a file of this machine",
    ],
    [{ HyperParameters: { data: 'file:///opt/ml/input' }, NotAField: 1 }, ''],
  ];
  for (const [request, text] of cases) {
    it(text.slice(0, 120) || 'nothing', () => assert.equal(said(request), text));
  }

  it('says which members are missing', () =>
    assert.equal(
      said({ TrainingJobName: 'car' }, ['TrainingJobName', 'RoleArn']),
      "ValidationException: 1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
    ));
});
