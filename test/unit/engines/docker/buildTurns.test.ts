import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { inTurn } from '../../../../src/engines/docker/buildTurns';

describe('builds of one tag', () => {
  const never = new AbortController().signal;

  it('go one after the other, also behind one that fails; those of others go beside', async () => {
    const said: string[] = [];
    const build =
      (name: string, fails = false) =>
      async () => {
        said.push(`${name} begins`);
        await setImmediate();
        said.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const ended = await Promise.allSettled([
      inTurn('a', never, build('first', true)),
      inTurn('a', never, build('second')),
      inTurn('b', never, build('other')),
      inTurn('a', never, build('third')),
    ]);
    assert.deepEqual(
      ended.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason))),
      ['Error: first', 'second', 'other', 'third'],
    );
    const own = said.filter((line) => !line.startsWith('other'));
    assert.deepEqual(own, ['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends']);
    assert.ok(said.indexOf('other begins') < said.indexOf('first ends'), said.join());
  });

  it('are not waited for by who has stopped, and never begin for them', async () => {
    const stop = new AbortController();
    let release: (value: string) => void = () => undefined;
    const first = inTurn('a', never, () => new Promise<string>((resolve) => (release = resolve)));
    const second = inTurn('a', stop.signal, () => Promise.reject(new Error('it began')));
    stop.abort(new Error('stopped'));
    await assert.rejects(second, /stopped/);
    release('done');
    assert.equal(await first, 'done');
    await assert.rejects(
      inTurn('a', stop.signal, () => Promise.reject(new Error('it began'))),
      /stopped/,
    );
  });
});
