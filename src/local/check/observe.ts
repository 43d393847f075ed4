import { basename } from 'node:path';
import type { ImageSeen, InsideSeen, Observations, StaticFinding } from '../../check/observations';
import type { ServingSeen } from '../../check/servingSeen';
import { maxBodyBytes, multiModelLabel } from '../../contract/hosting';
import { bindToPortLabel } from '../../contract/pipeline';
import type { ImagePlan, TrainingPlan } from '../../definitions/plan';
import type { CheckUse } from '../../jobs/containerCheck';
import { endpointLimits, type AskLimits } from './askServer';
import type { CheckBench } from './checkBench';
import type { CheckSubject } from './checkSubject';
import { runFaults } from './faultRuns';
import { copiedKeys } from './copiedKeys';
import { fixturesFor } from './fixturesFor';
import { lookInside } from './lookInside';
import { modelOf, type ModelFound } from './modelOf';
import { runModels } from './modelRuns';
import { runProcessing } from './processingRun';
import { guessedRequests } from './sampleRequests';
import { goodSample, runConfined, runEmptied, runOnOtherPort, runServing, type ServingSubject } from './servingRuns';
import { runTraining } from './trainingRuns';

/** What observing needs beside the container. */
export interface ObservingPlace {
  readonly root: string;
  readonly prepare: (image: ImagePlan) => Promise<string>;
  readonly findings: readonly StaticFinding[];
  readonly faults: boolean;
}

/** Seconds that a transform job waits for an answer unless it says otherwise (B10). */
const transformTimeoutSeconds = 600;
const serving: readonly CheckUse[] = ['realtime', 'pipeline', 'serverless', 'batch'];

/** Run a container in all the ways that its uses ask for, and write down what is seen. One run answers many rules. */
export async function observe(bench: CheckBench, subject: CheckSubject, place: ObservingPlace): Promise<Observations> {
  bench.tell('Looking into the image');
  const image = await lookAtImage(bench, subject.image);
  const inside = await lookInside(bench, startedPrograms(subject, image));
  const uses = subject.uses.size > 0 ? subject.uses : usesOf(image, inside);
  const definitions = subject.definitions.map((path) => basename(path));
  const noPlan =
    subject.missing === undefined ? undefined : `Its job can't be run here as it is defined: ${subject.missing}`;
  if (noPlan !== undefined) bench.tell(noPlan);
  const said = { ...(noPlan !== undefined && { noPlan }), ...(inside && { inside }) };
  const base = { uses, image, findings: place.findings, definitions, ...said };
  const { isTrained, isServed } = wantedRuns(subject, uses, inside);
  const plan = subject.training ?? emptyTraining(subject);
  const isDefined = subject.training !== undefined;
  const { entrypoint } = image;
  const training = isTrained ? await runTraining(bench, { plan, isDefined, inside, entrypoint }) : undefined;
  const trained = training?.seen.plain.exitCode === 0 && (training.seen.plain.modelFiles ?? 0) > 0;
  const processing =
    subject.processing && uses.has('processing')
      ? await runProcessing(bench, subject.processing, { inside, entrypoint })
      : undefined;
  const served = await observeServing(bench, subject, {
    uses,
    isServed,
    image,
    inside,
    place,
    trained: trained ? training.model : undefined,
    failed: isTrained && !trained ? plan.definition : undefined,
  });
  const faults =
    place.faults && trained
      ? await runFaults(bench, { plan, seconds: training.seen.plain.seconds, architecture: image.architecture })
      : undefined;
  return {
    ...base,
    ...served,
    ...(training && { training: training.seen }),
    ...(processing && { processing: processing.seen, processingCures: processing.cures }),
    ...(faults && { faults }),
  };
}

/** What is started beside the words of the platform: programs of the image, and of definitions that replace them. */
function startedPrograms({ training, processing }: CheckSubject, { entrypoint }: ImageSeen): readonly string[] {
  const { AlgorithmSpecification: algorithm } = training?.request ?? {};
  const { AppSpecification: app } = processing?.request ?? {};
  const first = [entrypoint, algorithm?.ContainerEntrypoint, app?.ContainerEntrypoint].map((words) => words?.[0]);
  return [...new Set(first.filter((word) => word !== undefined && word !== ''))] as readonly string[];
}

/** Whether a container is trained and served: a product of the Marketplace may do either, as its definitions or its programs say. */
export function wantedRuns(
  { training, container }: Pick<CheckSubject, 'training' | 'container'>,
  uses: ReadonlySet<CheckUse>,
  inside: Pick<InsideSeen, 'programs'> | undefined,
): { readonly isTrained: boolean; readonly isServed: boolean } {
  const isProduct = uses.has('marketplace');
  const { train, serve } = inside?.programs ?? {};
  return {
    isTrained: uses.has('training') || (isProduct && (training ?? train) !== undefined),
    isServed: serving.some((use) => uses.has(use)) || (isProduct && (container ?? serve) !== undefined),
  };
}

interface ServingPlace {
  readonly uses: ReadonlySet<CheckUse>;
  readonly isServed: boolean;
  readonly image: ImageSeen;
  readonly inside: InsideSeen | undefined;
  readonly place: ObservingPlace;
  readonly trained: string | undefined;
  readonly failed: string | undefined;
}

