import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { buildImage } from '../../../src/engines/docker/buildImage';
import { bareApi, baseImage, buildNetwork, useLab } from './engineLab';
import { never } from './ranContainer';

for (const builder of ['1', '2'] as const) {
  describe(`builds of a Docker engine, ${builder === '1' ? 'classic' : 'BuildKit'}`, function () {
    this.timeout(60_000);
    const lab = useLab();
    const facts = { builder, buildNetwork, buildArguments: {}, config: {} };
    const tag = `engine-test:build-${builder}-${process.pid}`;
    after(() => bareApi().json({ method: 'DELETE', path: `/images/${tag}`, query: { force: true } }));

    async function build(
      files: Readonly<Record<string, string>>,
      signal = never,
      dockerfile = 'Dockerfile',
    ): Promise<readonly string[]> {
      const lines: string[] = [];
      const spec = { context: lab.folderOf(files), dockerfile, tag, labels: { a: 'b' } };
      assert.equal(await buildImage(bareApi(), facts, spec, { log: (line) => lines.push(line), signal }), tag);
      return lines;
    }

    it('make an image for amd64 and tell every line', async () => {
      const lines = await build({
        Dockerfile: `FROM ${baseImage}\nCOPY x /x\nRUN echo one; echo two >&2; cat /x\n`,
        x: `${Date.now()}\n`,
      });
      for (const line of ['one', 'two']) assert.ok(lines.includes(line), lines.join('\n'));
      assert.ok(lines.every((line) => !line.includes('\n')));
      const facts = await lab.engine.image(tag, () => undefined, never);
      assert.deepEqual([facts.architecture, facts.labels], ['amd64', { a: 'b' }]);
    });

    it('leave out what .dockerignore names, but not the Dockerfile', async () => {
      const files = {
        'a.txt': '',
        'b.log': '',
        'keep.log': '',
        'node_modules/x/y': '',
        'sub/b.log': '',
        '.sagemaker/jobs/j': '',
      };
      await build(
        {
          ...files,
          'docker/Dockerfile': `FROM ${baseImage}\nCOPY . /c\n`,
          '.dockerignore': '# comment\n**/*.log\n!keep.log\nnode_modules\ndocker/Dockerfile\n.dockerignore\n',
        },
        never,
        'docker/Dockerfile',
      );
      const program =
        'import os; print(*sorted(os.path.join(d, f) for d, _, fs in os.walk("/c") for f in fs), sep="\\n")';
      const { stdout } = await lab.python(program, { image: tag });
      // Whether a Dockerfile that is ignored can be copied differs from builder to builder.
      const found = stdout
        .trim()
        .split('\n')
        .filter((line) => !line.includes('docker'));
      assert.deepEqual(found, ['/c/a.txt', '/c/keep.log']);
    });

    it('prefer the .dockerignore that belongs to the Dockerfile', async () => {
      await build({
        Dockerfile: `FROM ${baseImage}\nCOPY . /c\n`,
        'Dockerfile.dockerignore': 'one\n',
        '.dockerignore': 'two\n',
        one: '',
        two: '',
      });
      const { stdout } = await lab.run({ image: tag, arguments: ['sh', '-c', 'ls /c'] });
      assert.ok(!stdout.split('\n').includes('one'), stdout);
    });

    it('say which step failed, and what it said last', async () => {
      const failing = build({ Dockerfile: `FROM ${baseImage}\nRUN echo looking; echo "no such thing" >&2; exit 9\n` });
      await assert.rejects(failing, {
        name: 'AppError',
        code: 'image.build',
        message: /failed at "[^"]*RUN echo looking[^]*code: 9[^]*no such thing/,
      });
    });

    it('say that a Dockerfile is missing, or what is wrong with it', async () => {
      await assert.rejects(build({ Dockerfile: 'FROMM x\n' }), {
        code: 'image.build',
        message: /unknown instruction: FROMM/,
      });
      await assert.rejects(build({}), { code: 'image.build', message: /There is no Dockerfile in / });
    });

    it('stop when they are cancelled', async () => {
      const abort = new AbortController();
      const started = performance.now();
      const building = build({ Dockerfile: `FROM ${baseImage}\nRUN echo ${Date.now()}; sleep 60\n` }, abort.signal);
      await delay(1500).then(() => abort.abort());
      await assert.rejects(building, { name: 'AbortError' });
      assert.ok(performance.now() - started < 10_000);
    });
  });
}
