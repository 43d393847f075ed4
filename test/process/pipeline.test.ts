import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { named, pipeline, post } from '../docker/local/pipelineLab';
import { Project, Running } from '../docker/local/project';
import { processPlatform } from './processPlatform';

describe('a pipeline on plain processes', function () {
  this.timeout(60_000);
  const at = new Project();
  const platform = processPlatform(at.root);
  const start = (definition: string) =>
    new Running(platform, platform.start({ definition }, new AbortController().signal));
  after(() => {
    rmSync(at.root, { recursive: true, force: true, maxRetries: 3 });
  });

  it('I21, I23: hands a request through its programs, each on a port of its own, and shows the way', async () => {
    const running = start(pipeline(at, named('first', 'second')));
    const url = await running.untilInService();
    assert.equal((await post(url, 'a')).text, 'second(first(a))');
    const request = { from: 0, headers: {}, body: Buffer.from('b').toString('base64') };
    const { hops } = await platform.trace(running.job, request, new AbortController().signal);
    assert.deepEqual(
      hops.map(({ container, log }) => [container, log.length]),
      [
        ['first', 1],
        ['second', 1],
      ],
    );
    // Those of another endpoint find their ports taken, and get others.
    const other = start(pipeline(at, named('third', 'fourth')));
    assert.equal((await post(await other.untilInService(), 'a')).text, 'fourth(third(a))');
    for (const one of [running, other]) {
      await one.stop();
      assert.equal((await one.ended).status, 'OutOfService');
    }
    const described = JSON.stringify((await running.ended).describe['NotReproduced']);
    assert.match(described, /ContainerHostname as a host name/);
  });

  it('I22: wants the label of its Dockerfile', async () => {
    const { status, failureReason } = await start(pipeline(at, named('first', 'second'), {}, 'LABEL a=b')).ended;
    assert.equal(status, 'Failed');
    assert.match(failureReason, /does not contain required .*accept-bind-to-port=true Docker label/);
  });
});
