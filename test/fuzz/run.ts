/**
 * `npm run fuzz [-- --seed N --count N]`: judges documents of every kind that were changed at random. Exit code 1 when one makes a check
 * throw, point outside, offer a repair that repairs nothing, or take long. A failure is tried again by its number: `--seed N --count 1`.
 */
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz';

async function main(): Promise<number> {
  const options = { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '200000' } } as const;
  const { values } = parseArgs({ options });
  const started = performance.now();
  const { documents, byFamily, failures } = await fuzz(Number(values.seed), Number(values.count));
  for (const { seed, family, path, text, fault } of failures) {
    process.stdout.write(`--seed ${String(seed)} ${family} ${path}\n${fault}\n${JSON.stringify(text)}\n\n`);
  }
  for (const [family, count] of [...byFamily].sort()) process.stdout.write(`${String(count).padStart(8)}  ${family}\n`);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${String(documents)} documents in ${seconds} s, ${String(failures.length)} wrong\n`);
  return failures.length > 0 ? 1 : 0;
}

void main().then((code) => {
  process.exitCode = code;
});
