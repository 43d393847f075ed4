import assert from 'node:assert/strict';
import { faultOf } from '../../fuzz/checkDocument';
import { fuzz } from '../../fuzz/fuzz';
import { kept } from '../../fuzz/kept';

describe('documents that were changed at random', function () {
  this.timeout(60_000);
  it('are judged without a fault', async () => {
    const { documents, failures } = await fuzz(1_000_000, 1_500);
    assert.deepEqual(failures, []);
    assert.equal(documents, 1_500);
  });

  for (const [path, text] of kept) {
    it(`are judged without a fault where they once were not: ${JSON.stringify(text)}`, async () => {
      assert.equal(await faultOf({ family: 'kept', path, text }, text), undefined);
    });
  }
});
