import assert from 'node:assert/strict';
import { rings, selectRings } from '../../machine/rings';

const names = (words: readonly string[]) => selectRings(words).map(({ name }) => name);

describe('the choice of rings', () => {
  it('is all of them without a word, but those that must be named', () => {
    assert.deepEqual(
      names([]),
      rings.map(({ name }) => name).filter((name) => name !== 'pictures'),
    );
    assert.deepEqual(names(['pictures']), ['pictures']);
  });

  it('keeps their order, whatever the order of the words', () => {
    assert.deepEqual(names(['ui', 'unit']), ['unit', 'ui']);
  });

  it('takes a first part for all that start with it', () => {
    assert.deepEqual(names(['host']), ['host-1.90', 'host-current']);
    assert.deepEqual(names(['host-1.90']), ['host-1.90']);
  });

  it('refuses a word that names none, and says which there are', () => {
    assert.throws(() => selectRings(['unit', 'dokcer']), /no ring "dokcer".*docker/s);
    assert.throws(() => selectRings(['hos']), /no ring "hos"/);
  });
});
