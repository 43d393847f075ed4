/** `npm run pictures`: the pictures of docs, from the screenshots that the UI tests take, and those that tests take for pictures alone. With `--kept`, of the last run of those tests. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { run, typeScript } from '../../test/machine/child';
import { repository } from '../../test/machine/repository';

/** Screenshots in out/screenshots, by the picture in docs/pictures. */
const pictures: Readonly<Record<string, string>> = {
  'walkthrough-engine': 'walkthrough-en-engine',
  'walkthrough-engine-ja': 'walkthrough-ja-engine',
  'walkthrough-container': 'walkthrough-en-container',
  'walkthrough-container-ja': 'walkthrough-ja-container',
  'walkthrough-check': 'walkthrough-en-check',
  'walkthrough-check-ja': 'walkthrough-ja-check',
  'walkthrough-run': 'walkthrough-en-run',
  'walkthrough-run-ja': 'walkthrough-ja-run',
  'walkthrough-invoke': 'walkthrough-en-invoke',
  'walkthrough-invoke-ja': 'walkthrough-ja-invoke',
  'walkthrough-submit': 'walkthrough-en-submit',
  'walkthrough-submit-ja': 'walkthrough-ja-submit',
  run: 'run-completed',
  logs: 'ended-log',
  fixtures: 'test-explorer',
  inspector: 'inspector',
  metrics: 'metrics-compare',
  preview: 'transform-preview',
  schema: 'schema-from-csv',
  'validation-definition': 'validation-definition',
  'validation-dockerfile': 'validation-dockerfile',
  'validation-python': 'validation-python',
  'validation-yaml': 'validation-yaml',
  'validation-definition-repair': 'validation-definition-repair',
  'validation-dockerfile-repair': 'validation-dockerfile-repair',
  'validation-python-repair': 'validation-python-repair',
  'validation-notebook-repair': 'validation-notebook-repair',
  'validation-yaml-repair': 'validation-yaml-repair',
  generate: 'generate-proposal',
  container: 'new-container-answered',
  explorer: 'explorer-tree',
  submit: 'explorer-confirm',
  check: 'page-check',
  probe: 'page-probe',
  server: 'page-server',
  follow: 'page-follow',
};

async function main(): Promise<number> {
  if (!process.argv.includes('--kept')) {
    const code = await run(process.execPath, [...typeScript, join(repository, 'test/run.ts'), 'ui', 'pictures']);
    if (code !== 0) return code;
  }
  const missing = Object.entries(pictures).filter(([picture, screenshot]) => {
    const source = join(repository, 'out/screenshots', `${screenshot}.png`);
    if (existsSync(source)) copyFileSync(source, join(repository, 'docs/pictures', `${picture}.png`));
    return !existsSync(source);
  });
  for (const [picture, screenshot] of missing) {
    process.stderr.write(`No test has taken ${screenshot}.png for docs/pictures/${picture}.png.\n`);
  }
  return missing.length === 0 ? 0 : 1;
}

void main().then((code) => (process.exitCode = code));
