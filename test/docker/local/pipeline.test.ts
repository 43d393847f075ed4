import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { labels } from '../../../src/contract/labels';
import type { TraceRequest } from '../../../src/jobs/trace';
import { containersOf, docker } from './dockerState';
import { modelErrorOf, named, pipeline, post } from './pipelineLab';
import { useProject } from './project';

const trace = (from: number, body: string): TraceRequest => ({
  from,
  headers: {},
  body: Buffer.from(body).toString('base64'),
});

describe('a pipeline', function () {
  this.timeout(90_000);
  const project = useProject();

  for (const isolated of [false, true]) {
    it(`I23: hands a request through its containers${isolated ? ', isolated too' : ''}`, async () => {
      const at = project();
      const running = at.start(pipeline(at, named('first', 'second', 'third'), { EnableNetworkIsolation: isolated }));
      const url = await running.untilInService();
      assert.deepEqual(await post(url, 'a,b'), { status: 200, text: 'third(second(first(a,b)))', type: 'text/plain' });
      // I13: they find each other by name, on the ports that they were given.
      assert.equal((await post(url, '/peer second 8150')).text, 'third(second(second(hello)))');
      await running.stop();
      const ran = await running.ended;
      assert.equal(ran.status, 'OutOfService');
      assert.deepEqual(ran.transitions, ['Creating', 'InService', 'Deleting', 'OutOfService']);
      assert.deepEqual(ran.lines('first').slice(0, 2), ['port 8100 8101-8149', 'POST text/csv | None | None | 3']);
      assert.deepEqual(ran.lines('third').slice(0, 1), ['port 8200 8201-8249']);
      for (const name of ['first', 'second', 'third']) assert.equal(ran.lines(name).at(-1), 'got SIGTERM');
    });
  }

  it('I24: hands Content-Type on as it came, and Accept to the last container only', async () => {
    const at = project();
    const [first, second, third] = ['text/csv; charset=utf-8', '', 'application/json'];
    const containers = [first, second, third].map((TYPE) => ({ Environment: { TYPE } }));
    const running = at.start(pipeline(at, containers));
    const url = await running.untilInService();
    const accepted = { Accept: 'application/json', 'X-Amzn-SageMaker-Custom-Attributes': 'mine' };
    assert.equal((await post(url, 'a', { 'Content-Type': 'application/x-it', ...accepted })).type, third);
    await running.stop();
    const { lines } = await running.ended;
    assert.equal(lines('container-1')[1], 'POST application/x-it | None | mine | 1');
    assert.equal(lines('container-2')[1], `POST ${first} | None | mine | 4`);
    assert.equal(lines('container-3')[1], 'POST None | application/json | mine | 7');
  });

  it('is described with all its images', async () => {
    const at = project();
    const running = at.start(pipeline(at, named('first', 'second')));
    await running.untilInService();
    const describe = await at.platform.describe(running.job);
    const [variant] = describe?.['ProductionVariants'] as [{ readonly DeployedImages: readonly unknown[] }];
    assert.equal(variant.DeployedImages.length, 2);
    await running.stop();
    await running.ended;
  });

  it('I22: wants the label on its images, in the words of the platform', async () => {
    const at = project();
    const { status, failureReason } = await at.run(pipeline(at, named('first', 'second'), {}, 'LABEL a=b'));
    assert.equal(status, 'Failed');
    assert.match(
      failureReason,
      /^ClientError: Your Ecr Image sagemaker-containers\/\S+ does not contain required com\.amazonaws\.sagemaker\.capabilities\.accept-bind-to-port=true Docker label\(s\)\. Add LABEL/,
    );
  });

  it('has no ports and needs no label with one container', async () => {
    const at = project();
    const running = at.start(pipeline(at, [{ ContainerHostname: 'only' }], {}, 'LABEL a=b'));
    assert.equal((await post(await running.untilInService(), 'a')).text, 'x(a)');
    await running.stop();
    assert.equal((await running.ended).lines('AllTraffic')[0], 'port 8080 None');
  });

  it('I25: with Direct mode, asks the container that the caller names', async () => {
    const at = project();
    const Mode = 'Direct';
    const running = at.start(pipeline(at, named('first', 'second'), { InferenceExecutionConfig: { Mode } }));
    const url = await running.untilInService();
    const target = (name: string) => ({ 'X-Amzn-SageMaker-Target-Container-Hostname': name });
    assert.equal((await post(url, 'a', target('second'))).text, 'second(a)');
    assert.equal((await post(url, 'a', target('first'))).text, 'first(a)');
    for (const [headers, why] of [
      [{}, /is missing/],
      [target('third'), /no container third/],
    ] as const) {
      const refused = await post(url, 'a', headers);
      assert.equal(refused.status, 400);
      assert.match(refused.text, why);
    }
    await running.stop();
    await running.ended;
  });

  it('I25: that is not Direct takes no name', async () => {
    const at = project();
    const running = at.start(pipeline(at, named('first', 'second')));
    const target = { 'X-Amzn-SageMaker-Target-Container-Hostname': 'first' };
    const refused = await post(await running.untilInService(), 'a', target);
    assert.equal(refused.status, 400);
    assert.match(refused.text, /not Direct/);
    await running.stop();
    await running.ended;
  });

  it('shows each step of a traced request, with what the container wrote', async () => {
    const at = project();
    const running = at.start(pipeline(at, named('first', 'second')));
    await running.untilInService();
    const body = Buffer.from([0, 255, 10, 65]);
    const request = { from: 0, headers: { 'content-type': 'a/b', cookie: 'x' }, body: body.toString('base64') };
    const never = new AbortController().signal;
    const { hops, response } = await at.platform.trace(running.job, request, never);
    assert.deepEqual(
      hops.map(({ index, container, stream }) => [index, container, stream]),
      [
        [0, 'first', 'first'],
        [1, 'second', 'second'],
      ],
    );
    const [first, second] = hops;
    assert.deepEqual(first?.request, { headers: { 'content-type': 'a/b' }, body: request.body });
    const expected = Buffer.concat([Buffer.from('first('), body, Buffer.from(')')]);
    assert.deepEqual(Buffer.from(first.response?.body ?? '', 'base64'), expected);
    assert.equal(first.response?.status, 200);
    assert.deepEqual(first.log, ['POST a/b | None | None | 4']);
    assert.deepEqual(second?.log, [`POST text/plain | None | None | ${String(expected.length)}`]);
    assert.equal(second.request.body, first.response.body);
    const caller = Buffer.concat([Buffer.from('second('), expected, Buffer.from(')')]);
    assert.deepEqual([response.status, Buffer.from(response.body, 'base64')], [200, caller]);
    assert.equal(response.headers['x-amzn-invoked-production-variant'], 'AllTraffic');
    const replayed = await at.platform.trace(running.job, { ...request, from: 1 }, never);
    assert.deepEqual(
      replayed.hops.map(({ container }) => container),
      ['second'],
    );
    await assert.rejects(at.platform.trace(running.job, { ...request, from: 2 }, never), {
      code: 'endpoint.trace',
      message: /none with index 2/,
    });
    await running.stop();
    await running.ended;
    await assert.rejects(at.platform.trace(running.job, request, never), { code: 'endpoint.none' });
  });
});

