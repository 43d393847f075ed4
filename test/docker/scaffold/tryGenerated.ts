import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckedRule } from '../../../src/jobs/containerCheck';
import { commandLine } from '../local/commandLine';
import { Scaffolded } from '../local/scaffolded';
import type { GeneratedProject } from './generatedProjects';
import { useStandIns } from './standIns';
import { sumOf, tried } from './tryOut';

/** Generate a container for each folder, build and run it on Docker, check it with the command, and print a table. @returns whether all did well */
export async function tryGenerated(projects: readonly GeneratedProject[]): Promise<boolean> {
  let isWell = true;
  process.stdout.write('| Language | Folder | built and run | check |\n| --- | --- | --- | --- |\n');
  for (const one of projects) {
    const line = await row(one);
    isWell &&= !line.includes('FAILED');
    process.stdout.write(`${line}\n`);
  }
  return isWell;
}

async function row({ language, what, pieces, kind }: GeneratedProject): Promise<string> {
  let project: Scaffolded | undefined;
  const ran = await tried(async () => {
    project = await Scaffolded.generated(pieces, kind);
    for (const name of readdirSync(project.root))
      if (/^Dockerfile(?:\.sagemaker)?$/.test(name) && !(name in pieces)) await useStandIns(join(project.root, name));
    await project.run('docker');
    return 'works';
  });
  const { root } = project ?? {};
  const checked = root === undefined ? 'not checked' : await tried(async () => sumOf(await checkByCommand(root)));
  project?.remove();
  return `| ${[language, what, ran, checked].join(' | ')} |`;
}

/** What the command says, which exits with 1 where a rule is broken. */
async function checkByCommand(root: string): Promise<readonly CheckedRule[]> {
  const { code, stdout, stderr } = await commandLine(root, ['check', root, '--json', '--engine', 'docker']);
  const events = stdout.split('\n').filter((line) => line !== '');
  const rules = events
    .map((line) => JSON.parse(line) as CheckedRule & { readonly kind: string })
    .filter(({ kind }) => kind === 'rule');
  if (code > 1 || rules.length === 0) throw new Error(`check ended with ${String(code)}\n${stderr}`);
  for (const { rule, verdict, because, evidence } of rules)
    if (verdict === 'fail' || verdict === 'warning')
      process.stderr.write(`${root}: ${rule} ${verdict}: ${because}\n${evidence.join('\n')}\n`);
  return rules;
}