async function observeServing(
  bench: CheckBench,
  subject: CheckSubject,
  { uses, isServed, image, inside, place, trained, failed }: ServingPlace,
): Promise<Pick<Observations, 'serving' | 'bound' | 'confined' | 'emptied' | 'models' | 'archive'>> {
  const isSeveral = uses.has('multi-model');
  if (!isServed && !isSeveral) return {};
  const { root, prepare } = place;
  const model = await modelOf(bench, { root, container: subject.container, trained, failed, prepare });
  const { entrypoint } = image;
  const server = await serverOf(subject, { root, inside, entrypoint, model, uses });
  const found = isServed ? await runServing(bench, server) : undefined;
  const start = found?.open ?? found?.isolated;
  const isHealthy = start?.healthyAfter !== undefined;
  const emptied = found && (await observeEmptied(bench, server, found));
  const mayBind = uses.has('pipeline') || image.labels[bindToPortLabel] === 'true';
  return {
    ...(found && { serving: { ...found, ...(model.missing !== undefined && { missingModel: model.missing }) } }),
    ...(isHealthy && mayBind && { bound: await runOnOtherPort(bench, server, start.healthyAfter) }),
    ...(isHealthy && uses.has('serverless') && { confined: await runConfined(bench, server, start.healthyAfter) }),
    ...(emptied && { emptied }),
    ...(isSeveral && { models: await runModels(bench, server) }),
    ...(model.archive && { archive: model.archive }),
  };
}

/** Only a model that it works with can be missed. */
async function observeEmptied(
  bench: CheckBench,
  server: ServingSubject,
  { open, isolated, calls, hasModel }: ServingSeen,
): Promise<Observations['emptied']> {
  const sample = goodSample(server.samples, calls);
  // One that is healthy only with a way out would fail here for that.
  if (!hasModel || !sample || open) return undefined;
  return runEmptied(bench, server, { healthyAfter: isolated.healthyAfter, sample });
}

interface ServerPlace {
  readonly uses: ReadonlySet<CheckUse>;
  readonly root: string;
  readonly inside: InsideSeen | undefined;
  readonly entrypoint: readonly string[];
  readonly model: ModelFound;
}

async function serverOf(subject: CheckSubject, place: ServerPlace): Promise<ServingSubject> {
  const { root, inside, entrypoint, model, uses } = place;
  const { image, container, definitions, isFirst } = subject;
  const fixtures = isFirst ? await fixturesFor(definitions, root) : [];
  const plan = container ?? { hostname: 'container-1', image, environment: {} };
  return {
    plan,
    model: model.folder,
    samples: [...fixtures, ...guessedRequests],
    inside,
    entrypoint,
    limits: limitsOf(subject, uses),
  };
}

/** A transform job may send more at once and wait longer than callers of an endpoint; where it does both, each has its due. */
function limitsOf({ transform }: CheckSubject, uses: ReadonlySet<CheckUse>): AskLimits {
  if (!uses.has('batch')) return endpointLimits;
  const { answerMs } = endpointLimits;
  const bodyBytes = Math.max(maxBodyBytes, (transform?.maxPayloadMb ?? 0) * 1024 ** 2);
  const isAlone = !serving.some((use) => use !== 'batch' && uses.has(use));
  return {
    answerMs: isAlone ? (transform?.timeoutSeconds ?? transformTimeoutSeconds) * 1000 : answerMs,
    bodyBytes,
    wantsChunks: transform?.maxPayloadMb === 0,
  };
}

/** What an image is for that no definition speaks of, by the programs and labels that it has. */
function usesOf(image: ImageSeen, inside: InsideSeen | undefined): ReadonlySet<CheckUse> {
  const has = (name: string) => inside?.programs[name] !== undefined;
  const isSeveral = image.labels[multiModelLabel] === 'true';
  return new Set<CheckUse>([
    ...(has('train') ? (['training'] as const) : []),
    ...(has('serve') && !isSeveral ? (['realtime'] as const) : []),
    ...(isSeveral ? (['multi-model'] as const) : []),
  ]);
}

async function lookAtImage({ engine, image, signal }: CheckBench, plan: ImagePlan): Promise<ImageSeen> {
  const facts = await engine.image(image, () => undefined, signal);
  const origin = await engine.origin(image, signal);
  const { name, architecture, labels, entrypoint, user, environment, bytes } = facts;
  const variables = environment.map(
    (one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const,
  );
  return {
    ...{ name, architecture, labels, entrypoint, user },
    environment: Object.fromEntries(variables),
    ...(bytes !== undefined && { bytes }),
    copiedKeys: await copiedKeys(plan),
    ...origin,
  };
}

/** The least that a training job can be: no data, no hyperparameters. */
function emptyTraining({ image, name }: CheckSubject): TrainingPlan {
  return {
    kind: 'training-job',
    definition: '',
    name,
    isolated: true,
    notReproduced: [],
    image,
    environment: {},
    request: {},
    channels: [],
    maxRuntimeSeconds: 86_400,
  };
}
