/**
 * `tsx test/process/sparkml/askRealContainer.ts JAR`: asks the real container all that our image is asked in
 * serving.test.ts, and writes its answers to test/golden/sparkml-serving.json. Needs root on Linux, Java 17 and the
 * container's own program: in a clone of github.com/aws/sagemaker-sparkml-serving-container (3.3), `mvn -DskipTests package`
 * makes target/sparkml-serving-3.3.jar.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repository } from '../../machine/repository';
import { askAll, type Answered } from './ask';
import type { Served } from './asked';
import { served } from './cases';
import { makePipelines } from './pipelines';

const port = 18_181;
/** What the released image's Java 8 says of an index into an array is just the index. */
const ofArrays = /^(csv: fewer|json lines: only line ends|a bad row)/;

async function main(jar: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'real-sparkml-'));
  const answers: Record<string, Record<string, Answered>> = {};
  try {
    const pipelines = await makePipelines(folder);
    for (const [name, one] of Object.entries(served)) {
      const all = await askReal(resolve(jar), join(pipelines[one.pipeline], 'model'), one);
      answers[name] = Object.fromEntries(Object.entries(all).map(([asked, answer]) => [asked, asJava8(asked, answer)]));
      process.stdout.write(`${name}: ${Object.keys(all).length}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(join(repository, 'test', 'golden', 'sparkml-serving.json'), onePerLine(answers));
}

async function askReal(jar: string, model: string, one: Served): Promise<Readonly<Record<string, Answered>>> {
  // The program knows no other place for its model, so it gets a file system where the place is this folder.
  const mount = 'mount -t tmpfs none /opt && mkdir -p /opt/ml/model && mount --bind "$1" /opt/ml/model';
  const options = ['-Dfile.encoding=UTF-8', '-XX:-ShowCodeDetailsInExceptionMessages', '-jar', jar];
  const script = ['sh', '-c', `${mount} && shift && exec java "$@"`, 'sh', model, ...options];
  const child = spawn('unshare', ['--mount', ...script], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...one.environment, SAGEMAKER_BIND_TO_PORT: String(port) },
    stdio: 'ignore',
  });
  const ended = new Promise((done) => child.once('exit', done));
  try {
    await untilReady();
    return await askAll(port, one);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function untilReady(): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const isReady = await fetch(`http://127.0.0.1:${port}/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(200);
  }
  throw new Error('the container does not answer');
}

/** Newer Javas have other words for two errors; the place that a parser adds is left out. */
function asJava8(asked: string, [status, contentType, body]: Answered): Answered {
  const words = body
    .replace(/(\n| \(start marker) at \[Source: [\s\S]*$/, '')
    .replace(/"timestamp":\d+/, '"timestamp":0')
    .replace(/"MaxConcurrentTransforms":\d+/, '"MaxConcurrentTransforms":0')
    .replace(/^class (\S+) cannot be cast to class (\S+) \([\s\S]*$/, '$1 cannot be cast to $2')
    .replace(/^Index (\d+) out of bounds for length (\d+)$/, ofArrays.test(asked) ? '$1' : 'Index: $1, Size: $2');
  return [status, contentType.toLowerCase(), words];
}

function onePerLine(answers: Readonly<Record<string, Readonly<Record<string, Answered>>>>): string {
  const groups = Object.entries(answers).map(([name, all]) => {
    const lines = Object.entries(all).map(
      ([asked, answer]) => `    ${JSON.stringify(asked)}: ${JSON.stringify(answer)}`,
    );
    return `  ${JSON.stringify(name)}: {\n${lines.join(',\n')}\n  }`;
  });
  return `{\n${groups.join(',\n')}\n}\n`;
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
