import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../contract/appError';
import { defaultHostname } from '../../contract/pipeline';
import { definitionKindOf, namesContainer } from '../../definitions/definitionKinds';
import type {
  ContainerPlan,
  ImagePlan,
  ModelPlan,
  Plan,
  ProcessingPlan,
  TrainingPlan,
  TransformPlan,
} from '../../definitions/plan';
import type { CheckUse } from '../../jobs/containerCheck';
import { referenceBoundary } from '../projectRoot';
import { loadPlan, servedDefinitions } from '../loadPlan';
import { loadCheckedJobs, type CheckedJob } from './checkedJob';
import { productContainers, type ProductContainer } from './productSubjects';
import { loadMultiModel, wantsServerless, withOneModel } from './servedKinds';

/** A container to check, with all that the definitions around it say. */
export interface CheckSubject {
  /** For people. */
  readonly name: string;
  readonly image: ImagePlan;
  /** Absolute paths of the definitions that say something about it. */
  readonly definitions: readonly string[];
  readonly training?: TrainingPlan;
  readonly processing?: ProcessingPlan;
  /** Why a job of it can't be run here as its definition has it. */
  readonly missing?: string;
  readonly container?: ContainerPlan;
  /** What its transform job sends at most, and how long it waits, as far as it says so. */
  readonly transform?: { readonly timeoutSeconds: number; readonly maxPayloadMb?: number };
  /** It gets requests as they come from callers, not from a container before it. */
  readonly isFirst: boolean;
  readonly uses: ReadonlySet<CheckUse>;
}

/** The image of a request that names none, and is judged all the same. */
const nameless: ImagePlan = { kind: 'name', name: '' };

/** How far above a Dockerfile definitions are looked for. */
const levels = 3;

/**
 * The containers that a target names.
 * @param target absolute path of a definition, a Dockerfile or a folder; or the name of an image
 * @throws AppError `check.target`, and what is wrong with a definition that is named itself
 */
export async function checkSubjects(target: string, root: string): Promise<readonly CheckSubject[]> {
  const facts = await stat(target).catch(() => undefined);
  if (!facts) return [imageSubject(target)];
  if (facts.isDirectory()) return folderSubjects(target, root);
  const kind = definitionKindOf(target);
  if (kind) {
    if (!namesContainer(kind))
      throw new AppError(
        'check.target',
        `${target} names no container that could be checked.`,
        'Name a training job, tuning job, processing job, transform job, model, endpoint, algorithm or model package, or the folder with the Dockerfile.',
      );
    return withNeighbours(target, merged(await definitionSubjects(target, root)), root);
  }
  return [await buildSubject({ kind: 'build', context: dirname(target), dockerfile: basename(target) }, root)];
}

/** What a product asks for says little about the data that its containers take: definitions beside it, of the same image, say more. */
async function withNeighbours(
  path: string,
  subjects: readonly CheckSubject[],
  root: string,
): Promise<readonly CheckSubject[]> {
  if (!subjects.some(({ uses }) => uses.has('marketplace'))) return subjects;
  const beside = await subjectsIn(dirname(path), root);
  return subjects.map((one) => {
    const others = beside.filter(({ image }) => keyOf(image) === keyOf(one.image));
    const [all = one] = merged([one, ...others]);
    return { ...all, uses: one.uses };
  });
}

function imageSubject(name: string): CheckSubject {
  const isPath = /^[./\\]|^[a-z]:\\|\.json$|\\/i.test(name);
  if (isPath)
    throw new AppError(
      'check.target',
      `There is nothing at ${name}.`,
      'Name a definition, a Dockerfile, a folder with one, or an image.',
    );
  return { name, image: { kind: 'name', name }, definitions: [], isFirst: true, uses: new Set() };
}

async function folderSubjects(folder: string, root: string): Promise<readonly CheckSubject[]> {
  const names = await readdir(folder);
  const refused: AppError[] = [];
  const found = merged(await subjectsIn(folder, root, refused));
  if (names.includes('Dockerfile')) {
    const built = await buildSubject({ kind: 'build', context: folder, dockerfile: 'Dockerfile' }, root);
    // One that no definition names, beside others that are built, is somebody's for something else.
    const isOther = built.definitions.length === 0 && found.some(({ image }) => image.kind === 'build');
    if (!isOther) return [built];
  }
  if (found.length > 0) return found;
  const [wrong] = refused;
  if (wrong) throw wrong;
  const dockerfiles = names.filter((name) => /^Dockerfile\.(?!.*dockerignore$)|\.Dockerfile$/i.test(name)).sort();
  throw dockerfiles.length > 0 ? severalDockerfiles(folder, dockerfiles) : nothingToCheck(folder);
}

function nothingToCheck(folder: string): AppError {
  const message = `${folder} has neither a Dockerfile nor a definition that names a container.`;
  return new AppError('check.target', message, 'Name a folder with one of them, or an image.');
}

/** Which of them is meant nobody can tell. */
function severalDockerfiles(folder: string, names: readonly string[]): AppError {
  const message = `${folder} has no file called Dockerfile, and no definition says which of ${names.join(', ')} is meant.`;
  return new AppError(
    'check.target',
    message,
    `Name the file: sagemaker-containers check ${join(folder, names[0] ?? '')}`,
  );
}

