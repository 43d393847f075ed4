import assert from 'node:assert/strict';
import path from 'node:path';
import { create } from 'tar';
import { useLab } from './engineLab';

describe('archives that a Docker engine unpacks', function () {
  this.timeout(60_000);
  const lab = useLab();
  const target = '/opt/ml/code';

  async function archive(gzip: boolean): Promise<string> {
    const folder = lab.folderOf({ 'train.py': 'print("mine")\n', 'more/part.py': '' });
    const file = path.join(folder, 'code.tar');
    await create({ cwd: folder, file, gzip }, ['train.py', 'more']);
    return file;
  }

  for (const gzip of [true, false]) {
    it(`are there before the program starts, ${gzip ? 'compressed' : 'plain'}, and may be changed`, async () => {
      const unpacked = [{ archive: await archive(gzip), target }];
      const program = `cd ${target} && ls . more && python3 train.py && echo >> train.py && echo written`;
      const { stdout, stderr } = await lab.run({ arguments: ['sh', '-c', program], unpacked });
      assert.equal(stdout, '.:\nmore\ntrain.py\n\nmore:\npart.py\nmine\nwritten\n', stderr);
    });
  }

  it('leave alone what an image has at that place (T45)', async () => {
    const image = await lab.image([`COPY baked.py ${target}/`], { 'baked.py': '' });
    const unpacked = [{ archive: await archive(true), target }];
    assert.equal((await lab.run({ image, arguments: ['ls', target], unpacked })).stdout, 'baked.py\n');
  });

  it('fill a folder that an image has, and has nothing in', async () => {
    const image = await lab.image([`RUN mkdir -p ${target}`]);
    const unpacked = [{ archive: await archive(true), target }];
    assert.equal((await lab.run({ image, arguments: ['ls', target], unpacked })).stdout, 'more\ntrain.py\n');
  });
});
