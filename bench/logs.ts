import { mkdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { benchEngine, writeTrainingJob } from './benchEngine';
import { interleaved, ratioOf, timed, type BenchRun, type Benchmark, type Measure } from './measure';
import { program } from './program';
import { repository } from './repository';

const rounds = 3;
const lineCount = 1_000_000;
const lineBytes = 80;
const leastTimes = 2;
const mostMegabytes = 150;

/** Numbered lines of 80 bytes, newline included, written a thousand at a time, so that the program is not what is measured. */
const chatty = `#!/usr/bin/env python3
import os
tail = "." * (${lineBytes} - 9) + "\\n"
for first in range(0, ${lineCount}, 1000):
    data = "".join("%07d %s" % (number, tail) for number in range(first, first + 1000)).encode()
    while data:
        data = data[os.write(1, data):]
`;

/** A million log lines through a run into its log file, in the command line program as it is shipped. */
export const logs: Benchmark = {
  name: 'logs',
  title: `${lineCount} lines of ${lineBytes} bytes into a log file, against "docker logs -f"`,
  run: measureLogs,
};

async function measureLogs(bench: BenchRun): Promise<readonly Measure[]> {
  bench.say('building the command line program');
  await program('npm', ['run', '--silent', 'build'], { cwd: repository });
  const { image, title, env } = await benchEngine(bench, chatty);
  const peaks: number[] = [];
  const pair = await interleaved(
    rounds,
    (round) => ours({ bench, image, round, peaks }),
    (round) => dockerLogs(bench, image, env, round),
  );
  const ratio = ratioOf(pair);
  const peak = Math.round(Math.max(...peaks) / 1024);
  const facts = { engine: title, lines: lineCount, peakMegabytes: peak };
  const speed = { unit: 'ms', ratio, ...pair, facts };
  const memory = { median: peak, runs: peaks.map((kilobytes) => Math.round(kilobytes / 1024)) };
  return [
    {
      name: 'speed',
      goal: `at most 1/${leastTimes} of the time of "docker logs -f"`,
      met: ratio <= 1 / leastTimes,
      ...speed,
    },
    { name: 'memory', goal: `at most ${mostMegabytes} MB`, met: peak <= mostMegabytes, unit: 'MB', ours: memory },
  ];
}

interface OurRun {
  readonly bench: BenchRun;
  readonly image: string;
  readonly round: number;
  readonly peaks: number[];
}

/** The whole run: program start, container, log, artifacts. */
async function ours({ bench, image, round, peaks }: OurRun): Promise<number> {
  const project = join(bench.folder, `ours-${round}`);
  mkdirSync(project);
  const definition = writeTrainingJob(project, image);
  const peakFile = join(project, 'peak');
  const hook = join(project, 'peak.cjs');
  writeFileSync(hook, peakHook(peakFile));
  const command = ['--require', hook, join(repository, 'dist/cli.js')];
  const milliseconds = await timed(() =>
    program(process.execPath, [...command, '--project', project, 'run', definition, '--engine', 'docker']),
  );
  await checkLines(join(project, '.sagemaker/jobs/bench/logs/algo-1.log'));
  peaks.push(Number(await readAll(peakFile)));
  return milliseconds;
}

/** Only the command that reads the log: the container is running when the clock starts. */
async function dockerLogs(bench: BenchRun, image: string, env: NodeJS.ProcessEnv, round: number): Promise<number> {
  const name = `sagemaker-containers-bench-${process.pid}-${round}`;
  const remove = () => program('docker', ['rm', '--force', '--volumes', name], { env });
  bench.afterwards(remove);
  await program('docker', ['run', '--detach', '--name', name, image, 'train'], { env });
  const output = join(bench.folder, `docker-${round}.log`);
  const milliseconds = await timed(() => program('docker', ['logs', '--follow', name], { env, output }));
  await remove();
  await checkLines(output);
  return milliseconds;
}

/** @throws Error when a line is missing, is there twice, or stands elsewhere */
async function checkLines(path: string): Promise<void> {
  const file = await open(path);
  let number = 0;
  for await (const line of file.readLines()) {
    if (Number(line.slice(0, 7)) !== number || line.length !== lineBytes - 1)
      throw new Error(`${path}: line ${number} is "${line}"`);
    number += 1;
  }
  if (number !== lineCount) throw new Error(`${path} has ${number} lines instead of ${lineCount}`);
}

async function readAll(path: string): Promise<string> {
  const file = await open(path);
  try {
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Keeps the program's peak memory in kilobytes; Linux's resource usage would count the memory of the parent that forked it. */
function peakHook(file: string): string {
  return `
const { readFileSync, writeFileSync } = require('node:fs');
process.on('exit', () => {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /VmHWM:\\s+(\\d+)/.exec(status);
  writeFileSync(${JSON.stringify(file)}, peak ? peak[1] : String(process.resourceUsage().maxRSS));
});
`;
}
