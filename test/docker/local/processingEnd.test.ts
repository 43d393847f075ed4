import assert from 'node:assert/strict';
import { CommandLine, commandLine } from './commandLine';
import { output, outputs, processing, two } from './processingRequests';
import { useProject } from './project';

const message = '/opt/ml/output/message';
const deaf =
  '#!/usr/bin/env python3\nimport signal, time\nsignal.signal(signal.SIGTERM, lambda *_: print("deaf", flush=True))\nprint("ready", flush=True)\nwhile True: time.sleep(1)';
const polite = `#!/bin/sh\ntrap "echo bye > ${message}; exit 0" TERM; echo ready; while true; do sleep 0.1; done`;

describe('a processing job', function () {
  this.timeout(90_000);
  const project = useProject();

  it('P2, P8: is Completed with its message when the program ends with 0', async () => {
    const at = project();
    const ran = await at.run(processing(at, `#!/bin/sh\nprintf '12 rows: größer' > ${message}`));
    assert.deepEqual(ran.transitions, ['Starting', 'Downloading', 'Processing', 'Uploading', 'Completed']);
    const { describe } = ran;
    assert.deepEqual(
      [describe['ProcessingJobStatus'], describe['ExitMessage'], describe['FailureReason']],
      ['Completed', '12 rows: größer', undefined],
    );
    assert.ok(String(describe['ProcessingStartTime']) < String(describe['ProcessingEndTime']));
    assert.equal(describe['SecondaryStatus'], undefined);
  });

  it('P8: has the first 1 KB of a long message', async () => {
    const { describe } = await project().run(
      processing(project(), `#!/bin/sh\nhead -c 5000 /dev/zero | tr '\\0' x > ${message}`),
    );
    assert.equal(describe['ExitMessage'], 'x'.repeat(1024));
  });

  it('P8: fails as ClientError when its message is no text', async () => {
    const ran = await project().run(processing(project(), `#!/bin/sh\nprintf '\\377\\376' > ${message}`));
    assert.equal(ran.status, 'Failed');
    assert.match(ran.failureReason, /^ClientError: .*message is not UTF-8/);
    assert.equal(ran.describe['ExitMessage'], undefined);
  });

  for (const code of [3, 130]) {
    it(`P2, D5: is Failed with exit code ${String(code)}, and keeps its message`, async () => {
      const ran = await project().run(
        processing(project(), `#!/bin/sh\necho "no rows" > ${message}; exit ${String(code)}`),
      );
      assert.equal(ran.describe['ProcessingJobStatus'], 'Failed');
      assert.match(ran.failureReason, new RegExp(`^AlgorithmError: .*exit code: ${String(code)}`));
      assert.equal(ran.describe['ExitMessage'], 'no rows\n');
    });
  }

  it('is Failed when one of its instances fails, without waiting for the others', async () => {
    const program = [
      '#!/usr/bin/env python3',
      'import json, sys, time',
      'if json.load(open("/opt/ml/config/resourceconfig.json"))["current_host"] == "algo-2": sys.exit(4)',
      'import signal; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); time.sleep(60)',
    ].join('\n');
    const ran = await project().run(processing(project(), program, two));
    assert.match(ran.failureReason, /exit code: 4$/);
  });

  it('is Failed with the reason when its program can not be started', async () => {
    const definition = processing(project(), polite, { AppSpecification: { ContainerEntrypoint: ['/no/such'] } });
    const ran = await project().run(definition);
    assert.equal(ran.status, 'Failed');
    assert.match(ran.failureReason, /\/no\/such/);
  });

  it('P10: gets SIGTERM when it is stopped, and has its say', async () => {
    const at = project();
    const running = at.start(processing(at, polite));
    await running.untilLine('ready');
    await running.stop();
    const ran = await running.ended;
    assert.deepEqual([ran.status, ran.describe['ExitMessage']], ['Stopped', 'bye\n']);
    assert.deepEqual(ran.transitions.slice(-3), ['Stopping', 'Uploading', 'Stopped']);
  });

  it('P10: is killed when it is asked a second time', async () => {
    const at = project();
    const running = at.start(processing(at, deaf));
    await running.untilLine('ready');
    await running.stop();
    await running.untilLine('deaf');
    const asked = performance.now();
    await running.stop();
    assert.equal((await running.ended).status, 'Stopped');
    assert.ok(performance.now() - asked < 5_000, 'at once');
  });

  it('P10, D24: is Stopped when its time is over', async () => {
    const ran = await project().run(processing(project(), polite, { StoppingCondition: { MaxRuntimeInSeconds: 1 } }));
    assert.deepEqual([ran.describe['ProcessingJobStatus'], ran.transitions.at(-1)], ['Stopped', 'MaxRuntimeExceeded']);
  });

  it('is resumed after its process was killed, and keeps its outputs', async () => {
    const at = project();
    const program =
      '#!/usr/bin/env python3\nimport time\nfor i in range(100): print("line", i, flush=True); time.sleep(0.02)\nopen("/opt/ml/processing/out/x", "w").write("42"); open("/opt/ml/output/message", "w").write("done")';
    const request = { ProcessingJobName: 'resumed', ...outputs(output('out', 'file://resumed-out')) };
    const owner = new CommandLine(at.root, ['run', processing(at, program, request)]);
    await owner.untilSaid('line 10\n');
    await owner.kill();
    assert.match((await commandLine(at.root, ['jobs'])).stdout, /^resumed +processing +Processing|InProgress/m);
    const { code, stderr } = await commandLine(at.root, ['resume', 'resumed']);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Exit message: done/);
    assert.equal(at.read('resumed-out/x'), '42');
    assert.equal(at.read('.sagemaker/jobs/resumed/logs/algo-1.log').trimEnd().split('\n').length, 100);
  });

  it('is Failed in its own words after it was cleaned away', async () => {
    const at = project();
    const owner = new CommandLine(at.root, ['run', processing(at, polite, { ProcessingJobName: 'cleaned' })]);
    await owner.untilSaid('ready\n');
    await owner.kill();
    const { code, stdout } = await commandLine(at.root, ['clean']);
    assert.deepEqual([code, /^cleaned: marked as failed$/m.test(stdout)], [0, true]);
    assert.match(at.read('.sagemaker/jobs/cleaned/job.json'), /"ProcessingJobStatus": "Failed"/);
  });

  it('tells the terminal how it ended: 0, 1, 3, and 2 for what can not be run', async () => {
    const at = project();
    const codeOf = async (program: string, request: object = {}) =>
      (await commandLine(at.root, ['run', processing(at, program, request)])).code;
    assert.equal(await codeOf('#!/bin/sh\ntrue'), 0);
    assert.equal(await codeOf('#!/bin/sh\nfalse'), 1);
    assert.equal(await codeOf(polite, { StoppingCondition: { MaxRuntimeInSeconds: 1 } }), 3);
    assert.equal(await codeOf(polite, outputs(output('../out', 'file://x'))), 2);
  });

  it('has the Describe response for its last event', async () => {
    const at = project();
    const { stdout } = await commandLine(at.root, ['run', processing(at, '#!/bin/sh\ntrue'), '--json']);
    const last = stdout.trimEnd().split('\n').at(-1) ?? '';
    const end = JSON.parse(last) as { readonly kind: string; readonly describe: Readonly<Record<string, unknown>> };
    assert.deepEqual([end.kind, end.describe['ProcessingJobStatus']], ['end', 'Completed']);
  });
});
