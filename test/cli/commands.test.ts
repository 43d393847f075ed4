import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { removeImages } from '../docker/local/dockerState';
import { assertGolden } from '../machine/goldenFile';
import { repository } from '../machine/repository';
import { suiteFolder } from '../machine/suiteFolder';

const program = join(repository, 'dist/cli.js');

/** How one call of the program ended. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A training job on the base image itself, so that nothing is built. */
function training(name: string, python: string, own: object = {}): object {
  return {
    TrainingJobName: name,
    AlgorithmSpecification: {
      TrainingImage: 'python:3.11-slim',
      TrainingInputMode: 'File',
      ContainerEntrypoint: ['python3', '-uc', python],
      MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
      ...own,
    },
  };
}

const serve = `#!/usr/bin/env python3
from http.server import BaseHTTPRequestHandler, HTTPServer
import os, signal
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        self.send_response(415 if body == 'bad' else 200)
        self.send_header('Content-Type', 'text/csv'); self.end_headers()
        self.wfile.write((body.upper() + '\\n').encode())
    def log_message(self, *_): pass
HTTPServer(('', 8080), Handler).serve_forever()
`;

const files: Readonly<Record<string, object | string>> = {
  'people.csv': 'name,age\nAda,36\n',
  'good.training-job.json': training(
    'good',
    'import sys; print("loss=0.5"); print("careful", file=sys.stderr); open("/opt/ml/model/w", "w").write("42")',
  ),
  'curve.training-job.json': training('curve', 'for i in range(1, 5): print(f"loss={1 / i}")'),
  'bad.training-job.json': training('bad', 'open("/opt/ml/output/failure", "w").write("no data"); exit(3)'),
  'long.training-job.json': training(
    'long',
    'import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); print("ready"); time.sleep(100)',
  ),
  'wrong.training-job.json': { TrainingJobName: 'my_job' },
  'echo.model.json': { ModelName: 'echo', PrimaryContainer: { Image: 'file://image' } },
  'image/Dockerfile':
    'FROM python:3.11-slim\nLABEL sagemaker-containers.test=commands\nCOPY serve /usr/local/bin/serve\n',
  'image/serve': serve,
  'good.invocation.json': {
    ...{ EndpointName: 'file://echo.model.json', ContentType: 'text/csv', Body: 'a,b' },
    Expect: { StatusCode: 200, ContentType: 'text/csv', Body: 'A,B\n' },
  },
  'refused.invocation.json': {
    ...{ EndpointName: 'file://echo.model.json', Body: 'bad' },
    Expect: { StatusCode: 424, OriginalStatusCode: 415 },
  },
  'differs.invocation.json': { EndpointName: 'file://echo.model.json', Body: 'a', Expect: { Body: 'B' } },
};

