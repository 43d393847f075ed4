import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/engines/docker/dockerApi';
import { bareApi, baseImage, useLab } from './engineLab';
import { never } from './ranContainer';

describe('building an image anew', function () {
  this.timeout(60_000);
  const lab = useLab();
  const tag = `engine-test:replace-${process.pid}`;
  const api = bareApi();
  after(() => api.json({ method: 'DELETE', path: `/images/${tag}`, query: { force: true } }));

  async function buildWith(line: string): Promise<string> {
    const context = lab.folderOf({ Dockerfile: `FROM ${baseImage}\nLABEL line=${line}\n` });
    await lab.engine.build({ context, dockerfile: 'Dockerfile', tag, labels: {} }, () => undefined, never);
    return ((await api.json({ path: `/images/${tag}/json` })) as { readonly Id: string }).Id;
  }

  const exists = (id: string): Promise<boolean> =>
    api.json({ path: `/images/${id}/json` }).then(
      () => true,
      (error: unknown) => {
        if (isRefusal(error, 404)) return false;
        throw error;
      },
    );

  it('leaves the image behind that had the tag before', async () => {
    const first = await buildWith('one');
    assert.equal(await buildWith('one'), first);
    const second = await buildWith('two');
    assert.deepEqual([await exists(first), await exists(second)], [false, true]);
  });

  it('keeps the old image where it has another name', async () => {
    const first = await buildWith('three');
    const kept = `engine-test:kept-${process.pid}`;
    await api.json({
      method: 'POST',
      path: `/images/${tag}/tag`,
      query: { repo: 'engine-test', tag: `kept-${process.pid}` },
    });
    await buildWith('four');
    assert.equal(await exists(first), true);
    await api.json({ method: 'DELETE', path: `/images/${kept}` });
  });
});
