import { resolve } from 'node:path';
import { AppError } from '../contract/appError';
import { findFacts } from '../scaffold/generate/folderFacts';
import { propose } from '../scaffold/generate/propose';
import type { ContainerKind, Proposal } from '../scaffold/generate/proposal';
import { readFolder } from '../scaffold/generate/readFolder';
import { readParts } from '../scaffold/generate/readParts';
import { unifiedDiff } from '../scaffold/generate/unifiedDiff';
import { writeChosen } from '../scaffold/generate/writeChosen';
import { compareFiles, type FileState } from '../scaffold/writeProject';
import { exitCodes, type CheckApp } from './app';
import { ask, canAsk } from './ask';
import { readAnswers } from './newProject';
import { nextSteps } from './nextSteps';

/** Options of `generate`. */
export interface GenerateOptions {
  readonly kind?: ContainerKind;
  /** `key=value` each. */
  readonly set?: readonly string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** Files that are there and may be replaced. */
  readonly replace?: readonly string[];
  readonly json?: boolean;
}

/**
 * `generate FOLDER`: say what was found and what is proposed, show how it differs from what is there, and write what somebody says yes to.
 * @throws AppError `scaffold.*`
 */
export async function generate(app: CheckApp, folder: string, options: GenerateOptions): Promise<number> {
  const target = resolve(folder);
  const [files, parts] = await Promise.all([readFolder(target), readParts(app.templates)]);
  const wishes = { ...(options.kind && { kind: options.kind }), answers: readAnswers(options.set ?? []) };
  const proposal = propose(findFacts(files), wishes, parts);
  const states = await compareFiles(
    target,
    proposal.files.map(({ file }) => file),
  );
  const replaced = replacedFiles(states, options.replace ?? []);
  show(app, proposal, states, options.json ?? false);
  if (options.dryRun) return exitCodes.ok;
  const agreed = await agreedFiles(app, states, replaced, options.yes ?? false);
  if (!agreed) return exitCodes.stopped;
  const written = await writeChosen(target, { states, replaced: agreed });
  finish(app, { target, proposal, written, left: leftOf(states, agreed) }, options.json ?? false);
  return exitCodes.ok;
}

/** @throws AppError `scaffold.replace` for a path that is none of the files */
function replacedFiles(states: readonly FileState[], paths: readonly string[]): readonly string[] {
  const known = states.map(({ file }) => file.path);
  const stray = paths.find((path) => !known.includes(path.replaceAll('\\', '/')));
  if (stray === undefined) return paths.map((path) => path.replaceAll('\\', '/'));
  throw new AppError('scaffold.replace', `"${stray}" is none of the files.`, `There is ${known.join(', ')}.`);
}

function show(app: CheckApp, proposal: Proposal, states: readonly FileState[], json: boolean): void {
  const { kind, found, reasons, answers, files } = proposal;
  const diffs = states.map((state, index) => ({ ...state, use: files[index]?.use ?? '', diff: diffOf(state) }));
  if (json) {
    app.out.line(JSON.stringify({ kind: 'proposal', container: kind, found, reasons, answers }));
    for (const { file, state, use, diff } of diffs)
      app.out.line(
        JSON.stringify({ kind: 'file', path: file.path, state, use, executable: file.mode === 0o755, diff }),
      );
    return;
  }
  app.err.line('Found:');
  for (const line of found) app.err.line(`  ${line}`);
  app.err.line('Proposed:');
  for (const line of reasons) app.err.line(`  ${line}`);
  for (const { diff } of diffs) if (diff !== '') app.out.line(diff);
  for (const { file, state } of states) {
    if (state === 'same') app.err.line(`${file.path} is there already, as proposed.`);
    if (state === 'changed') app.err.line(`${file.path} is there with other content: it stays, unless you replace it.`);
  }
}

function diffOf({ file, current, state }: FileState): string {
  const content = typeof file.content === 'string' ? file.content : Buffer.from(file.content).toString('utf8');
  return state === 'same' ? '' : unifiedDiff(file.path, current, content);
}

/** The files that may be replaced; undefined when nothing is to be written. */
async function agreedFiles(
  app: CheckApp,
  states: readonly FileState[],
  replaced: readonly string[],
  isAgreed: boolean,
): Promise<readonly string[] | undefined> {
  const fresh = states.filter(({ state }) => state === 'new').length;
  const changed = states.filter(({ state }) => state === 'changed').map(({ file }) => file.path);
  if (isAgreed || (fresh === 0 && changed.length === 0)) return replaced;
  if (!canAsk()) {
    const action = 'Add --yes to write the new files, or --dry-run to only look.';
    throw new AppError('scaffold.confirm', 'Nobody can be asked here whether to write these files.', action);
  }
  await app.err.end();
  await app.out.end();
  if (fresh > 0 && !(await isYes(`Write ${String(fresh)} new files? [y/N] `))) return undefined;
  const more: string[] = [];
  for (const path of changed)
    if (!replaced.includes(path) && (await isYes(`Replace ${path}, which is there? [y/N] `))) more.push(path);
  return [...replaced, ...more];
}

async function isYes(question: string): Promise<boolean> {
  return /^y(es)?$/i.test(await ask(question));
}

function leftOf(states: readonly FileState[], agreed: readonly string[]): readonly string[] {
  return states
    .filter(({ file, state }) => state === 'changed' && !agreed.includes(file.path))
    .map(({ file }) => file.path);
}

interface Outcome {
  readonly target: string;
  readonly proposal: Proposal;
  readonly written: readonly string[];
  /** Files that are there and were not replaced. */
  readonly left: readonly string[];
}

function finish(app: CheckApp, { target, proposal, written, left }: Outcome, json: boolean): void {
  const { steps } = proposal;
  if (json) {
    app.out.line(JSON.stringify({ kind: 'end', written, left, steps }));
    return;
  }
  app.err.line(written.length === 0 ? 'Nothing was written.' : `Written: ${written.join(', ')}.`);
  if (left.length > 0) app.err.line(`Left as they are: ${left.join(', ')}; --replace PATH writes one of them.`);
  app.err.line('Next:');
  for (const line of nextSteps(target, steps)) app.err.line(line);
}
