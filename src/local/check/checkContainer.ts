import { createHash, randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { containerRules } from '../../check/containerRules';
import { judgeContainer } from '../../check/judgeContainer';
import type { Observations } from '../../check/observations';
import { AppError, messageOf } from '../../contract/appError';
import { startupTimeoutSeconds } from '../../contract/hosting';
import { jobNameFrom } from '../../contract/jobName';
import type { ImagePlan } from '../../definitions/plan';
import type { Engine } from '../../engines/engine';
import type { CheckEvent, CheckRequest, CheckUse } from '../../jobs/containerCheck';
import { EventQueue } from '../../jobs/eventQueue';
import { imageTag } from '../containers/jobImage';
import { asAppError } from '../jobs/jobOutcome';
import { rootOfNamed } from '../projectRoot';
import type { CheckBench } from './checkBench';
import { newCheckFolder, removeDeadChecks } from './checkFolder';
import { checkSubjects, type CheckSubject } from './checkSubject';
import { observe } from './observe';
import { startPlace } from './startPlace';
import { staticFindings } from './staticFindings';

/** What a check needs from outside. */
export interface CheckSurroundings {
  /** Absolute path of the project's root folder. */
  readonly root: string;
  readonly region: string;
  /** Find an engine. @throws AppError `engine.none` */
  readonly engine: (choice: NonNullable<CheckRequest['engine']>) => Promise<Engine>;
}

/** Seconds that one run may take where nobody says otherwise; a server has as long to get healthy as the platform gives it. */
const defaultPatience = 120;

/**
 * Check containers against the contract: what the files say, and what runs on an engine show. Ends early, with nothing left behind, when
 * `signal` is aborted or the reader leaves.
 * @throws AppError `check.target`, `check.uses`, `check.rule`, `image.*`, `engine.none`
 */
export async function* checkContainer(
  request: CheckRequest,
  surroundings: CheckSurroundings,
  signal: AbortSignal,
): AsyncGenerator<CheckEvent> {
  const left = new AbortController();
  const events = new EventQueue<CheckEvent>();
  const place = { ...surroundings, root: await rootOfTarget(request.target, surroundings.root) };
  const work = perform({ request, surroundings: place, signal: AbortSignal.any([signal, left.signal]), events });
  try {
    yield* events;
  } finally {
    left.abort();
    await work;
  }
}

async function rootOfTarget(target: string, root: string): Promise<string> {
  const facts = await stat(target).catch(() => undefined);
  return facts?.isDirectory() === true ? rootOfNamed(target, root) : root;
}

interface Check {
  readonly request: CheckRequest;
  readonly surroundings: CheckSurroundings;
  readonly signal: AbortSignal;
  readonly events: EventQueue<CheckEvent>;
}

async function perform(check: Check): Promise<void> {
  const { request, surroundings, events } = check;
  try {
    requireRules(request.only);
    const subjects = await checkSubjects(request.target, surroundings.root);
    const engine = await surroundings.engine(request.engine ?? 'auto');
    await removeDeadChecks([engine]).catch((error: unknown) => {
      const message = `What a killed check has left could not be taken away: ${messageOf(error)}`;
      events.push({ kind: 'progress', container: request.target, message });
    });
    const uses: Record<string, readonly CheckUse[]> = {};
    const undone: string[] = [];
    for (const subject of subjects) {
      check.signal.throwIfAborted();
      const seen = await observed(check, subject, { engine, undone });
      uses[subject.name] = [...seen.uses];
      for (const rule of judgeContainer(subject.name, seen, request.only)) events.push({ kind: 'rule', ...rule });
    }
    events.push({ kind: 'end', uses, engine: engine.title, ...(undone.length > 0 && { undone }) });
    events.end();
  } catch (error) {
    events.fail(asAppError(error));
  }
}

function requireRules(only: CheckRequest['only'] = []): void {
  const unknown = only.find((one) => !containerRules.some(({ id }) => id.toLowerCase() === one.toLowerCase()));
  if (unknown === undefined) return;
  throw new AppError(
    'check.rule',
    `No rule of this check is called ${unknown}.`,
    'Write ids as docs/check.md lists them, with commas: G9,T56.',
  );
}

interface Looking {
  readonly engine: Engine;
  /** Gets why a container could not be run. */
  readonly undone: string[];
}

async function observed(check: Check, subject: CheckSubject, { engine, undone }: Looking): Promise<Observations> {
  const { request, surroundings, signal, events } = check;
  const tell = (message: string) => {
    events.push({ kind: 'progress', container: subject.name, message });
  };
  const findings = await staticFindings(subject, surroundings.root);
  const start = await startPlace(subject.image);
  const wanted = new Set(request.uses ?? subject.uses);
  const fromFiles = (noRuns: string): Observations => {
    requireUses(wanted, subject);
    const definitions = subject.definitions.map((path) => basename(path));
    return { uses: wanted, findings, definitions, ...(start && { start }), noRuns };
  };
  if (subject.image.kind === 'name' && subject.image.name === '') return fromFiles('It names no container.');
  if (engine.kind !== 'docker') return fromFiles('Without a container engine only the files were read.');
  const folder = await newCheckFolder();
  try {
    const prepare = (image: ImagePlan) => prepared({ engine, image, tell, signal });
    const bench: CheckBench = {
      engine,
      image: await prepare(subject.image),
      region: surroundings.region,
      folder,
      name: `check-${jobNameFrom(subject.name).toLowerCase().slice(0, 20)}-${shortName()}`,
      patience: request.patience ?? defaultPatience,
      startPatience: request.patience ?? startupTimeoutSeconds,
      signal,
      tell,
    };
    const place = { root: surroundings.root, prepare, findings, faults: request.faults ?? false };
    const seen = await observe(bench, { ...subject, uses: wanted }, place);
    requireUses(seen.uses, subject);
    return { ...seen, ...(start && { start }) };
  } catch (error) {
    // Its name may be what is wrong: then the files tell why it is not to be had.
    const isTold = findings.some(({ severity }) => severity !== 'info');
    if (!(error instanceof AppError) || error.code !== 'image.missing' || !isTold) throw error;
    undone.push(error.message);
    return fromFiles(error.message);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Preparation {
  readonly engine: Engine;
  readonly image: ImagePlan;
  readonly tell: (message: string) => void;
  readonly signal: AbortSignal;
}

/** Build an image or find it. */
async function prepared({ engine, image, tell, signal }: Preparation): Promise<string> {
  if (image.kind === 'name') {
    tell(`Looking at ${image.name}`);
    return (await engine.image(image.name, () => undefined, signal)).name;
  }
  tell(`Building ${image.context}`);
  const { context, dockerfile } = image;
  return engine.build({ context, dockerfile, tag: imageTag(image), labels: {} }, () => undefined, signal);
}

function requireUses(uses: ReadonlySet<CheckUse>, { name }: CheckSubject): void {
  if (uses.size > 0) return;
  throw new AppError(
    'check.uses',
    `Nothing says what ${name} is for: no definition names it, and it has neither a program train nor serve.`,
    'Say it: --for training, realtime, batch, processing or several of them.',
  );
}

function shortName(): string {
  return createHash('sha256').update(randomUUID()).digest('hex').slice(0, 8);
}
