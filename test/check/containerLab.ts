import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { tooBusy } from '../../src/check/symptoms';
import type { CheckedRule, CheckEvent, CheckRequest, CheckUse } from '../../src/jobs/containerCheck';
import type { Project } from '../docker/local/project';
import { changed, type BrokenContainer } from './brokenContainer';
import { writeDefinition } from './labDefinition';

/** How long one run may take: what never listens is not waited for as long as the platform would. */
const patience = 30;

const programs: Readonly<Record<string, string>> = {
  training: 'train',
  marketplace: 'train',
  processing: 'process',
  'multi-model': 'models',
};
const multiModelLabel = 'LABEL com.amazonaws.sagemaker.capabilities.multi-models=true';

/** A container as it is written to a folder. */
export type WrittenContainer = Pick<
  BrokenContainer,
  'use' | 'dockerfile' | 'changes' | 'program' | 'mode' | 'files' | 'model' | 'text' | 'metric' | 'definition'
>;

/** The text of a good program. */
export function goodProgram(use: CheckUse): string {
  return readFileSync(join(__dirname, 'containers', programs[use] ?? 'serve'), 'utf8');
}

/** Write a container's Dockerfile, program and definition. @returns the absolute path of its folder */
export async function writeContainer(project: Project, name: string, container: WrittenContainer): Promise<string> {
  const { use, dockerfile = '', changes = [], mode = 0o755, files = {}, model } = container;
  const program = programs[use] ?? 'serve';
  const target = program === 'models' ? 'serve' : program;
  const text = changed(container.program ?? goodProgram(use), changes);
  project.write(`${name}/image/${target}`, Buffer.from(text, text.startsWith('\u007f') ? 'latin1' : 'utf8'), mode);
  if (use === 'marketplace') project.write(`${name}/image/serve`, goodProgram('realtime'), 0o755);
  for (const [file, content] of Object.entries(files)) project.write(`${name}/image/${file}`, content, 0o755);
  const lines = [
    'FROM python:3.11-slim',
    project.labelLine,
    'ENV PYTHONUNBUFFERED=1',
    `COPY ${target} /usr/local/bin/${target}`,
    ...(use === 'marketplace' ? ['COPY serve /usr/local/bin/serve'] : []),
    ...(use === 'processing' ? ['ENTRYPOINT ["/usr/local/bin/process"]'] : []),
    ...(use === 'multi-model' ? [multiModelLabel] : []),
    dockerfile,
  ];
  project.write(`${name}/image/Dockerfile`, `${lines.join('\n')}\n`);
  const archive = join(name, use === 'multi-model' ? 'models' : '.', 'model.tar.gz');
  if (model !== undefined) await writeModel(project, archive, model);
  writeDefinition(project, name, container);
  return join(project.root, name);
}

/** Bytes of a model that fills a memory when it is loaded some times. */
const largeBytes = 12 * 1024 * 1024;

type ModelKind = NonNullable<WrittenContainer['model']>;

async function writeModel(project: Project, archive: string, kind: ModelKind): Promise<void> {
  const file = project.write(
    join(archive, '..', 'packed', 'weights.txt'),
    kind === 'large' ? randomBytes(largeBytes) : '1\n',
  );
  if (kind === 'link') {
    const link = join(dirname(file), 'link.txt');
    rmSync(link, { force: true });
    symlinkSync('weights.txt', link);
  }
  await create({ gzip: true, cwd: dirname(file), file: join(project.root, archive) }, ['.']);
}

/** Check a target and give what came of each rule. */
export async function checkTarget(
  project: Project,
  target: string,
  more: Omit<CheckRequest, 'target'> = {},
): Promise<readonly CheckedRule[]> {
  const events: CheckEvent[] = [];
  const request = { target, patience, engine: 'docker', ...more } as const;
  for await (const event of project.platform.check(request, new AbortController().signal)) events.push(event);
  assert.equal(events.at(-1)?.kind, 'end');
  return events.filter((event) => event.kind === 'rule');
}

/** Checks that run side by side: each waits for its containers most of the time. */
const together = 6;

/** What is to be checked, by the name of its test. */
export type WantedChecks = ReadonlyMap<string, () => Promise<readonly CheckedRule[]>>;

/** Do checks side by side, in their order; alone and once more where the machine was too busy to tell. @returns what came of each, or why it could not be done */
export async function checkAll(
  wanted: WantedChecks,
): Promise<ReadonlyMap<string, PromiseSettledResult<readonly CheckedRule[]>>> {
  const found = new Map<string, PromiseSettledResult<readonly CheckedRule[]>>();
  const waiting = [...wanted];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, check] = next;
      const [result] = await Promise.allSettled([check()]);
      found.set(name, result);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  for (const [name, check] of wanted) {
    const first = found.get(name);
    if (first?.status !== 'fulfilled' || !first.value.some(({ because }) => because === tooBusy)) continue;
    const [again] = await Promise.allSettled([check()]);
    found.set(name, again);
  }
  return found;
}

/** The rules that a check gave. Fails where it could not be done. */
export function rulesOf(result: PromiseSettledResult<readonly CheckedRule[]> | undefined): readonly CheckedRule[] {
  assert.ok(result, 'it was checked');
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** What is wrong, in one line each: for comparisons. */
export function complaints(rules: readonly CheckedRule[]): readonly string[] {
  const bad = rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'warning');
  return bad.map(({ rule, verdict }) => `${verdict} ${rule}`);
}

/** The same with what was seen: for messages. */
export function told(rules: readonly CheckedRule[]): string {
  const lines = rules.filter(({ verdict }) => verdict !== 'not applicable' && verdict !== 'pass');
  return lines
    .map(({ rule, verdict, because, evidence }) => [`${verdict} ${rule}: ${because}`, ...evidence].join('\n  | '))
    .join('\n');
}
