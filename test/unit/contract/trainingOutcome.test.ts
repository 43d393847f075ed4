import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainExitCode } from '../../../src/contract/exitCode';
import { trainingFailureReason } from '../../../src/contract/trainingOutcome';

describe('explainExitCode', () => {
  const table: readonly (readonly [code: number, meaning: RegExp])[] = [
    [126, /could not be executed.*executable.*architecture/],
    [127, /not found.*PATH.*interpreter.*CRLF/],
    [132, /illegal instruction/],
    [134, /SIGABRT/],
    [135, /\/dev\/shm/],
    [136, /SIGFPE/],
    [137, /out of memory.*SIGKILL/],
    [139, /segmentation fault/],
    [143, /SIGTERM/],
  ];
  for (const [code, meaning] of table) {
    it(`knows ${code}`, () => assert.match(explainExitCode(code) ?? '', meaning));
  }

  it('says nothing about a code that a program chose itself', () => {
    for (const code of [0, 1, 2, 42, 255]) assert.equal(explainExitCode(code), undefined);
  });

  it('believes the kernel about memory, whatever the code', () => {
    assert.match(explainExitCode(1, true) ?? '', /^out of memory/);
    assert.match(explainExitCode(137, true) ?? '', /kernel/);
  });
});

describe('trainingFailureReason', () => {
  it('T52: has the form of the platform with a failure file', () => {
    assert.equal(
      trainingFailureReason('no column "price"', 1, false),
      'AlgorithmError: no column "price", exit code: 1',
    );
  });

  it('T52: has the form of the platform without one', () => {
    assert.equal(trainingFailureReason(undefined, 1, false), 'AlgorithmError: , exit code: 1');
  });

  it('adds what the exit code means', () => {
    assert.match(
      trainingFailureReason(undefined, 139, false),
      /^AlgorithmError: , exit code: 139 \(segmentation fault/,
    );
    assert.match(trainingFailureReason(undefined, 137, true), /exit code: 137 \(out of memory: the kernel/);
  });

  it('T52: takes the first 1024 characters of the file over, and no more', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 0, maxLength: 3_000 }), (failure) => {
        assert.equal(
          trainingFailureReason(failure, 1, false),
          `AlgorithmError: ${failure.slice(0, 1024)}, exit code: 1`,
        );
      }),
    );
  });
});
