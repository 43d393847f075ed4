import assert from 'node:assert/strict';
import { once } from 'node:events';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as tar from 'tar';
import { server } from './programs';
import { useProject, type Project } from './project';

/** Write a model archive with one file. @returns its `file://` reference */
async function archive(at: Project, own: (folder: string) => void = () => undefined): Promise<string> {
  at.write('model/weights', '42\n');
  own(join(at.root, 'model'));
  await tar.c({ cwd: join(at.root, 'model'), file: join(at.root, 'model.tar.gz'), gzip: true }, ['.']);
  return 'file://model.tar.gz';
}

async function post(url: string, body = ''): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'text/csv' } });
  return { status: answer.status, text: await answer.text() };
}

describe('what a hosting container sees', function () {
  this.timeout(60_000);
  const project = useProject();

  it('I1: is started with serve behind the ENTRYPOINT of the image', async () => {
    const at = project();
    const Image = at.image('serve', '#!/bin/sh\n', ['ENTRYPOINT ["echo", "entry"]', 'CMD ["default"]']);
    assert.deepEqual((await at.run(at.model('', { Image }))).lines('AllTraffic'), ['entry serve']);
  });

  it('I16: can read its model and not write it', async () => {
    const at = project();
    const program = '#!/bin/sh\ncat /opt/ml/model/weights; touch /opt/ml/model/new || echo no';
    const { lines } = await at.run(at.model(program, { ModelDataUrl: await archive(at) }));
    assert.deepEqual(
      lines('AllTraffic').filter((line) => !line.startsWith('touch: ')),
      ['42', 'no'],
    );
  });
});

describe('an endpoint', function () {
  this.timeout(60_000);
  const project = useProject();

  for (const isolated of [false, true]) {
    it(`comes into service, answers, and goes out of service when it is stopped${isolated ? ', isolated too' : ''}`, async () => {
      const at = project();
      const running = at.start(at.model(server(), {}, { EnableNetworkIsolation: isolated }));
      const url = await running.untilInService();
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/endpoints\/car[\w-]*\/invocations$/);
      assert.deepEqual(await post(url, 'a,b'), { status: 200, text: 'echo a,b' });
      const failed = await post(url, '415');
      assert.equal(failed.status, 424);
      assert.equal((JSON.parse(failed.text) as { OriginalStatusCode: number }).OriginalStatusCode, 415);
      const asked = performance.now();
      await running.stop();
      const ran = await running.ended;
      assert.ok(performance.now() - asked < 10_000);
      assert.equal(ran.status, 'OutOfService');
      assert.deepEqual(ran.transitions, ['Creating', 'InService', 'Deleting', 'OutOfService']);
      assert.ok(ran.lines('AllTraffic').includes('got SIGTERM'), 'the program could tidy up');
      assert.equal(ran.describe['EndpointStatus'], 'OutOfService');
      await assert.rejects(post(url), 'nobody listens any more');
    });
  }

  it('I3, I4: keeps a timeline of its health checks', async () => {
    const at = project();
    const running = at.start(at.model(server({ unhealthyPings: 3 })));
    await running.untilInService();
    await running.stop();
    const { lines } = await running.ended;
    const outcomes = lines('ping').map((line) => /^\S+Z GET \/ping: (.*) \(\d+ ms\)$/.exec(line)?.[1]);
    assert.ok(outcomes.includes('503'), lines('ping').join('\n'));
    assert.equal(outcomes.at(-1), '200');
  });

  it('tells an early end at once, with the exit code', async () => {
    const at = project();
    const running = at.start(at.model('#!/bin/sh\necho "no model" >&2; exit 3'));
    const event = await running.until((one) => one.kind === 'log' && one.line === 'no model');
    const ran = await running.ended;
    assert.ok(Date.now() - event.at < 3_000);
    assert.equal(ran.status, 'Failed');
    assert.match(ran.failureReason, /variant AllTraffic ended with exit code 3\. Its log has the details\.$/);
    assert.deepEqual(ran.transitions, ['Creating', 'Failed']);
  });

  it('is Failed when its program ends in service', async () => {
    const at = project();
    const running = at.start(at.model(server()));
    const url = await running.untilInService();
    assert.equal((await post(url, 'die')).status, 424);
    const { status, failureReason } = await running.ended;
    assert.equal(status, 'Failed');
    assert.match(failureReason, /exit code 9/);
  });

  it('is killed when it is asked to stop a second time', async () => {
    const at = project();
    const running = at.start(at.model(server({ deaf: true })));
    await running.untilInService();
    await running.stop();
    await running.untilLine('got SIGTERM');
    const asked = performance.now();
    await running.stop();
    assert.equal((await running.ended).status, 'OutOfService');
    assert.ok(performance.now() - asked < 5_000);
  });

  for (const [what, more, reason] of [
    ['is not there', ['RUN rm /usr/local/bin/serve'], /^ClientError: .*"serve" is not found/],
    [
      'is not executable',
      ['RUN chmod 644 /usr/local/bin/serve'],
      /^ClientError: .*"serve".*(not executable|not found)/,
    ],
    ['names an interpreter that is not there', ['RUN echo "#!/no/python" > /usr/local/bin/serve'], /interpreter/],
  ] as const) {
    it(`says so when serve ${what}`, async () => {
      const at = project();
      const { status, failureReason } = await at.run(at.model('', { Image: at.image('serve', server(), more) }));
      assert.equal(status, 'Failed');
      assert.match(failureReason, reason);
    });
  }

  it('can be stopped before it is healthy', async () => {
    const at = project();
    const running = at.start(at.model(server({ unhealthyPings: 100_000 })));
    await running.untilLine('GET /ping: 503');
    await running.stop();
    assert.equal((await running.ended).status, 'OutOfService');
  });

  it('answers on the port that was asked for, and says when that is taken', async () => {
    const at = project();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const failed = await at.start(at.model(server()), port).ended;
    assert.equal(failed.status, 'Failed');
    assert.match(
      failed.failureReason,
      new RegExp(`^ClientError: Port ${port} on 127\\.0\\.0\\.1 is taken\\. .*--port`),
    );
    taken.close();
    await once(taken, 'close');
    const running = at.start(at.model(server()), port);
    assert.match(await running.untilInService(), new RegExp(`:${port}/`));
    await running.stop();
    await running.ended;
  });
});

