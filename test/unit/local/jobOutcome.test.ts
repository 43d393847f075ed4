import assert from 'node:assert/strict';
import { AppError } from '../../../src/contract/appError';
import { asAppError, failureOf } from '../../../src/local/jobs/jobOutcome';

describe('failureOf', () => {
  it('calls what the user can change ClientError, with what to do', () => {
    const error = new AppError('image.build', 'Step 2 failed.', 'Correct the Dockerfile.');
    assert.deepEqual(failureOf(error), {
      status: 'Failed',
      secondaryStatus: 'Failed',
      failureReason: 'ClientError: Step 2 failed. Correct the Dockerfile.',
    });
  });

  for (const code of ['engine.lost', 'disk.full', 'job.abandoned']) {
    it(`calls ${code} InternalServerError`, () => {
      assert.match(failureOf(new AppError(code, 'It.', 'Do.')).failureReason ?? '', /^InternalServerError: It\. Do\.$/);
    });
  }
});

describe('asAppError', () => {
  const systemError = (code: string, path?: string) => Object.assign(new Error(`${code}: write`), { code, path });

  for (const code of ['ENOSPC', 'EDQUOT']) {
    it(`names a full disk for ${code}, with its place and the next step`, () => {
      const error = asAppError(systemError(code, '/p/x.log'));
      assert.equal(error.code, 'disk.full');
      assert.match(error.message, /^No space is left on the disk at \/p\/x\.log\.$/);
      assert.match(error.action, /sagemaker-containers clean/);
    });
  }

  it('has no place where the system names none', () => {
    assert.equal(asAppError(systemError('ENOSPC')).message, 'No space is left on the disk.');
  });

  it('keeps what is named already', () => {
    const error = new AppError('a.b', 'm', 'n');
    assert.equal(asAppError(error), error);
  });

  it('keeps the text and the cause of anything else', () => {
    const cause = new Error('boom');
    assert.match(asAppError(cause).message, /boom/);
    assert.equal(asAppError(cause).cause, cause);
    assert.match(asAppError('thrown text').message, /thrown text/);
  });
});
