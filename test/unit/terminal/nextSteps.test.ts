import assert from 'node:assert/strict';
import { wordOf } from '../../../src/terminal/nextSteps';

describe('a folder in a command that is to be copied', () => {
  for (const [folder, platform, word] of [
    ['cars', 'linux', 'cars'],
    ['süß.v2/模型', 'linux', 'süß.v2/模型'],
    ['My Cars', 'darwin', "'My Cars'"],
    ["it's $(touch a)", 'linux', String.raw`'it'\''s $(touch a)'`],
    ['-dash', 'linux', './-dash'],
    ['C:\\cars', 'win32', 'C:\\cars'],
    ['My Cars', 'win32', '"My Cars"'],
  ] as const)
    it(`is ${word} on ${platform}`, () => assert.equal(wordOf(folder, platform), word));
});
