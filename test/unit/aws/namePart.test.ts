import assert from 'node:assert/strict';
import { canBeInName } from '../../../src/aws/namePart';

describe('canBeInName', () => {
  for (const text of ['', 'car', 'car-2030', '-']) it(`takes "${text}"`, () => assert.ok(canBeInName(text)));
  for (const text of ['my_job', 'a b', 'a.b', 'ü', 'a'.repeat(64)])
    it(`refuses "${text}"`, () => assert.ok(!canBeInName(text)));
});