describe('an endpoint definition', function () {
  this.timeout(90_000);
  const project = useProject();

  it('serves the model of its one variant, under its own names', async () => {
    const at = project();
    const model = pipeline(at, [{ ContainerHostname: 'only' }], {}, 'LABEL a=b');
    const ProductionVariants = [
      {
        VariantName: 'blue',
        ModelName: `file://${basename(model)}`,
        InstanceType: 'ml.m5.large',
        InitialInstanceCount: 1,
        ContainerStartupHealthCheckTimeoutInSeconds: 60,
      },
    ];
    at.write('pipe.endpoint-config.json', JSON.stringify({ ProductionVariants }));
    const definition = { EndpointName: 'pipes', EndpointConfigName: 'file://pipe.endpoint-config.json' };
    const running = at.start(at.write('any.endpoint.json', JSON.stringify(definition)));
    const url = await running.untilInService();
    assert.match(url, /\/endpoints\/pipes\/invocations$/);
    assert.equal((await post(url, 'a')).text, 'x(a)');
    const describe = await at.platform.describe('pipes');
    assert.equal(describe?.['EndpointConfigName'], 'pipe');
    assert.match(JSON.stringify(describe['ProductionVariants']), /"VariantName":"blue"/);
    assert.deepEqual(describe['NotReproduced'], ["ml.m5.large (this machine's CPU, memory and disk)"]);
    const body = { EndpointName: `file://${basename(model)}`, Body: 'b', Expect: { Body: 'x(b)' } };
    const fixture = at.write('b.invocation.json', JSON.stringify(body));
    for await (const { passed } of at.platform.invoke([fixture], new AbortController().signal)) assert.ok(passed);
    assert.equal((await at.platform.list()).length, 1, 'a fixture of the model goes to the endpoint that serves it');
    await running.stop();
    assert.equal((await running.ended).lines('blue')[0], 'port 8080 None');
  });
});

