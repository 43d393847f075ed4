import assert from 'node:assert/strict';
import { trainingCommand } from '../../../src/contract/trainingCommand';

describe('trainingCommand', () => {
  it('T1: keeps the entry point of the image and replaces its CMD by train', () => {
    assert.deepEqual(trainingCommand({}), { arguments: ['train'] });
  });

  it('T2: gives an entry point of the request no train argument', () => {
    assert.deepEqual(trainingCommand({ ContainerEntrypoint: ['python3', '/fit.py'] }), {
      entrypoint: ['python3', '/fit.py'],
    });
  });

  it('T3: gives the entry point of the image the arguments of the request instead of train', () => {
    assert.deepEqual(trainingCommand({ ContainerArguments: ['--fast'] }), { arguments: ['--fast'] });
  });

  it('T4: replaces both where both are given', () => {
    assert.deepEqual(trainingCommand({ ContainerEntrypoint: ['sh'], ContainerArguments: ['-c', 'true'] }), {
      entrypoint: ['sh'],
      arguments: ['-c', 'true'],
    });
  });
});
