import assert from 'node:assert/strict';
import { inputGroups, outputGroups } from '../../../src/local/processing/processingGroups';

const input = (name: string) => ({ name, source: `/data/${name}`, target: `/opt/ml/processing/${name}` });
const output = (name: string) => ({ name, target: `/opt/ml/processing/${name}`, continuous: false });
const shown = (inputs: readonly string[], outputs: readonly string[] = []) =>
  inputGroups({ inputs: inputs.map(input), outputs: outputs.map(output) }).map((group) => [
    group.target.replace('/opt/ml/processing/', ''),
    group.inputs.map(({ name }) => name),
    group.places,
  ]);

describe('inputGroups', () => {
  it('leaves folders alone that have nothing to do with each other', () =>
    assert.deepEqual(shown(['input', 'input-2', 'code'], ['output']), [
      ['input', ['input'], []],
      ['input-2', ['input-2'], []],
      ['code', ['code'], []],
    ]));
  it('puts an input inside another with it, whatever their order', () =>
    assert.deepEqual(shown(['input/code', 'input', 'input/code/deep']), [
      ['input', ['input', 'input/code', 'input/code/deep'], []],
    ]));
  it('puts inputs of one folder together', () => assert.deepEqual(shown(['in', 'in']), [['in', ['in', 'in'], []]]));
  it('knows the places of outputs inside', () =>
    assert.deepEqual(shown(['in'], ['in/out']), [['in', ['in'], ['out']]]));
});

describe('outputGroups', () => {
  it('makes one folder of outputs that stand inside each other', () =>
    assert.deepEqual(outputGroups({ outputs: ['out/train', 'out', 'other', 'other'].map(output) }), [
      { target: '/opt/ml/processing/out', folders: ['train'] },
      { target: '/opt/ml/processing/other', folders: [] },
    ]));
});
