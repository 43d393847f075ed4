import assert from 'node:assert/strict';
import { priceIn } from '../../../src/aws/pricing/priceList';
import { costLines } from '../../../src/aws/submit/costLines';
import { machinesOf, type Machines } from '../../../src/aws/submit/cost';
import type { DefinitionNode } from '../../../src/aws/submit/definitionTree';
import { operations } from '../../../src/aws/submit/operations';
import { product } from './priceProduct';

const wanted = { region: 'eu-west-1', component: 'Training', instanceType: 'ml.m5.large' };

describe('the price of an instance', () => {
  it('is that of its hour on demand, in the region, for the component', () => {
    const texts = [
      product(wanted, { USD: '0.1290000000' }),
      product({ ...wanted, component: 'Hosting' }, { USD: '9' }),
      product({ ...wanted, region: 'us-east-1' }, { USD: '8' }),
      product({ ...wanted, instanceType: 'ml.m5.xlarge' }, { USD: '7' }),
      product(wanted, { USD: '6' }, 'GB'),
    ];
    assert.deepEqual(priceIn(texts, wanted), { perHour: 0.129, currency: 'USD' });
  });

  it('is in the currency of its partition', () => {
    assert.deepEqual(priceIn([product(wanted, { CNY: '1.5' })], wanted), { perHour: 1.5, currency: 'CNY' });
  });

  it('is unknown where there is none, several that differ, or nothing to pay', () => {
    const several = [product(wanted, { USD: '0.1' }), product(wanted, { USD: '0.2' })];
    for (const texts of [[], several, [product(wanted, { USD: '0.0000000000' })]])
      assert.equal(priceIn(texts, wanted), undefined);
  });
});

function node(kind: 'training-job' | 'endpoint-config' | 'tuning-job'): DefinitionNode {
  return { path: '/x', kind, operation: operations[kind], request: {}, base: 'x', targets: [] };
}

/** Lines for a request, with 0.5 USD an hour for all that has a price. */
function linesFor(
  kind: 'training-job' | 'endpoint-config' | 'tuning-job',
  request: Record<string, unknown>,
  known = true,
) {
  const price = known ? { price: { perHour: 0.5, currency: 'USD' } } : {};
  const priced = machinesOf(kind, request).map((machines: Machines) => ({ machines, ...price }));
  return costLines([{ node: node(kind), name: 'x', request }], priced);
}

describe('the costs that a person confirms', () => {
  const job = {
    ResourceConfig: { InstanceType: 'ml.p3.2xlarge', InstanceCount: 2 },
    StoppingCondition: { MaxRuntimeInSeconds: 5400 },
  };

  it('are instances by worst time by price, with what to mind', () => {
    assert.deepEqual(linesFor('training-job', job), [
      'Machines   2 × ml.p3.2xlarge for up to 1.5 h',
      'Price      up to 1.500 USD (0.500 USD per instance and hour)',
      'Mind       ml.p3.2xlarge has accelerators: dear, and often without a quota',
      'Mind       several instances are paid at the same time',
    ]);
  });

  it('count all jobs of a search, within the time of the whole search', () => {
    const search = (limits: object) => ({
      HyperParameterTuningJobConfig: { ResourceLimits: { MaxNumberOfTrainingJobs: 10, ...limits } },
      TrainingJobDefinitions: [{ ...job, ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 } }],
    });
    assert.equal(linesFor('tuning-job', search({}))[1], 'Price      up to 7.500 USD (0.500 USD per instance and hour)');
    const short = search({ MaxRuntimeInSeconds: 3600, MaxParallelTrainingJobs: 2 });
    assert.equal(linesFor('tuning-job', short)[0], 'Machines   1 × ml.m5.large for up to 2 h');
  });

  it('go on for an endpoint until it is deleted, and are by call without instances', () => {
    const ProductionVariants = [
      { VariantName: 'a', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
      { VariantName: 'b', ServerlessConfig: {} },
    ];
    assert.deepEqual(linesFor('endpoint-config', { ProductionVariants }), [
      'Machines   1 × ml.m5.large until it is deleted',
      'Price      0.500 USD per hour until it is deleted (0.500 USD per instance and hour)',
      'Serverless b: paid by call; nothing while nobody calls',
      'Mind       an endpoint is paid until somebody deletes it',
    ]);
  });

  it('are unknown rather than guessed', () => {
    assert.equal(linesFor('training-job', job, false)[1], 'Price      unknown');
  });

  it('hold machines that are kept warm, and more than a day', () => {
    const warm = {
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, KeepAlivePeriodInSeconds: 3600 },
      StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    };
    const lines = linesFor('training-job', warm);
    assert.equal(lines[0], 'Machines   1 × ml.m5.large for up to 25 h');
    assert.ok(lines.includes('Mind       this may run for more than a day'));
  });
});
