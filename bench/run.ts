/**
 * `npm run bench -- NAME`: runs one benchmark. A table for people goes to stderr, one JSON object to stdout.
 * Exit code 0 when every goal is met, 1 when one is missed, 2 when it could not be measured.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { activation } from './activation';
import { awsEndpoint } from './awsEndpoint';
import { explorer } from './explorer';
import { follow } from './follow';
import { language } from './language';
import { logs } from './logs';
import type { Benchmark, Measure } from './measure';
import { overhead } from './overhead';
import { pipeline } from './pipeline';
import { start } from './start';
import { transform } from './transform';
import { upload } from './upload';
import { validate } from './validate';

// What AWS's clients say about Node's version is for who builds this.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const benchmarks: readonly Benchmark[] = [
  overhead,
  logs,
  activation,
  pipeline,
  start,
  transform,
  validate,
  language,
  awsEndpoint,
  explorer,
  follow,
  upload,
];

async function main(name: string | undefined): Promise<number> {
  const benchmark = benchmarks.find((one) => one.name === name);
  if (!benchmark) {
    const list = benchmarks.map((one) => `  ${one.name.padEnd(12)}${one.title}\n`).join('');
    process.stderr.write(`npm run bench -- NAME\n\n${list}`);
    return 2;
  }
  const measures = await measured(benchmark);
  process.stderr.write(table(benchmark, measures));
  const [first, ...more] = measures;
  const machine = { platform: process.platform, node: process.version, cpus: cpus().length };
  process.stdout.write(`${JSON.stringify({ benchmark: benchmark.name, ...first, more, machine })}\n`);
  return measures.every(({ met }) => met) ? 0 : 1;
}

async function measured(benchmark: Benchmark): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const cleanUps: (() => Promise<unknown>)[] = [];
  const cleanUp = async () => {
    for (const one of cleanUps.splice(0).reverse()) await one();
    rmSync(folder, { recursive: true, force: true });
  };
  const interrupt = () => void cleanUp().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  try {
    return await benchmark.run({
      folder,
      say: (what) => void process.stderr.write(`${what}\n`),
      afterwards: (work) => void cleanUps.push(work),
    });
  } finally {
    await cleanUp();
  }
}

function table({ name, title }: Benchmark, measures: readonly Measure[]): string {
  const rows = measures.map((measure) => [
    `${name}/${measure.name}`,
    `${measure.ours.median.toFixed(1)} ${measure.unit}`,
    measure.yardstick ? `${measure.yardstick.median.toFixed(1)} ${measure.unit}` : '-',
    measure.ratio === undefined ? '-' : measure.ratio.toFixed(2),
    measure.goal,
    measure.met ? 'met' : 'MISSED',
  ]);
  const all = [['', 'ours', 'yardstick', 'ratio', 'goal', ''], ...rows];
  const widths = all[0]?.map((_cell, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `\n${title}\n\n${lines.join('\n')}\n\n`;
}

main(process.argv[2]).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