/** A Dockerfile with the definitions that use it, in its folder and in those above. */
async function buildSubject(image: Extract<ImagePlan, { kind: 'build' }>, root: string): Promise<CheckSubject> {
  const boundary = referenceBoundary(image.context, root);
  const found: CheckSubject[] = [];
  let folder = image.context;
  for (let level = 0; level < levels; level += 1) {
    found.push(...(await subjectsIn(folder, root)));
    // A folder that belongs to no project is its own boundary; what names it may stand beside it all the same.
    if ((folder === boundary && folder !== image.context) || dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  const own = found.filter((one) => keyOf(one.image) === keyOf(image));
  const alone = { name: nameOf(image), image, definitions: [], isFirst: true, uses: new Set<CheckUse>() };
  return merged(own)[0] ?? alone;
}

/** What the definitions of a folder name; those that have errors belong to no container yet. @param refused gets what is wrong with them */
async function subjectsIn(folder: string, root: string, refused: AppError[] = []): Promise<readonly CheckSubject[]> {
  const names = (await readdir(folder)).filter(hasContainer);
  const found: CheckSubject[] = [];
  for (const name of names.sort()) {
    try {
      found.push(...(await definitionSubjects(join(folder, name), root)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push(error);
    }
  }
  return found;
}

function hasContainer(path: string): boolean {
  const kind = definitionKindOf(path);
  return kind !== undefined && namesContainer(kind);
}

async function definitionSubjects(path: string, root: string): Promise<readonly CheckSubject[]> {
  const several = await loadMultiModel(path, root);
  if (several)
    return [
      { ...several, name: nameOf(several.image), definitions: [path], isFirst: true, uses: new Set(['multi-model']) },
    ];
  const products = await productContainers(path, root);
  if (products?.length === 0) return [{ ...productSubject(path, { image: nameless }), name: basename(path) }];
  if (products) return products.map((one) => productSubject(path, one));
  const jobs = await loadCheckedJobs(path, root);
  if (jobs) return jobs.map((job) => jobSubject(path, job));
  const { plan } = await loadPlan(path, root);
  if (plan.kind === 'training-job' || plan.kind === 'processing-job')
    throw new TypeError('a job is read as a check runs it');
  const model = plan.kind === 'transform-job' ? plan.model : plan;
  const uses = await servingUsesOf(path, plan, model);
  const served = plan.kind === 'transform-job' ? [path, plan.model.definition] : await servedDefinitions(path, root);
  const transform = plan.kind === 'transform-job' ? { transform: transformLimits(plan) } : {};
  const containers = await Promise.all(model.containers.map(withOneModel));
  return containers.map((container, index) => ({
    ...transform,
    name: model.containers.length > 1 ? container.hostname : nameOf(container.image),
    image: container.image,
    definitions: served,
    container: { ...container, hostname: container.hostname || defaultHostname(index) },
    isFirst: index === 0,
    uses: new Set(container.models ? (['multi-model'] as const) : uses),
  }));
}

function jobSubject(path: string, job: CheckedJob): CheckSubject {
  const uses = new Set<CheckUse>([path.endsWith('.processing-job.json') ? 'processing' : 'training']);
  return { ...job, name: nameOf(job.image), definitions: [path], isFirst: true, uses };
}

function productSubject(path: string, { image, training }: ProductContainer): CheckSubject {
  const uses = new Set<CheckUse>(['marketplace']);
  return { name: nameOf(image), image, definitions: [path], isFirst: true, uses, ...(training && { training }) };
}

function transformLimits({ client, parameters }: TransformPlan): NonNullable<CheckSubject['transform']> {
  const most = parameters.maxPayloadInMB;
  return { timeoutSeconds: client.timeoutSeconds, ...(most !== undefined && { maxPayloadMb: most }) };
}

async function servingUsesOf(path: string, plan: Plan, model: ModelPlan): Promise<readonly CheckUse[]> {
  const isServerless = await wantsServerless(path);
  return [
    ...(plan.kind === 'transform-job' ? (['batch'] as const) : []),
    ...(plan.kind !== 'transform-job' && !isServerless ? (['realtime'] as const) : []),
    ...(isServerless ? (['serverless'] as const) : []),
    ...(model.containers.length > 1 ? (['pipeline'] as const) : []),
  ];
}

/** What several definitions say about one image, together. */
function merged(subjects: readonly CheckSubject[]): readonly CheckSubject[] {
  const found = new Map<string, CheckSubject>();
  for (const one of subjects) {
    const before = found.get(keyOf(one.image));
    found.set(keyOf(one.image), before ? together(before, one) : one);
  }
  return [...found.values()];
}

function together(one: CheckSubject, other: CheckSubject): CheckSubject {
  return {
    ...other,
    ...one,
    definitions: [...new Set([...one.definitions, ...other.definitions])],
    uses: new Set([...one.uses, ...other.uses]),
  };
}

function keyOf(image: ImagePlan): string {
  return image.kind === 'build' ? resolve(image.context, image.dockerfile) : image.name;
}

function nameOf(image: ImagePlan): string {
  if (image.kind === 'name') return image.name;
  const name = basename(image.context);
  // The folder around it says more.
  return /^(?:image|docker|container)$/.test(name) ? `${basename(dirname(image.context))}/${name}` : name;
}
