import assert from 'node:assert/strict';
import { AppError } from '../../../src/contract/appError';
import { awsError, troubleOf } from '../../../src/aws/awsError';
import { endpointOverrides } from '../../../src/aws/context/endpoints';
import { signInOf } from '../../../src/aws/context/profiles';
import { chooseRegion } from '../../../src/aws/context/region';
import { partitionOf } from '../../../src/contract/partition';
import { resourceArn } from '../../../src/contract/resourceArn';

const failure = (name: string, message = '', more: object = {}) => Object.assign(new Error(message), { name }, more);

describe('the region of AWS', () => {
  const everything = { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' };
  const cases: readonly [string, Parameters<typeof chooseRegion>[0], string][] = [
    ['the choice wins', { choice: 'us-east-2', profile: 'us-west-1', environment: everything }, 'us-east-2'],
    ['then the profile', { profile: 'us-west-1', environment: everything }, 'us-west-1'],
    ['then AWS_REGION', { environment: everything }, 'eu-west-1'],
    ['then AWS_DEFAULT_REGION', { environment: { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-2' } }, 'eu-west-2'],
  ];
  for (const [title, sources, region] of cases) {
    it(title, () => assert.equal(chooseRegion(sources).region, region));
  }

  it('is asked for when nothing names it, and must look like one', () => {
    assert.throws(() => chooseRegion({ environment: {} }), { code: 'aws.region' });
    assert.throws(() => chooseRegion({ choice: 'http://evil', environment: {} }), { code: 'aws.region' });
  });

  it('lies in a partition', () => {
    assert.equal(partitionOf('us-east-1').name, 'aws');
    assert.equal(partitionOf('cn-north-1').suffix, 'amazonaws.com.cn');
    assert.equal(partitionOf('us-gov-west-1').name, 'aws-us-gov');
    assert.equal(partitionOf('us-isob-east-1').suffix, 'sc2s.sgov.gov');
    assert.equal(partitionOf('eusc-de-east-1').suffix, 'amazonaws.eu');
    assert.equal(
      resourceArn('endpoint', 'car', 'cn-north-1'),
      'arn:aws-cn:sagemaker:cn-north-1:000000000000:endpoint/car',
    );
  });
});

describe('addresses in the place of those of AWS', () => {
  it('come from the variables, the own one of a service first, then from the profile and its section', () => {
    const overrides = endpointOverrides(
      { AWS_ENDPOINT_URL_S3: 'http://s3' },
      { endpoint_url: 'http://all' },
      { 'ecr.endpoint_url': 'http://ecr' },
    );
    assert.deepEqual([overrides.S3, overrides.ECR, overrides.STS], ['http://s3', 'http://ecr', 'http://all']);
  });

  it('are ignored when the user says so', () => {
    const environment = { AWS_ENDPOINT_URL: 'http://all', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
    assert.deepEqual(endpointOverrides(environment), {});
  });
});

describe('signing in', () => {
  const files = {
    configFile: {
      sso: { sso_session: 'corp' },
      older: { sso_start_url: 'https://x' },
      console: { login_session: 'arn' },
      keys: { aws_access_key_id: 'a' },
      role: { role_arn: 'arn', source_profile: 'sso' },
      keyRole: { role_arn: 'arn', source_profile: 'keys' },
      circle: { role_arn: 'arn', source_profile: 'circle' },
      program: { credential_process: 'x' },
    },
    credentialsFile: {},
  };
  const commands = (name: string) => {
    const { command, profile } = signInOf(files, name) ?? {};
    return command && `${command} ${String(profile)}`;
  };

  it('is done with the profile that has something to sign in to, also for a role that is taken on from it', () => {
    assert.deepEqual(['sso', 'older', 'console', 'role'].map(commands), [
      ...['sso login sso', 'sso login older', 'login console', 'sso login sso'],
    ]);
  });

  it('is nothing for keys, programs and profiles that are not there', () => {
    assert.deepEqual(['keys', 'keyRole', 'circle', 'program', 'nobody'].map(commands), Array(5).fill(undefined));
  });
});

describe('a failure of AWS', () => {
  const cases: readonly [string, Error, string, RegExp][] = [
    [
      'no SSO session',
      failure('CredentialsProviderError', 'The SSO session token was not found. Run aws sso login'),
      'aws.signIn',
      /^Sign in: aws sso login --profile dev$/,
    ],
    ['MFA', failure('CredentialsProviderError', 'requires multi-factor authentication'), 'aws.mfa', /terminal/],
    ['an expired token', failure('ExpiredTokenException'), 'aws.expired', /^Sign in: aws sso login --profile dev$/],
    ['a refusal', failure('AccessDeniedException', 'User: x is not authorized'), 'aws.denied', /permission/],
    ['throttling', failure('ThrottlingException', 'Rate exceeded'), 'aws.throttled', /Wait/],
    ['no network', failure('Error', '', { code: 'ECONNREFUSED' }), 'aws.unreachable', /network/],
    [
      'a broken service',
      failure('InternalFailure', '', { $metadata: { httpStatusCode: 500 } }),
      'aws.unreachable',
      /network/,
    ],
    ['a quota', failure('ResourceLimitExceeded', 'limit 0'), 'aws.refused', /quota/],
    ['bad input', failure('ValidationException', '1 validation error'), 'aws.refused', /Correct/],
  ];
  for (const [title, error, code, action] of cases) {
    it(`of ${title} says what to do`, () => {
      const signIn = { command: 'sso login', profile: 'dev' } as const;
      const told = awsError(error, 'CreateTrainingJob', { profile: 'dev', region: 'us-east-1', signIn });
      assert.ok(told instanceof AppError);
      assert.equal(told.code, code);
      assert.match(told.action, action);
    });
  }

  it('of plain keys asks nobody to sign in: there is nothing to sign in to', () => {
    for (const error of [failure('ExpiredTokenException'), failure('CredentialsProviderError', 'Nothing was found.')]) {
      const told = awsError(error, 'CreateTrainingJob', { profile: 'dev', region: 'us-east-1' });
      assert.ok(told instanceof AppError);
      assert.equal(told.code, 'aws.keys');
      assert.match(told.action, /aws configure --profile dev$/);
    }
  });

  it('that something is missing, or there already, is told apart from bad input', () => {
    assert.equal(troubleOf(failure('ValidationException', 'Could not find model "x".')), 'missing');
    assert.equal(troubleOf(failure('ValidationException', 'Cannot create already existing model "x".')), 'inUse');
    assert.equal(troubleOf(failure('RepositoryNotFoundException')), 'missing');
    assert.equal(troubleOf(failure('ResourceInUse')), 'inUse');
  });
});
