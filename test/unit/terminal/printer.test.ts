import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { Printer } from '../../../src/terminal/printer';
import { FakeStream } from './fakeStream';

describe('Printer', () => {
  it('writes lines that come together in one piece, and all of them at the end', async () => {
    const stream = new FakeStream();
    const printer = new Printer(stream);
    for (let index = 0; index < 1_000; index += 1) printer.line(`line ${index}`);
    await printer.end();
    assert.equal(stream.text, Array.from({ length: 1_000 }, (_, index) => `line ${index}\n`).join(''));
    assert.ok(stream.writes < 5, `${stream.writes} writes`);
  });

  it('writes without being asked to', async () => {
    const stream = new FakeStream();
    new Printer(stream).line('soon');
    await turn();
    assert.equal(stream.text, 'soon\n');
  });

  it('asks to wait while the reader is slow', async () => {
    const stream = new FakeStream(true);
    const printer = new Printer(stream);
    assert.equal(printer.full(), undefined);
    printer.line('x'.repeat(100));
    await turn();
    const busy = printer.full();
    assert.ok(busy);
    stream.release();
    await busy;
    assert.equal(printer.full(), undefined);
  });

  it('does not keep more than a megabyte to itself', () => {
    const stream = new FakeStream(true);
    const printer = new Printer(stream);
    printer.line('x'.repeat(2_000_000));
    assert.ok(printer.full());
    assert.equal(stream.text.length, 2_000_001);
  });

  it('takes a reader that went away for no error, and drops the rest', async () => {
    const stream = new FakeStream();
    const printer = new Printer(stream);
    stream.destroy(Object.assign(new Error('broken pipe'), { code: 'EPIPE' }));
    await turn();
    printer.line('nobody reads this');
    assert.equal(printer.full(), undefined);
    await printer.end();
    assert.equal(stream.text, '');
  });

  it('lets a reader that goes away while it is waited for end the waiting', async () => {
    const stream = new FakeStream(true);
    const printer = new Printer(stream);
    printer.line('x'.repeat(100));
    await turn();
    const busy = printer.full();
    assert.ok(busy);
    stream.destroy(Object.assign(new Error('broken pipe'), { code: 'EPIPE' }));
    await busy;
  });
});