describe('a broken pipeline', function () {
  this.timeout(90_000);
  const project = useProject();
  const broken = (Environment: Readonly<Record<string, string>>) => [
    ...named('first'),
    { ContainerHostname: 'second', Environment },
    ...named('third'),
  ];

  it('I11: names the container that answers 500, and its log', async () => {
    const at = project();
    const running = at.start(pipeline(at, broken({ STATUS: '500', NAME: 'oh' })));
    const failed = await post(await running.untilInService(), 'a');
    assert.equal(failed.status, 424);
    const { Message, OriginalStatusCode, OriginalMessage, LogStreamArn } = modelErrorOf(failed);
    assert.match(Message, /from second with message/);
    assert.deepEqual([OriginalStatusCode, OriginalMessage], [500, 'oh(first(a))']);
    assert.match(LogStreamArn, /:log-stream:second$/);
    await running.stop();
    assert.equal((await running.ended).lines('third').length, 2, 'the third was not asked');
  });

  it('I23: names both containers when one hands on more than 5 MB', async () => {
    const at = project();
    const running = at.start(pipeline(at, broken({ BYTES: '5242881' })));
    const failed = modelErrorOf(await post(await running.untilInService(), 'a'));
    assert.match(failed.OriginalMessage, /from container second to container third is longer than 5242880 bytes/);
    await running.stop();
    await running.ended;
  });

  it('I23: hands on exactly 5 MB', async () => {
    const at = project();
    const running = at.start(pipeline(at, broken({ BYTES: '5242880' })));
    const { text } = await post(await running.untilInService(), 'a');
    assert.equal(text.length, 'third()'.length + 5_242_880);
    await running.stop();
    await running.ended;
  });

  it('is Failed when a container has no memory left, and names it', async () => {
    const at = project();
    const running = at.start(pipeline(at, broken({})));
    const url = await running.untilInService();
    const containers = await Promise.all((await containersOf(at.root)).map((one) => one.inspect()));
    const second = containers.find(({ Config }) => Config.Labels[labels.host] === 'second');
    assert.ok(second);
    const Memory = 64 * 1024 * 1024;
    await docker.getContainer(second.Id).update({ Memory, MemorySwap: Memory });
    await at.platform.trace(running.job, trace(1, 'eat'), new AbortController().signal);
    const { status, failureReason } = await running.ended;
    assert.equal(status, 'Failed');
    assert.match(failureReason, /^Container second of variant AllTraffic ended with exit code 137 \(.*memory/i);
    assert.ok(url);
  });

  it('is Failed when a container ends, and names it', async () => {
    const at = project();
    const running = at.start(pipeline(at, broken({ END: '7' })));
    const failed = await post(await running.untilInService(), 'a');
    assert.equal(failed.status, 424);
    assert.match(modelErrorOf(failed).Message, /from second/);
    const { status, failureReason } = await running.ended;
    assert.equal(status, 'Failed');
    assert.match(failureReason, /^Container second of variant AllTraffic ended with exit code 7\./);
  });
});