describe('the packaged command line', function () {
  this.timeout(120_000);
  const root = suiteFolder('commands');
  before(() => {
    for (const [name, content] of Object.entries(files)) {
      const file = join(root, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2), {
        mode: 0o755,
      });
    }
  });
  after(async () => {
    await removeImages('sagemaker-containers.test=commands');
    rmSync(root, { recursive: true, force: true });
  });

  const start = (args: readonly string[]) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    const ended = Promise.all([text(child.stdout), text(child.stderr), closed]).then(
      ([stdout, stderr, code]): Ended => ({ code: code ?? -1, stdout, stderr }),
    );
    return { child, ended };
  };
  const cli = (...args: readonly string[]): Promise<Ended> => start(args).ended;

  /** Times, ports, places and the engine's own words left out. */
  const normalised = (output: string): string =>
    output
      .replaceAll(root, 'PROJECT')
      .replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+Z)?/g, 'TIME')
      .replaceAll(/\b\d\d:\d\d:\d\d\b/g, 'HH:MM:SS')
      .replaceAll(/"(at|createdAt|startedAt|endedAt|milliseconds)":[\d.]+/g, '"$1":0')
      .replaceAll(/"TrainingTimeInSeconds":\d+/g, '"TrainingTimeInSeconds":0')
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
      .replaceAll(/Running on [^"\n]*/g, 'Running on ENGINE')
      .replaceAll(/after [\d.]+ s/g, 'after SECONDS s')
      .replaceAll(/\d+\.\d ms/g, 'N ms')
      .replaceAll(/\b\d+(\.\d)? k?B\b/g, 'SIZE')
      .replaceAll(/"bytes":\d+/g, '"bytes":0')
      .split('\n')
      .filter((line) => !line.startsWith('build |') && !line.includes('"stream":"build"'))
      .join('\n');
  const shown = (title: string, { code, stdout, stderr }: Ended): string =>
    normalised(`$ sagemaker-containers ${title}\n${stdout}--- stderr\n${stderr}--- ends with ${code}\n\n`);

  it('explains itself', async () => {
    let all = '';
    const commands = [
      'run',
      'preview',
      'invoke',
      'jobs',
      'describe',
      'logs',
      'metrics',
      'stop',
      'resume',
      'submit',
      'cleanup',
      'whoami',
      'clean',
      'doctor',
      'server',
      'check',
      'probe',
    ];
    for (const command of ['', ...commands, 'validate', 'schema', 'new', 'generate']) {
      const words = [...(command === '' ? [] : [command]), '--help'];
      const ended = await cli(...words);
      assert.equal(ended.code, 0);
      all += shown(words.join(' '), ended);
    }
    assertGolden('cli/help-of-all.txt', all);
  });

  it('makes a schema of a CSV file and of an MLeap bundle', async () => {
    const csv = await cli('schema', 'people.csv', '--json');
    assert.deepEqual(csv, {
      code: 0,
      stdout:
        '{"input":[{"name":"name","type":"string"},{"name":"age","type":"int"}],"output":{"name":"prediction","type":"double"}}\n',
      stderr: '',
    });
    const bundle = join(repository, 'test', 'golden', 'mleap', 'abalone.zip');
    const { code, stdout } = await cli('schema', bundle, '--output', 'features');
    assert.equal(code, 0);
    assert.match(stdout, /{"name": "rings", "type": "double"}\n {2}\],\n.*"struct": "vector"/);
    const missing = await cli('schema', bundle, '--output', 'feature');
    assert.deepEqual([missing.code, missing.stderr.split('\n')[1]], [2, 'Did you mean features?']);
  });

  it('says what is wrong with words and definitions, and ends with 2', async () => {
    let all = '';
    for (const words of [
      ['nonsense'],
      ['run'],
      ['run', 'good.training-job.json', '--engine', 'podman'],
      ['run', 'echo.model.json', '--port', '99999'],
      ['run', 'missing.training-job.json'],
      ['run', 'wrong.training-job.json'],
      ['run', 'good.invocation.json'],
      ['invoke', 'good.training-job.json'],
    ]) {
      const ended = await cli(...words);
      assert.equal(ended.code, 2, ended.stderr);
      all += shown(words.join(' '), ended);
    }
    assertGolden('cli/usage.txt', all);
  });

  it('says what can not be done, and ends with 1', async () => {
    let all = '';
    for (const words of [['logs', 'nobody'], ['stop', 'nobody'], ['resume', 'nobody'], ['jobs'], ['clean']]) {
      const ended = await cli(...words);
      assert.equal(ended.code, ['jobs', 'clean'].includes(words[0] ?? '') ? 0 : 1, ended.stderr);
      all += shown(words.join(' '), ended);
    }
    assertGolden('cli/nothing.txt', all);
  });

  it('runs a training job: 0 Completed, 1 Failed', async () => {
    const good = await cli('run', 'good.training-job.json');
    assert.equal(good.code, 0, good.stderr);
    const bad = await cli('run', 'bad.training-job.json');
    assert.equal(bad.code, 1, bad.stderr);
    // The two streams of a program may come in any order.
    const out = { ...good, stdout: good.stdout.split('\n').sort().join('\n') };
    assertGolden('cli/run.txt', shown('run good.training-job.json', out) + shown('run bad.training-job.json', bad));
  });

  it('gives a run as JSON, one event a line, DescribeTrainingJob at the end', async () => {
    const { code, stdout, stderr } = await cli('run', 'bad.training-job.json', '--json');
    assert.deepEqual([code, stderr], [1, '']);
    const lines = stdout.trimEnd().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
    assert.deepEqual(Object.keys(last).sort(), ['at', 'describe', 'job', 'kind']);
    const anyName = normalised(stdout).replaceAll(/bad-[\d-]+/g, 'bad-TIME');
    assertGolden('cli/run-json.txt', anyName);
  });

  it('lists jobs and shows what they wrote', async () => {
    const jobs = await cli('jobs');
    const names = jobs.stdout.split('\n').map((line) => line.split(' ')[0]);
    assert.deepEqual([names[0], ...names.slice(-3)], ['NAME', 'bad', 'good', '']);
    const json = (await cli('jobs', '--json')).stdout.trimEnd().split('\n');
    assert.ok(json.every((line) => 'transitions' in (JSON.parse(line) as object)));
    const logs = await cli('logs', 'good');
    assert.deepEqual([logs.code, logs.stdout.split('\n').sort()], [0, ['', 'careful', 'loss=0.5']]);
    const platform = await cli('logs', 'good', '--stream', 'platform');
    assert.match(platform.stdout, /^Running on /);
    const missing = await cli('logs', 'good', '--stream', 'nothing');
    assert.equal(missing.code, 1);
    assertGolden('cli/logs-missing.txt', shown('logs good --stream nothing', missing));
  });

  it('sums up the metrics of jobs, and gives them as CSV and JSON', async () => {
    assert.equal((await cli('run', 'curve.training-job.json')).code, 0);
    let all = '';
    for (const words of [
      ['metrics', 'curve', 'good'],
      ['metrics', 'curve', 'good', '--csv'],
      ['metrics', 'curve', '--json'],
      ['metrics', '-f', 'curve'],
      ['metrics', 'bad'],
    ]) {
      const ended = await cli(...words);
      assert.equal(ended.code, 0, ended.stderr);
      assert.equal(ended.stdout.includes('\r\n'), words.includes('--csv'));
      all += shown(words.join(' '), { ...ended, stdout: ended.stdout.replaceAll('\r', '') });
    }
    assertGolden('cli/metrics.txt', all);
  });

  it('stops a detached job from another terminal: the run of a stopped job ends with 3', async () => {
    const run = start(['run', 'long.training-job.json']);
    let said = '';
    await new Promise<void>((resolve) => {
      run.child.stdout.on('data', (data: Buffer) => {
        said += data.toString();
        if (said.includes('ready')) resolve();
      });
    });
    const stop = await cli('stop', 'long');
    const ended = await run.ended;
    assert.deepEqual([stop.code, ended.code], [0, 3], ended.stderr);
    assertGolden('cli/stop.txt', shown('run long.training-job.json', ended) + shown('stop long', stop));
  });

  it('serves a model for fixtures, and ends with 1 when an answer differs', async () => {
    const good = await cli('invoke', 'good.invocation.json', 'refused.invocation.json');
    assert.equal(good.code, 0, good.stdout + good.stderr);
    const differs = await cli('invoke', 'differs.invocation.json');
    assert.equal(differs.code, 1);
    assertGolden(
      'cli/invoke.txt',
      shown('invoke good.invocation.json refused.invocation.json', good) +
        shown('invoke differs.invocation.json', differs),
    );
  });

  it('uses an endpoint that runs detached, until it is stopped', async () => {
    const run = await cli('run', 'echo.model.json', '--detach');
    assert.equal(run.code, 0, run.stderr);
    const job = run.stdout.trimEnd().split('\n').at(-1) ?? '';
    const { code, stdout } = await cli('invoke', '--json', 'good.invocation.json', 'differs.invocation.json');
    assert.equal(code, 1);
    const json = normalised(stdout);
    const stop = await cli('stop', job);
    assert.equal(stop.code, 0, stop.stderr);
    const anyName = (ended: string) => ended.replaceAll(/echo-[\d-]+/g, 'echo-TIME');
    // Whoever follows a job sees the last message of a status; which of those before it is a matter of the moment.
    const anyMessage = (ended: string) =>
      ended.replace(/(^HH:MM:SS {2}Creating .*\n)+/m, 'HH:MM:SS  Creating      …\n');
    assertGolden(
      'cli/detach.txt',
      anyName(anyMessage(shown('run echo.model.json --detach', run)) + json + shown('stop JOB', stop)),
    );
    assert.doesNotMatch((await cli('jobs')).stdout, /InService/);
  });

  it('looks at the machine', async () => {
    const { code, stdout } = await cli('doctor');
    assert.equal(code, 0);
    const names = stdout.split('\n').flatMap((line) => /^(?:ok|problem) +(\S+( engine)?) {2}/.exec(line)?.[1] ?? []);
    assert.deepEqual(names, ['Container engine', 'Process engine', 'Disk', 'Jobs']);
    const json = (await cli('doctor', '--json')).stdout.trimEnd().split('\n');
    assert.ok(json.every((line) => typeof (JSON.parse(line) as { readonly ok: unknown }).ok === 'boolean'));
  });

  it('removes everything that ended jobs left', async () => {
    const clean = await cli('clean', '--ended');
    assert.equal(clean.code, 0);
    const lines = clean.stdout.trimEnd().split('\n');
    assert.ok(lines.includes('good: logs and artifacts'));
    assert.match((await cli('jobs')).stderr, /Nothing has run here yet/);
  });
});
