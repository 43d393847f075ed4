import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';
import { multiModelLabel } from '../../contract/hosting';
import { bindToPortLabel } from '../../contract/pipeline';
import type { ContainerPlan, ImagePlan, ModelPlan, Plan } from '../../definitions/plan';
import { prepareImage } from '../containers/jobImage';
import { engineName, type JobRun } from '../containers/jobRun';
import { requireCode } from '../containers/submittedCode';
import { hostingSpec } from './hostingSpec';
import type { ModelsPlace } from './loadedModels';
import { extractModel, locateModelData } from './modelData';

/** What has to be known of a model to run it: that of an endpoint, or the one that a transform job names. */
export type HostedModel = Pick<ModelPlan, 'containers' | 'mode' | 'isolated'>;

/** How the containers of a model are laid out in the folder of a job. */
export interface ModelLayout {
  readonly run: JobRun<Plan>;
  readonly model: HostedModel;
  /** One per container, from `locateArchives`; none when a job is resumed. */
  readonly archives: Archives;
  /** Variables that every container gets beside those of the model; they win. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Name of a container's log stream. */
  readonly streamOf: (hostname: string) => string;
  /** Tell what is being done before the containers exist. */
  readonly tell: (message: string) => Promise<void>;
}

/** Absolute paths of model archives, one per container; undefined for an image that brings its own model. */
export type Archives = readonly (string | undefined)[];

/**
 * The archives that the containers of a model take. Looked for before anything of a job exists.
 * @throws AppError `model.untrained`
 */
export function locateArchives(root: string, { containers }: HostedModel): Promise<Archives> {
  return Promise.all(
    containers.map(async ({ modelData }) => (modelData ? await locateModelData(root, modelData) : undefined)),
  );
}

/** Build the images and extract the models. @returns the containers as data, in the order of the model */
export async function layOutModel(layout: ModelLayout): Promise<readonly ContainerSpec[]> {
  const { run, model } = layout;
  await layout.tell('Preparing the image');
  const images = await prepareImages(run, model.containers);
  if (layout.archives.some((archive) => archive !== undefined)) await layout.tell('Extracting the model');
  const specs: ContainerSpec[] = [];
  for (const [index, plan] of model.containers.entries()) {
    const place = placeOf(layout, plan, index);
    const archive = layout.archives[index];
    await requireCode(plan.code);
    if (archive !== undefined) await extractModel(archive, place.model);
    // Empty at first; whatever is put there later, the container sees.
    if (plan.models) await mkdir(place.models, { recursive: true });
    specs.push(
      hostingSpec(plan, {
        ...place,
        image: images.get(keyOf(plan.image)) ?? '',
        model: archive === undefined ? undefined : place.model,
        models: plan.models && place.models,
      }),
    );
  }
  return specs;
}

/** What a container loads models from; undefined for one that is no multi-model container. */
export function modelsPlace(layout: ModelLayout, index: number): ModelsPlace | undefined {
  const plan = layout.model.containers[index];
  if (!plan?.models) return undefined;
  const { path: source, keeps } = plan.models;
  const tell = (message: string) => {
    layout.run.recorder.note(message);
  };
  return { source, folder: placeOf(layout, plan, index).models, keeps, tell };
}

function placeOf({ run, model, environment, streamOf }: ModelLayout, { hostname }: ContainerPlan, index: number) {
  const { folder, region, engine } = run;
  const isAlone = model.containers.length === 1;
  const optMl = join(folder.path, ...(isAlone ? [] : ['containers', hostname]), 'opt', 'ml');
  return {
    job: folder.name,
    folder: folder.path,
    container: isAlone ? engineName(folder) : engineName(folder, hostname),
    region,
    isolated: model.isolated,
    ...(!isAlone && { among: { index, network: engine.networks ? engineName(folder) : undefined } }),
    stream: streamOf(hostname),
    environment,
    model: join(optMl, 'model'),
    models: join(optMl, 'models'),
  };
}

/** One after the other, so that the stream `build` can be read; an image that several containers have is prepared once. */
async function prepareImages(
  run: JobRun<Plan>,
  containers: readonly ContainerPlan[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { image, hostname, models } of containers) {
    const name = names.get(keyOf(image)) ?? (await prepareImage(run, image));
    names.set(keyOf(image), name);
    if (containers.length > 1) await requireLabel(run, name, bindToPort(hostname));
    if (models) await requireLabel(run, name, multiModel(hostname));
  }
  return names;
}

/** What an image must say of itself, and what to do where it doesn't. */
interface RequiredLabel {
  readonly label: string;
  readonly action: string;
}

/** I22. */
function bindToPort(hostname: string): RequiredLabel {
  const action = `Add LABEL ${bindToPortLabel}=true to the Dockerfile of ${hostname}, and let its server listen on SAGEMAKER_BIND_TO_PORT.`;
  return { label: bindToPortLabel, action };
}

/** I26. */
function multiModel(hostname: string): RequiredLabel {
  const action = `Add LABEL ${multiModelLabel}=true to the Dockerfile of ${hostname}, and let its server load and unload models by /models.`;
  return { label: multiModelLabel, action };
}

/** @throws AppError `image.label` in the platform's words */
async function requireLabel(
  { engine, stop }: JobRun<Plan>,
  image: string,
  { label, action }: RequiredLabel,
): Promise<void> {
  const { labels } = await engine.image(image, () => undefined, stop);
  if (labels[label] === 'true') return;
  throw new AppError(
    'image.label',
    `Your Ecr Image ${image} does not contain required ${label}=true Docker label(s).`,
    action,
  );
}

function keyOf(image: ImagePlan): string {
  return JSON.stringify(image);
}
