import assert from 'node:assert/strict';
import { validateFile } from '../../../src/validation/files/validateFile';
import { fakeFiles } from './fakeFiles';

const model = (own: object) =>
  JSON.stringify({ ModelName: 'cars', ExecutionRoleArn: 'arn:aws:iam::111122223333:role/r', ...own });
const container = { Image: 'cars:1', ModelDataUrl: 'file://models', Mode: 'MultiModel' };
const pipeline = ['first', 'second'].map((ContainerHostname) => ({ Image: 'cars:1', ContainerHostname }));
const disk = {
  '/car/many.model.json': model({ PrimaryContainer: container }),
  '/car/far.model.json': model({ PrimaryContainer: { ...container, ModelDataUrl: 's3://bucket/models/' } }),
  '/car/one.model.json': model({ PrimaryContainer: { Image: 'cars:1' } }),
  '/car/direct.model.json': model({ Containers: pipeline, InferenceExecutionConfig: { Mode: 'Direct' } }),
  '/car/models/spain.tar.gz': '',
  '/car/models/deep/france.tar.gz': '',
};
const context = { files: fakeFiles(disk), style: 'posix', projectRootOf: () => '/car' } as const;

/** Rule with its severity, what is marked, what is said of it, and what would take its place. */
type Told = readonly [rule: string, marked: string, text: string, replacement?: string];

async function told(endpoint: string, own: object): Promise<readonly Told[]> {
  const text = JSON.stringify({
    EndpointName: `file://${endpoint}.model.json`,
    ContentType: 'text/csv',
    Body: '1',
    ...own,
  });
  const found = await validateFile({ path: '/car/a.invocation.json', text }, context);
  return found
    .filter(({ code }) => code === 'I25' || code === 'I29')
    .map(({ code, severity, message, action = '', replacement, range: { start, end } }) => [
      `${code} ${severity}`,
      text.slice(start.character, end.character),
      `${message} ${action}`,
      ...(replacement === undefined ? ([] as const) : ([replacement] as const)),
    ]);
}

describe('what a fixture asks of a model', () => {
  for (const [endpoint, own] of [
    ['many', { TargetModel: 'spain.tar.gz' }],
    ['many', { TargetModel: 'deep/france.tar.gz' }],
    ['many', { Expect: { StatusCode: 400 } }],
    ['far', { TargetModel: 'anything.tar.gz' }],
    ['one', {}],
    ['one', { TargetModel: 'a.tar.gz', Expect: { StatusCode: 400 } }],
    ['direct', { TargetContainerHostname: 'second' }],
    ['gone', { TargetModel: 'a.tar.gz', TargetContainerHostname: 'x' }],
  ] as const)
    it(`is fine: ${endpoint} ${JSON.stringify(own)}`, async () => {
      assert.deepEqual(await told(endpoint, own), []);
    });

  const asked: readonly (readonly [what: string, endpoint: string, own: object, expected: Told])[] = [
    [
      'must be one of many models',
      'many',
      {},
      [
        'I29 error',
        '{',
        'The endpoint has many models, and no TargetModel says which one is asked. Add "TargetModel": "spain.tar.gz".',
      ],
    ],
    [
      'should be a model that is there',
      'many',
      { TargetModel: 'spian.tar.gz' },
      [
        'I29 warning',
        '"spian.tar.gz"',
        'There is no spian.tar.gz in the folder of the models. There are spain.tar.gz.',
        '"spain.tar.gz"',
      ],
    ],
    [
      'is no model of its own where there is only one',
      'one',
      { TargetModel: 'a.tar.gz' },
      [
        'I29 error',
        '"TargetModel"',
        'TargetModel is for a multi-model endpoint; this one has one model. Leave it out, or write "Mode": "MultiModel" in the model.',
      ],
    ],
    [
      'must be one container of a Direct model',
      'direct',
      {},
      [
        'I25 error',
        '{',
        'The model is Direct, and no TargetContainerHostname says which container is asked. Name one of first, second.',
      ],
    ],
    [
      'must be a container that the model has',
      'direct',
      { TargetContainerHostname: 'frist' },
      ['I25 error', '"frist"', 'The model has no container frist. Name one of first, second.', '"first"'],
    ],
    [
      'is no container of a model that is not Direct',
      'one',
      { TargetContainerHostname: 'first' },
      [
        'I25 error',
        '"TargetContainerHostname"',
        'TargetContainerHostname is for a model whose InferenceExecutionConfig is Direct; this one is not. Leave it out.',
      ],
    ],
  ];
  for (const [what, endpoint, own, expected] of asked)
    it(what, async () => {
      assert.deepEqual(await told(endpoint, own), [expected]);
    });
});
