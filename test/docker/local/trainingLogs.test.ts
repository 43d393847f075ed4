import assert from 'node:assert/strict';
import { useProject } from './project';

const count = 50_000;
/** As fast as it can, and over at once after the last line, which has no newline. */
const chatty = [
  '#!/usr/bin/env python3',
  'import sys',
  `for i in range(${count}): sys.stdout.write("%079d\\n" % i)`,
  'sys.stdout.write("last words")',
].join('\n');

describe('the log of a training job', function () {
  this.timeout(60_000);
  const project = useProject();

  it('has every line to the last one, in order, on disk and as events', async () => {
    const at = project();
    const ran = await at.run(at.training(chatty));
    const expected = [...Array.from({ length: count }, (_, index) => String(index).padStart(79, '0')), 'last words'];
    const same = (lines: readonly string[]) =>
      lines.length === expected.length && lines.every((line, index) => line === expected[index]);
    assert.ok(same(ran.lines()), `${ran.lines().length} lines were told`);
    const file = at.read(`.sagemaker/jobs/${ran.job}/logs/algo-1.log`);
    assert.ok(same(file.split('\n').slice(0, -1)), 'on disk');
  });

  it('is told by follow too, while it is written and after its end', async () => {
    const at = project();
    const running = at.start(at.training(chatty));
    await running.untilStatus('Training');
    const follow = async () => {
      const lines: string[] = [];
      for await (const event of at.platform.follow(running.job, new AbortController().signal)) {
        if (event.kind === 'log' && event.stream === 'algo-1') lines.push(event.line);
      }
      return lines;
    };
    const while_ = await follow();
    await running.ended;
    assert.equal(while_.length, count + 1);
    assert.deepEqual(await follow(), while_);
  });

  it('keeps stdout and stderr apart, without mixing inside a line', async () => {
    const at = project();
    const program = [
      '#!/usr/bin/env python3',
      'import os',
      'for i in range(2000):',
      '    os.write(1, b"oo"); os.write(2, b"ee"); os.write(1, b"oo\\n"); os.write(2, b"ee\\n")',
    ].join('\n');
    const { events } = await at.run(at.training(program));
    const seen = { stdout: 0, stderr: 0 };
    for (const event of events) {
      if (event.kind !== 'log' || event.stream !== 'algo-1') continue;
      assert.equal(event.line, event.source === 'stdout' ? 'oooo' : 'eeee');
      if (event.source) seen[event.source] += 1;
    }
    assert.deepEqual(seen, { stdout: 2000, stderr: 2000 });
  });

  it('takes bytes that are no text, carriage returns and very long lines', async () => {
    const at = project();
    const program = [
      '#!/usr/bin/env python3',
      'import os',
      'os.write(1, b"\\xff\\xfe bytes\\nwindows\\r\\n10%\\r20%\\n" + b"x" * 1_000_000 + b"\\nend\\n")',
    ].join('\n');
    const lines = (await at.run(at.training(program))).lines();
    assert.deepEqual(lines.slice(0, 3), ['\ufffd\ufffd bytes', 'windows', '10%\r20%']);
    assert.equal(lines.slice(3, -1).join('').length, 1_000_000);
    assert.equal(lines.at(-1), 'end');
  });
});
