import assert from 'node:assert/strict';
import { AppError } from '../../../../src/contract/appError';
import { driveFiles, type Drive, type Output } from '../../../../src/local/transform/driveFiles';
import type { InputFile } from '../../../../src/local/transform/inputFiles';
import type { Payload } from '../../../../src/records/payloads';

/** A call that a test answers. */
interface Call {
  readonly name: string;
  readonly answer: (text: string) => void;
  readonly fail: (error: Error) => void;
}

const payload = (index: number): Payload => ({
  index,
  firstRecord: index + 1,
  records: 1,
  body: Buffer.from(String(index)),
  sources: [],
});

describe('driving files', () => {
  let calls: Call[] = [];
  let written: Record<string, string> = {};
  beforeEach(() => {
    calls = [];
    written = {};
  });

  function output(key: string): Output {
    const parts: Buffer[] = [];
    return {
      get bytes() {
        return Buffer.concat(parts).length;
      },
      write: async (more) => {
        parts.push(...more);
      },
      close: async () => {
        written[key] = Buffer.concat(parts).toString();
      },
      discard: async () => undefined,
    };
  }

  function drive(sizes: Readonly<Record<string, number>>, concurrency: number, signal?: AbortSignal): Drive {
    return {
      files: Object.keys(sizes).map((key) => ({ key, path: `/${key}` })),
      concurrency,
      payloads: async function* ({ key }: InputFile) {
        for (let index = 0; index < (sizes[key] ?? 0); index += 1) yield await Promise.resolve(payload(index));
      },
      call: ({ key }, { index }, inTime) =>
        new Promise((resolve, reject) => {
          inTime.addEventListener('abort', () => {
            reject(new AppError('transform.noAnswer', 'given up', ''));
          });
          const name = `${key}${String(index)}`;
          const answer = (text: string) => {
            calls = calls.filter((one) => one.name !== name);
            resolve([Buffer.from(text)]);
          };
          const fail = (error: Error) => {
            calls = calls.filter((one) => one.name !== name);
            reject(error);
          };
          calls.push({ name, answer, fail });
        }),
      open: ({ key }) => output(key),
      told: () => Promise.resolve(),
      signal: signal ?? new AbortController().signal,
    };
  }

  const underWay = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return calls.map(({ name }) => name);
  };
  const answer = async (name: string, text = name) => {
    await underWay();
    calls.find((call) => call.name === name)?.answer(text);
  };
  const fail = async (name: string, error: Error) => {
    await underWay();
    calls.find((call) => call.name === name)?.fail(error);
  };

  it('D30: makes as many calls at once as allowed, across files, and no more', async () => {
    const done = driveFiles(drive({ a: 2, b: 1, c: 3 }, 4));
    assert.deepEqual(await underWay(), ['a0', 'a1', 'b0', 'c0']);
    await answer('b0');
    assert.deepEqual(await underWay(), ['a0', 'a1', 'c0', 'c1']);
    for (const name of ['c1', 'c0', 'a1', 'c2', 'a0']) await answer(name);
    const results = await done;
    assert.deepEqual(written, { a: 'a0a1', b: 'b0', c: 'c0c1c2' });
    assert.deepEqual(
      results.map(({ file, requests, stored, bytes }) => [file.key, requests, stored, bytes]),
      [
        ['a', 2, true, 4],
        ['b', 1, true, 2],
        ['c', 3, true, 6],
      ],
    );
  });

  it('keeps the order of a file whatever the order of the answers', async () => {
    const done = driveFiles(drive({ a: 4 }, 4));
    for (const name of ['a3', 'a1', 'a2', 'a0']) await answer(name);
    await done;
    assert.deepEqual(written, { a: 'a0a1a2a3' });
  });

  it('D29: has no output for a file with a failed record, sends no more of it, and goes on with the others', async () => {
    const done = driveFiles(drive({ a: 9, b: 1 }, 2));
    await answer('a0');
    await fail('a1', new AppError('transform.failed', 'record 2: 500', ''));
    await answer('a2');
    await answer('a3');
    await answer('b0');
    const results = await done;
    assert.deepEqual(written, { b: 'b0' });
    assert.deepEqual(
      results.map(({ stored, failure }) => [stored, failure?.message]),
      [
        [false, 'record 2: 500'],
        [true, undefined],
      ],
    );
  });

  it('names the first record that failed, not the first that was heard of', async () => {
    const done = driveFiles(drive({ a: 2 }, 2));
    await fail('a1', new AppError('transform.failed', 'second', ''));
    await fail('a0', new AppError('transform.failed', 'first', ''));
    const [a] = await done;
    assert.equal(a?.failure?.message, 'first');
  });

  it('makes an empty output for an empty file', async () => {
    const [a] = await driveFiles(drive({ a: 0 }, 1));
    assert.deepEqual(written, { a: '' });
    assert.equal(a?.stored, true);
  });

  it('ends everything for a fault that is not of the data, and says which', async () => {
    const failed = assert.rejects(driveFiles(drive({ a: 9, b: 1 }, 2)), /disk full/);
    await fail('a0', new Error('disk full'));
    await answer('a1');
    await failed;
    assert.deepEqual(written, {});
  });

  it('makes many calls at once without a warning of Node', async () => {
    const warnings: string[] = [];
    const hear = ({ message }: Error) => warnings.push(message);
    process.on('warning', hear);
    try {
      const done = driveFiles(drive({ a: 30 }, 30));
      const names = await underWay();
      assert.equal(names.length, 30);
      for (const name of names) await answer(name);
      await done;
    } finally {
      process.off('warning', hear);
    }
    assert.deepEqual(warnings, []);
  });

  it('leaves nothing of what was not whole when it is ended', async () => {
    const over = new AbortController();
    const done = driveFiles(drive({ a: 1, b: 9 }, 2, over.signal));
    await answer('a0');
    await underWay();
    over.abort();
    for (const name of await underWay()) await answer(name);
    const results = await done;
    assert.deepEqual(
      results.map(({ stored }) => stored),
      [true, false],
    );
    assert.deepEqual(written, { a: 'a0' });
  });

  it('holds few answers in memory while an earlier one is late', async () => {
    const sizes = { a: 500 };
    const done = driveFiles(drive(sizes, 2));
    const big = 'x'.repeat(16 * 1024 * 1024);
    let answered = 0;
    for (;;) {
      const next = (await underWay()).find((name) => name !== 'a0');
      if (next === undefined) break;
      await answer(next, big);
      answered += 1;
    }
    assert.ok(answered >= 4 && answered <= 6, String(answered));
    await answer('a0');
    for (let left = await underWay(); left.length > 0; left = await underWay())
      for (const name of left) await answer(name, '');
    const [a] = await done;
    assert.equal(a?.requests, 500);
  });
});
