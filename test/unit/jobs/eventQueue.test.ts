import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventQueue } from '../../../src/jobs/eventQueue';

async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const event of events) read.push(event);
  return read;
}

/** More than the queue holds before it asks its writer to wait. */
const plenty = 25_000;

function filled(count = plenty): EventQueue<number> {
  const queue = new EventQueue<number>();
  for (let index = 0; index < count; index += 1) queue.push(index);
  return queue;
}

describe('EventQueue', () => {
  it('gives everything in order, whatever was pushed while it was read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(300), { maxLength: 20 }), async (bursts) => {
        const queue = new EventQueue<number>();
        const reading = all(queue);
        let next = 0;
        for (const burst of bursts) {
          for (let index = 0; index < burst; index += 1) queue.push(next++);
          await Promise.resolve();
        }
        queue.end();
        assert.deepEqual(
          await reading,
          Array.from({ length: next }, (_, index) => index),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('gives what was pushed before its end to a reader that comes later', async () => {
    const queue = filled(3);
    queue.end();
    assert.deepEqual(await all(queue), [0, 1, 2]);
  });

  it('drops what is pushed after the end', async () => {
    const queue = filled(1);
    queue.end();
    queue.push(99);
    assert.deepEqual(await all(queue), [0]);
  });

  it('fails after everything that was pushed before', async () => {
    const queue = filled(2);
    const reason = new Error('disk');
    queue.fail(reason);
    queue.fail(new Error('second'));
    const read: number[] = [];
    const reading = (async () => {
      for await (const event of queue) read.push(event);
    })();
    await assert.rejects(reading, reason);
    assert.deepEqual(read, [0, 1]);
  });

  it('wakes a reader that waits when it fails', async () => {
    const queue = new EventQueue<number>();
    const reading = assert.rejects(all(queue), /gone/);
    await Promise.resolve();
    queue.fail(new Error('gone'));
    await reading;
  });

  it('has room as long as little waits', () => {
    assert.equal(filled(100).full(), undefined);
  });

  it('asks the writer to wait when the reader is behind, until it has caught up', async () => {
    const queue = filled();
    const room = queue.full();
    assert.ok(room);
    let isFree = false;
    void room.then(() => (isFree = true));
    const reader = queue[Symbol.asyncIterator]();
    for (let index = 0; index < 10; index += 1) assert.deepEqual(await reader.next(), { done: false, value: index });
    assert.equal(isFree, false, 'ten events are no catching up');
    for (let index = 10; index < plenty; index += 1) await reader.next();
    await room;
    assert.equal(queue.full(), undefined);
  });

  it('frees the writer when the reader leaves early, and drops the rest', async () => {
    const queue = filled();
    const room = queue.full();
    for await (const event of queue) if (event === 5) break;
    await room;
    for (let index = 0; index < plenty; index += 1) queue.push(index);
    assert.equal(queue.full(), undefined, 'nothing is kept for a reader that is gone');
    assert.deepEqual(await all(queue), []);
  });

  it('asks nobody to wait after the end', () => {
    const queue = filled();
    queue.end();
    assert.equal(queue.full(), undefined);
  });
});