describe('a model archive', function () {
  this.timeout(60_000);
  const project = useProject();
  const failed = async (at: Project, container: object) => {
    const { status, failureReason } = await at.run(at.model(server(), container));
    assert.equal(status, 'Failed');
    return failureReason;
  };

  it('I15: with a symbolic link is refused', async () => {
    const at = project();
    const ModelDataUrl = await archive(at, (folder) => {
      symlinkSync('weights', join(folder, 'latest'));
    });
    assert.match(
      await failed(at, { ModelDataUrl }),
      /^ClientError: .*model\.tar\.gz holds a symbolic link: .*latest\. .*dereference/,
    );
  });

  it('whose folder has an entry of its own, as the SageMaker SDK packs them, is extracted', async () => {
    const at = project();
    const pack = [
      ...['import io, sys, tarfile', 'with tarfile.open(sys.argv[1], "w:gz") as tar:'],
      ...['  folder = tarfile.TarInfo("/"); folder.type = tarfile.DIRTYPE; tar.addfile(folder)'],
      ...['  file = tarfile.TarInfo("code/infer.py"); file.size = 3; tar.addfile(file, io.BytesIO(b"42\\n"))'],
    ];
    execFileSync('python3', ['-c', pack.join('\n'), join(at.root, 'packed.tar.gz')]);
    const model = at.model('#!/bin/sh\ncat /opt/ml/model/code/infer.py', { ModelDataUrl: 'file://packed.tar.gz' });
    assert.deepEqual((await at.run(model)).lines('AllTraffic'), ['42']);
  });

  it('I15: that is no gzip or no tar is refused', async () => {
    const at = project();
    at.write('plain.tar.gz', 'not compressed');
    assert.match(await failed(at, { ModelDataUrl: 'file://plain.tar.gz' }), /plain\.tar\.gz is not gzip-compressed/);
    at.write('broken.tar.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    assert.match(await failed(at, { ModelDataUrl: 'file://broken.tar.gz' }), /broken\.tar\.gz can't be extracted/);
  });

  it('of a training job is that of its newest completed run', async () => {
    const at = project();
    const training = at.training('#!/bin/sh\ndate +%s%N > /opt/ml/model/weights; cat /opt/ml/model/weights');
    await at.run(training);
    const [second] = (await at.run(training)).lines();
    const model = at.model('#!/bin/sh\ncat /opt/ml/model/weights', { ModelDataUrl: 'file://car.training-job.json' });
    const ran = await at.run(model);
    assert.deepEqual(ran.lines('AllTraffic'), [second]);
  });

  it('of a training job without a completed run is asked for, before anything of the endpoint exists', async () => {
    const at = project();
    at.training('#!/bin/sh\nexit 1', {}, 'untrained');
    const model = at.model(server(), { ModelDataUrl: 'file://untrained.training-job.json' });
    const before = (await at.platform.list()).length;
    await assert.rejects(at.run(model), {
      code: 'model.untrained',
      message: /untrained\.training-job\.json, which has no completed run/,
      action: /sagemaker-containers run .*untrained\.training-job\.json/,
    });
    assert.equal((await at.platform.list()).length, before);
  });
});
