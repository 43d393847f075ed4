import assert from 'node:assert/strict';
import { AppError } from '../../../src/contract/appError';
import { errorText } from '../../../src/terminal/errorText';
import { exitCodeOf } from '../../../src/terminal/run';

describe('exitCodeOf', () => {
  const table: readonly (readonly [status: string, code: number])[] = [
    ['Completed', 0],
    ['OutOfService', 0],
    ['Failed', 1],
    ['Stopped', 3],
  ];
  for (const [status, code] of table) it(`${status} ends with ${code}`, () => assert.equal(exitCodeOf(status), code));
});

describe('errorText', () => {
  it('says what happened, then what to do', () => {
    assert.equal(errorText(new AppError('a.b', 'It broke.', 'Mend it.')), 'It broke.\nMend it.');
  });

  it('has no second line for what nobody expected', () => {
    assert.equal(errorText(new Error('boom')), 'boom');
    assert.equal(errorText('text'), 'text');
  });
});
