import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectDocker, thisMachine } from '../../../src/engines/docker/connectDocker';
import { createLocalPlatform } from '../../../src/local/localPlatform';
import { input, output, outputs, processing, two } from './processingRequests';
import { Running, useProject, type Project } from './project';

const buildNetwork = process.env['SAGEMAKER_CONTAINERS_BUILD_NETWORK'];
const buildOptions = buildNetwork === undefined ? {} : { buildNetwork };

const out = '/opt/ml/processing/out';
const filesOf = (at: Project, folder: string) =>
  readdirSync(join(at.root, folder), { recursive: true, encoding: 'utf8' }).sort();

describe('the outputs of a processing job', function () {
  this.timeout(60_000);
  const project = useProject();

  it('P5: are copied to their folders at the end, beside what is there; links are not followed', async () => {
    const at = project();
    at.write('result/old.txt', 'old');
    at.write('result/a.txt', 'old');
    const program = `#!/bin/sh\ncd ${out}; mkdir -p deep empty; echo new > a.txt; echo b > deep/b.txt; ln -s a.txt link; ln -s /etc folder; mkfifo pipe`;
    const { status, events, job } = await at.run(processing(at, program, outputs(output('out', 'file://result'))));
    assert.equal(status, 'Completed');
    assert.deepEqual(filesOf(at, 'result'), ['a.txt', 'deep', 'deep/b.txt', 'old.txt']);
    assert.equal(at.read('result/a.txt'), 'new\n');
    const artifacts = events.filter((event) => event.kind === 'artifact');
    assert.deepEqual(artifacts, [
      { kind: 'artifact', job, at: artifacts[0]?.at, name: 'out', path: join(at.root, 'result'), bytes: 6 },
    ]);
  });

  it('stay with the job when they would go to S3', async () => {
    const at = project();
    const { job, describe } = await at.run(
      processing(at, `#!/bin/sh\necho a > ${out}/a.txt`, outputs(output('out', 's3://bucket/out'))),
    );
    assert.equal(at.read(`.sagemaker/jobs/${job}/output/out/a.txt`), 'a\n');
    assert.match(String(describe['NotReproduced']), /s3:\/\/bucket\/out \(output out stays with the job\)/);
  });

  it('P5: are copied while it runs when they are Continuous', async () => {
    const at = project();
    const program = `#!/bin/sh\necho 1 > ${out}/log; trap "echo 3 > ${out}/last; exit 0" TERM; sleep 2; echo 22 > ${out}/log; while true; do sleep 0.1; done`;
    const running = at.start(processing(at, program, outputs(output('out', 'file://live', 'Continuous'))));
    await running.untilStatus('Processing');
    const seen = new Set<string>();
    for (let tries = 0; tries < 200 && seen.size < 2; tries += 1) {
      if (existsSync(join(at.root, 'live/log'))) seen.add(at.read('live/log'));
      await sleep(100);
    }
    assert.deepEqual(
      [...seen].filter((text) => text !== ''),
      ['1\n', '22\n'],
    );
    await running.stop();
    assert.equal((await running.ended).status, 'Stopped');
    assert.deepEqual(filesOf(at, 'live'), ['last', 'log']);
  });

  it('are kept when the program fails', async () => {
    const at = project();
    const program = `#!/bin/sh\necho half > ${out}/a.txt; exit 1`;
    const { status } = await at.run(processing(at, program, outputs(output('out', 'file://half'))));
    assert.equal(status, 'Failed');
    assert.equal(at.read('half/a.txt'), 'half\n');
  });

  it('D5: of several instances are apart while they run and together at the end', async () => {
    const at = project();
    const program = [
      '#!/usr/bin/env python3',
      'import json, os, socket, time',
      'config = json.load(open("/opt/ml/config/resourceconfig.json")); me = config["current_host"]',
      'print(me, config["hosts"], os.listdir("/opt/ml/processing/out"))',
      'for host in config["hosts"]:',
      '    for attempt in range(50):',
      '        try: socket.gethostbyname(host); break',
      '        except OSError: time.sleep(0.1)',
      '    else: raise SystemExit("no " + host)',
      'time.sleep(2 if me == "algo-1" else 3)',
      'open(f"/opt/ml/processing/out/{me}", "w").write(me)',
      'open("/opt/ml/processing/out/both", "w").write(me)',
      'open("/opt/ml/output/message", "w").write(me + " is done. ")',
    ].join('\n');
    const { status, lines, describe } = await at.run(
      processing(at, program, { ...two, ...outputs(output('out', 'file://merged')) }),
    );
    assert.equal(status, 'Completed', [...lines('algo-1'), ...lines('algo-2')].join('\n'));
    for (const host of ['algo-1', 'algo-2'])
      assert.deepEqual(lines(host), [`${host} ['algo-1', 'algo-2'] []`], 'nothing of the other one');
    assert.deepEqual(filesOf(at, 'merged'), ['algo-1', 'algo-2', 'both']);
    assert.equal(describe['ExitMessage'], 'algo-1 is done. algo-2 is done. ');
  });

  it('that can not be written fail the job with the place, and are kept with it', async () => {
    const at = project();
    at.write('taken/a.txt/in-the-way', '');
    const { job, failureReason } = await at.run(
      processing(at, `#!/bin/sh\necho a > ${out}/a.txt`, outputs(output('out', 'file://taken'))),
    );
    assert.match(failureReason, /^ClientError: The output out could not be copied to .*taken/);
    assert.equal(at.read(`.sagemaker/jobs/${job}/opt/ml/processing/out/a.txt`), 'a\n');
  });
});

describe('the outputs of a processing job on an engine that shows files at the end only', function () {
  this.timeout(60_000);
  const project = useProject();

  it('are all there then, which is said before', async () => {
    const at = project();
    at.write('data/a.csv', 'a\n');
    const platform = createLocalPlatform({
      root: at.root,
      region: 'us-east-1',
      engine: async () => {
        const { engine } = await connectDocker(thisMachine(), { ...buildOptions, directOutputs: false });
        assert.ok(engine);
        return engine;
      },
      doctor: async () => [],
    });
    const program = '#!/bin/sh\ncd /opt/ml/processing; cp in/a.csv out; echo deep > out/deep/b; echo own > in/own/c';
    const definition = processing(at, program, {
      ProcessingInputs: [input('data', 'in')],
      ...outputs(
        output('out', 'file://late', 'Continuous'),
        output('out/deep', 'file://deep'),
        output('in/own', 'file://own'),
      ),
    });
    const ran = await new Running(platform, platform.start({ definition }, new AbortController().signal)).ended;
    assert.equal(ran.status, 'Completed', ran.failureReason);
    assert.match(String(ran.describe['NotReproduced']), /S3UploadMode Continuous \(.*: out is copied then\)/);
    assert.deepEqual(filesOf(at, 'late'), ['a.csv', 'deep', 'deep/b']);
    assert.deepEqual([at.read('deep/b'), at.read('own/c')], ['deep\n', 'own\n']);
    rmSync(join(at.root, '.sagemaker/jobs', ran.job), { recursive: true });
  });
});
