import assert from 'node:assert/strict';
import { invocationTarget, modelRefusal, variantRefusal } from '../../../src/local/hosting/invocationTarget';
import type { ModelMembers } from '../../../src/local/hosting/modelClient';

const model = (mode: ModelMembers['mode']): ModelMembers => ({
  mode,
  members: ['first', 'second'].map((hostname) => ({ hostname, stream: hostname, address: { host: 'x', port: 1 } })),
});

describe('invocationTarget', () => {
  it('I23: begins a chain with its first container', () => {
    assert.deepEqual(invocationTarget(model('Serial'), undefined), { from: 0 });
  });

  it('I25: is the container that the caller of a Direct model names', () => {
    assert.deepEqual(invocationTarget(model('Direct'), 'second'), { from: 1 });
  });

  for (const [what, mode, named, refusal] of [
    ['a missing name', 'Direct', undefined, /is missing; the model is Direct\. The containers are first, second\.$/],
    ['an unknown name', 'Direct', 'third', /^The model has no container third\. The containers are first, second\.$/],
    ['a name for a chain', 'Serial', 'first', /is first, but .* is not Direct/],
  ] as const) {
    it(`I25: refuses ${what}`, () => {
      const target = invocationTarget(model(mode), named);
      assert.match('refusal' in target ? target.refusal : '', refusal);
    });
  }
});

describe('variantRefusal', () => {
  const header = 'x-amzn-sagemaker-target-variant';

  it('has nothing against the only variant, named or not', () => {
    assert.equal(variantRefusal('main', {}), undefined);
    assert.equal(variantRefusal('main', { [header]: 'main' }), undefined);
  });

  it('refuses any other', () => {
    assert.equal(variantRefusal('main', { [header]: 'b' }), 'The endpoint has no variant b; its only one is main.');
  });
});

describe('modelRefusal', () => {
  const named = { 'x-amzn-sagemaker-target-model': 'a.tar.gz' };

  it('refuses a named model where an endpoint has one only', () => {
    assert.equal(modelRefusal('cars', model('Serial'), {}), undefined);
    assert.match(modelRefusal('cars', model('Serial'), named) ?? '', /^Endpoint cars is not a/);
  });

  it('wants a name where it has many, in one of its containers', () => {
    const { mode, members } = model('Serial');
    const models = { source: '/p/models', folder: '/jobs/cars/models', keeps: true, tell: () => undefined };
    const many = { mode, members: members.map((member, index) => (index === 1 ? { ...member, models } : member)) };
    assert.equal(modelRefusal('cars', many, named), undefined);
    assert.match(modelRefusal('cars', many, {}) ?? '', /TargetModel must name one of its models/);
  });
});
