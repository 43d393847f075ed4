import assert from 'node:assert/strict';
import { processingCommand } from '../../../src/contract/processingCommand';

describe('processingCommand', () => {
  const entrypoint = ['python3', 'split.py'];
  const args = ['--every', '5'];

  it('P1: leaves the image as it is when the request says nothing, without any word of its own', () =>
    assert.deepEqual(processingCommand({ ImageUri: 'rows' }), {}));
  it('P1: replaces the entry point alone', () =>
    assert.deepEqual(processingCommand({ ContainerEntrypoint: entrypoint }), { entrypoint }));
  it('P1: hands arguments alone to the image, which does not need an entry point in the request (D1)', () =>
    assert.deepEqual(processingCommand({ ContainerArguments: args }), { arguments: args }));
  it('P1: replaces both', () =>
    assert.deepEqual(processingCommand({ ContainerEntrypoint: entrypoint, ContainerArguments: args }), {
      entrypoint,
      arguments: args,
    }));
});
