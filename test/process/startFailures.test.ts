import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../src/contract/appError';
import { FolderLauncher } from '../../src/engines/process/folderLauncher';
import { useLab } from './processLab';
import { never } from '../docker/engines/ranContainer';

const onPath = ['COPY train /opt/program/', 'ENV PATH=/opt/program:$PATH'];

function startFailure(...words: readonly RegExp[]): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, 'container.start');
    for (const word of words) assert.match(error.message, word);
    assert.ok(error.action.length > 20);
    return true;
  };
}

for (const [name, launcher] of Object.entries({ namespaces: undefined, folder: () => new FolderLauncher() })) {
  describe(`a program that can not be started (${name})`, function () {
    this.timeout(30_000);
    const lab = useLab(launcher);

    it('because the image has none of that name', async () => {
      const image = await lab.image(onPath, { train: '#!/bin/sh\n' });
      await assert.rejects(
        lab.run({ image, arguments: ['serve-nothing'] }),
        startFailure(/"serve-nothing" is not found in the PATH/),
      );
      await assert.rejects(
        lab.run({ image, entrypoint: ['/opt/program/absent'], arguments: [] }),
        startFailure(/absent" is not found/),
      );
    });

    it('because nothing is named', async () => {
      const image = await lab.image([]);
      await assert.rejects(lab.run({ image, arguments: [] }), startFailure(/names no program/));
    });

    it('because it is not executable, or a folder', async () => {
      const context = lab.folderOf({
        Dockerfile: ['FROM x', ...onPath].join('\n'),
        train: '#!/bin/sh\n',
        'serve/x.py': '',
      });
      chmodSync(path.join(context, 'train'), 0o644);
      const image = await lab.engine.build(
        { context, dockerfile: 'Dockerfile', tag: 'plain', labels: {} },
        () => undefined,
        never,
      );
      await assert.rejects(lab.run({ image }), startFailure(/"train" is not executable/, /126/));
      const folder = await lab.image(['COPY serve /opt/program/serve', 'ENV PATH=/opt/program:$PATH'], {
        'serve/x.py': '',
      });
      await assert.rejects(
        lab.run({ image: folder, arguments: ['serve'] }),
        startFailure(/or a folder stands in its place/),
      );
    });

    it('because its first line ends with CRLF or names nothing', async () => {
      const image = await lab.image(onPath, { train: '#!/usr/bin/env python3\r\nprint(1)\r\n' });
      await assert.rejects(lab.run({ image }), startFailure(/CRLF/, /the first line of .*train ends with CRLF/));
      const other = await lab.image(onPath, { train: '#!/no/such/python\n' });
      await assert.rejects(
        lab.run({ image: other }),
        startFailure(/interpreter that its first line names does not/, /\/no\/such\/python/),
      );
    });

    it('because it is no program, or made for another processor', async () => {
      const image = await lab.image(onPath, { train: 'print("no first line")\n' });
      await assert.rejects(lab.run({ image }), startFailure(/exec format error/));
      const context = lab.folderOf({ Dockerfile: ['FROM x', ...onPath].join('\n') });
      const elf = Buffer.alloc(64);
      elf.write('\x7fELF\x02\x01\x01', 'latin1');
      elf.writeUInt16LE(process.arch === 'arm64' ? 62 : 183, 18);
      writeFileSync(path.join(context, 'train'), elf, { mode: 0o755 });
      const foreign = await lab.engine.build(
        { context, dockerfile: 'Dockerfile', tag: 'elf', labels: {} },
        () => undefined,
        never,
      );
      await assert.rejects(lab.run({ image: foreign }), startFailure(/another processor/));
    });

    it('leaves nothing, and tells whoever waits', async () => {
      const container = await lab.create({ image: await lab.image([]) });
      await assert.rejects(container.start());
      await assert.rejects(container.wait(), startFailure());
      for await (const { data } of container.output) assert.fail(`output: ${data.toString()}`);
      await container.stop(1);
      await container.remove();
      assert.deepEqual(await lab.engine.leftovers(), []);
    });

    it('made executable by RUN chmod is started', async () => {
      const context = lab.folderOf({
        Dockerfile: ['FROM x', ...onPath, 'RUN chmod +x /opt/program/*'].join('\n'),
        train: '#!/bin/sh\necho ran\n',
      });
      chmodSync(path.join(context, 'train'), 0o644);
      const image = await lab.engine.build(
        { context, dockerfile: 'Dockerfile', tag: 'chmod', labels: {} },
        () => undefined,
        never,
      );
      assert.equal((await lab.run({ image })).stdout, 'ran\n');
    });
  });
}

describe('what needs a container engine', () => {
  const lab = useLab();

  it('is an image of a registry', async () => {
    const needs = { code: 'engine.process', message: /needs a container engine/ };
    await assert.rejects(
      lab.engine.image('012345678901.dkr.ecr.us-east-1.amazonaws.com/x:1', () => undefined, never),
      needs,
    );
    await assert.rejects(lab.create({ image: 'python:3.11-slim' }), needs);
  });

  it('is a network between instances', async () => {
    await assert.rejects(lab.engine.createNetwork({ name: 'n', isolated: false, labels: {} }), {
      code: 'engine.process',
    });
  });
});

describe('building where nothing is built', () => {
  const lab = useLab();

  it('says what is not done, line by line', async () => {
    const lines: string[] = [];
    const context = lab.folderOf({
      Dockerfile:
        'FROM python:3.11-slim\nRUN pip install \\\n  numpy\nCOPY a.txt /a\nADD https://example.com/x /x\nCOPY --from=ghcr.io/x/y /b /b\n',
      'a.txt': '',
    });
    await lab.engine.build(
      { context, dockerfile: 'Dockerfile', tag: 't', labels: {} },
      (line) => lines.push(line),
      never,
    );
    assert.deepEqual(lines.slice(1), [
      'Not done: what the base image python:3.11-slim holds',
      'Not done: RUN pip install numpy',
      'Not done: ADD https://example.com/x /x',
      'Not done: COPY --from=ghcr.io/x/y /b /b',
    ]);
  });

  it('says at the end of a program that failed what it may have missed', async () => {
    const files = { train: '#!/bin/sh\necho trying\nnot-installed-anywhere\n' };
    const copy = ['COPY train /opt/program/', 'ENV PATH=/opt/program:$PATH'];
    const image = await lab.image([...copy, 'RUN pip install numpy', 'RUN chmod +x /opt/program/train'], files);
    const { exit, stdout, stderr } = await lab.run({ image });
    assert.deepEqual([exit.code, stdout], [127, 'trying\n']);
    assert.match(
      stderr,
      /not found\nNothing is built .* not done: RUN pip install numpy\. Does .* Install it on this machine/,
    );
    const without = await lab.run({ image: await lab.image(copy, files) });
    assert.match(without.stderr, /not found\n$/);
  });

  it('fails for what a build fails for', async () => {
    await assert.rejects(lab.image(['COPY absent.txt /x']), { code: 'image.build', message: /COPY absent\.txt \/x/ });
    const empty = lab.folderOf({ Dockerfile: '# nothing\n' });
    const build = (dockerfile: string) =>
      lab.engine.build({ context: empty, dockerfile, tag: 't', labels: {} }, () => undefined, never);
    await assert.rejects(build('Dockerfile'), { code: 'image.build', message: /has no FROM/ });
    await assert.rejects(build('Other'), { code: 'image.build', message: /no Other in/ });
  });
});
