import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesOf, LineSplitter } from '../../../src/jobs/lineSplitter';

/** Everything that a splitter gives for one source, cut at `cuts`. */
function split(data: Buffer, cuts: readonly number[]): Buffer[] {
  const splitter = new LineSplitter();
  const ends = [...new Set(cuts.map((cut) => cut % (data.length + 1)))].sort((a, b) => a - b);
  const starts = [0, ...ends];
  const given = starts.map((start, index) => splitter.push(data.subarray(start, ends[index] ?? data.length)));
  return [...given, splitter.flush()].filter((lines) => lines !== undefined);
}

const anyOutput = fc
  .array(fc.oneof(fc.constant('\n'), fc.constant('\r\n'), fc.constant('é€😀'), fc.string({ maxLength: 10 })), {
    maxLength: 40,
  })
  .map((parts) => Buffer.from(parts.join('')));
const anyCuts = fc.array(fc.nat(), { maxLength: 20 });

describe('LineSplitter', () => {
  it('gives the same bytes however they were cut, with a newline at the end', () => {
    fc.assert(
      fc.property(anyOutput, anyCuts, (data, cuts) => {
        const whole = data.length === 0 || data.at(-1) === 0x0a ? data : Buffer.concat([data, Buffer.from('\n')]);
        assert.deepEqual(Buffer.concat(split(data, cuts)), whole);
      }),
    );
  });

  it('gives whole lines only, so no character is ever cut in two', () => {
    fc.assert(
      fc.property(anyOutput, anyCuts, (data, cuts) => {
        const lines = split(data, cuts).flatMap((block) => {
          assert.equal(block.at(-1), 0x0a);
          return linesOf(block);
        });
        const expected = data.toString().split('\n');
        if (expected.at(-1) === '') expected.pop();
        assert.deepEqual(
          lines,
          expected.map((line) => line.replace(/\r$/, '')),
        );
      }),
    );
  });

  it('never mixes two sources inside a line', () => {
    const piece = fc.record({ first: fc.boolean(), text: fc.constantFrom('A', 'AA\n', '\n', 'A\nA') });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const splitters = [new LineSplitter(), new LineSplitter()] as const;
        const file = pieces.flatMap(({ first, text }) => {
          const own = first ? text : text.replaceAll('A', 'B');
          return splitters[first ? 0 : 1].push(Buffer.from(own)) ?? [];
        });
        const rest = splitters.flatMap((splitter) => splitter.flush() ?? []);
        for (const line of linesOf(Buffer.concat([...file, ...rest]))) assert.match(line, /^(A*|B*)$/);
      }),
    );
  });

  it('cuts a line that never ends, and loses nothing of it', () => {
    const splitter = new LineSplitter();
    const piece = Buffer.alloc(64 * 1024, 'x');
    const given = Array.from({ length: 40 }, () => splitter.push(piece)).filter((lines) => lines !== undefined);
    assert.ok(given.length >= 5, 'something is given before the line ends');
    for (const lines of given) assert.ok(lines.length <= 400_000);
    const all = Buffer.concat([...given, splitter.flush() ?? Buffer.alloc(0)]);
    assert.equal(all.toString().replaceAll('\n', '').length, 40 * piece.length);
  });

  it('keeps what it was given, even if the giver uses its buffer again', () => {
    const splitter = new LineSplitter();
    const shared = Buffer.from('first');
    splitter.push(shared);
    shared.fill('?');
    assert.equal(splitter.push(Buffer.from(' line\n'))?.toString(), 'first line\n');
  });

  it('has nothing left after a newline', () => {
    const splitter = new LineSplitter();
    splitter.push(Buffer.from('a\n'));
    assert.equal(splitter.flush(), undefined);
  });
});

describe('linesOf', () => {
  it('takes newlines and the carriage returns before them away, and keeps empty lines', () => {
    assert.deepEqual(linesOf(Buffer.from('a\r\n\n\rb\n')), ['a', '', '\rb']);
  });
});
