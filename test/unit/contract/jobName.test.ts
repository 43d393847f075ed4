import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jobNameFrom, uniqueJobName } from '../../../src/contract/jobName';

const at = new Date(Date.UTC(2030, 0, 2, 3, 4, 5, 678));
const anyText = fc.oneof(fc.string({ maxLength: 200, unit: 'binary' }), fc.stringMatching(/^[a-zA-Z0-9_. -]{0,200}$/));

/** L1, in the API model's own words. */
const isJobName = (name: string) => /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/.test(name);

describe('jobNameFrom', () => {
  it('makes hyphens of what is not allowed', () => {
    assert.equal(jobNameFrom('my car (2).v1'), 'my-car-2-v1');
    assert.equal(jobNameFrom('_private_'), 'private');
  });

  it('has a name where nothing is left', () => assert.equal(jobNameFrom('///'), 'job'));

  it('L1: gives a valid name for any text', () => {
    fc.assert(fc.property(anyText, (text) => assert.ok(isJobName(jobNameFrom(text)), jobNameFrom(text))));
  });

  it('leaves a valid name as it is, unless hyphens follow each other', () => {
    const valid = fc.stringMatching(/^[a-zA-Z0-9](-?[a-zA-Z0-9]){0,30}$/).filter(isJobName);
    fc.assert(fc.property(valid, (name) => assert.equal(jobNameFrom(name), name)));
  });
});

describe('uniqueJobName', () => {
  it('has the time behind the base', () => assert.equal(uniqueJobName('car', at), 'car-2030-01-02-03-04-05-678'));

  it('L1: is valid for any base and time', () => {
    const time = fc.date({ min: new Date(0), max: new Date(Date.UTC(2100, 0)), noInvalidDate: true });
    fc.assert(
      fc.property(anyText, time, (base, moment) => {
        const name = uniqueJobName(base, moment);
        assert.ok(isJobName(name), name);
      }),
    );
  });

  it('differs for two moments of one base', () => {
    const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(anyText, moment, moment, (base, one, other) => {
        const same = uniqueJobName(base, new Date(one)) === uniqueJobName(base, new Date(other));
        assert.equal(same, one === other);
      }),
    );
  });
});
