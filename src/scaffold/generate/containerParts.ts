import type { ScaffoldFile } from '../template';
import { channelSources, type ChannelSource } from './samples/sampleData';
import { definitionFile, fixtureFile, sampleFiles } from './files/definitionFiles';
import { modelText, processingJobText, trainingJobText, type ContainerFacts } from './files/definitionTexts';
import type { ImageUse } from './files/dockerfile';
import type { ImageContent } from './files/dockerignore';
import { processFiles, serveFiles, trainFiles, type EntryParts } from './files/entryFiles';
import { textAt } from './folderFiles';
import { few, type FolderFacts } from './folderFacts';
import type { ImagePlan } from './files/imagePlan';
import { modelRows } from './samples/modelRows';
import { processNeeds } from './needs/processNeeds';
import { pathsUsedBy } from './programs/programPaths';
import type { ChosenPrograms, Program, ReadFolder } from './program';
import type { ProposedFile } from './proposal';
import { sampleRequest } from './samples/sampleRequest';
import { modelLibraryOf } from './packages/modelLibraries';
import { serveNeeds } from './needs/serveNeeds';
import { targetColumns } from './samples/targetColumns';
import { trainNeeds, type TrainNeeds } from './needs/trainNeeds';

/** All of a container but its Dockerfile. */
export interface ContainerParts {
  readonly image: ImageUse;
  readonly content: ImageContent;
  readonly entries: readonly ScaffoldFile[];
  readonly definitions: readonly ProposedFile[];
  readonly reasons: readonly string[];
  readonly steps: readonly string[];
}

/** What is known before. */
export interface PartsContext {
  readonly name: string;
  /** As definitions name the image. */
  readonly image: string;
  readonly plan: ImagePlan;
  readonly parts: EntryParts;
}

const empty: ContainerParts = {
  image: { programs: [], bindsToPort: false, serves: false },
  content: { programs: [], models: [], outside: [] },
  entries: [],
  definitions: [],
  reasons: [],
  steps: [],
};

/** The parts of a container by its programs. */
export function containerParts(facts: FolderFacts, programs: ChosenPrograms, context: PartsContext): ContainerParts {
  const { train, serve, process } = programs;
  const needs = train && trainNeeds(facts.folder, train);
  const all = [
    train && needs ? trainParts(facts, train, needs, context) : empty,
    serve ? serveParts(facts, { serve, train, needs }, context) : empty,
    process ? processParts(facts, process, context) : empty,
  ];
  return all.reduce(joined);
}

function joined(a: ContainerParts, b: ContainerParts): ContainerParts {
  const paths = new Set(a.entries.map(({ path }) => path));
  return {
    image: {
      programs: [...a.image.programs, ...b.image.programs],
      bindsToPort: a.image.bindsToPort || b.image.bindsToPort,
      serves: a.image.serves || b.image.serves,
    },
    content: {
      programs: [...a.content.programs, ...b.content.programs],
      models: [...a.content.models, ...b.content.models],
      outside: [...a.content.outside, ...b.content.outside],
    },
    entries: [...a.entries, ...b.entries.filter(({ path }) => !paths.has(path))],
    definitions: [...a.definitions, ...b.definitions],
    reasons: [...a.reasons, ...b.reasons],
    steps: [...a.steps, ...b.steps],
  };
}

function containerFacts({ name, image, plan: { cuda } }: PartsContext): ContainerFacts {
  return { name, image, needsGpu: cuda !== 'none' && cuda !== 'optional' };
}

/** The program of a role as the platform finds it: one of its own, or the entry point that is written. */
function startedAs({ entryFolder }: ReadFolder, program: Program, name: string): string {
  return program.way === 'own' ? program.path : `${entryFolder}/${name}`;
}

/** Jars are built or copied apart. */
function ownContent({ path, way }: Program): readonly string[] {
  return way === 'java' ? [] : [path];
}

function trainParts(facts: FolderFacts, program: Program, needs: TrainNeeds, context: PartsContext): ContainerParts {
  const { folder } = facts;
  const { name, parts } = context;
  const sources = channelSources(folder, program, needs);
  const definition = trainingJobText(containerFacts(context), sources, {
    hyperparameters: { ...needs.hyperparameters, ...targetColumns(folder, program, needs, sources) },
    variables: needs.variables,
  });
  return {
    ...empty,
    image: { ...empty.image, programs: [startedAs(folder, program, 'train')] },
    content: {
      programs: ownContent(program),
      models: [],
      outside: [...Object.keys(needs.links), ...sources.map(({ path }) => path)],
    },
    entries: trainFiles(folder, program, needs, parts),
    definitions: [definitionFile(`${name}.training-job.json`, definition, 'the training job'), ...sampleFiles(sources)],
    reasons: trainReasons(folder, program, { needs, sources }),
    steps: [`run ${name}.training-job.json`],
  };
}

function trainReasons(
  { entryFolder }: ReadFolder,
  program: Program,
  { needs, sources }: { readonly needs: TrainNeeds; readonly sources: readonly ChannelSource[] },
): readonly string[] {
  const { places, links, kept, made, hyperparameters, variables } = needs;
  const known = Object.keys(hyperparameters).filter((name) => !made.includes(name));
  const samples = sources.filter(({ sample }) => sample).map(({ path }) => path);
  return [
    ...(program.way === 'own'
      ? []
      : [
          `${entryFolder}/train starts ${program.path} with SM_ variables for its folders, channels and hyperparameters, passes SIGTERM on, and writes the reason of a failure.`,
        ]),
    ...lineReasons(program, needs),
    ...(known.length > 0
      ? [`The training job has the hyperparameters ${few(known)}, with the defaults of the program.`]
      : []),
    ...(made.length > 0 ? [`${few(made)} without a default: put the right values into the training job.`] : []),
    ...Object.entries(places).map(([option, place]) => `${wordOf(needs, option)} is given as /opt/ml/${place}.`),
    ...(variables.length > 0
      ? [
          `${few(variables)} is read from the environment, without a default: put the right value into Environment of the training job.`,
        ]
      : []),
    ...Object.entries(links).map(
      ([path, place]) => `${path}, which the program names itself, leads to /opt/ml/${place}.`,
    ),
    ...(kept.length > 0 ? [`What the program saves beside itself goes to the model: ${few(kept)}.`] : []),
    ...(samples.length > 0 ? [`No data were found: ${few(samples)} stands in for yours, a few rows of numbers.`] : []),
  ];
}

/** How the program is told what to do. */
function lineReasons({ path }: Program, { line, positions, flags }: TrainNeeds): readonly string[] {
  if (!line) return [];
  const { options, first = [], assigns = false, unread } = line;
  return [
    ...(options.length === 0 || options.some(({ position }) => position === undefined)
      ? [assigns ? 'Hyperparameters become arguments: name=value.' : 'Hyperparameters become arguments: --name value.']
      : []),
    ...(positions.length > 0 ? [`Without their names, in this order: ${few(positions)}.`] : []),
    ...(flags.length > 0 ? [`Switches, given where a hyperparameter is true: ${few(flags)}.`] : []),
    ...(first.length > 0 ? [`${path} is started with ${first.join(' ')} before them.`] : []),
    ...(unread === undefined
      ? []
      : [
          `What ${path} takes of its command line by ${unread} could not be read: put what it needs into HyperParameters.`,
        ]),
  ];
}

/** An option as people write it. */
function wordOf({ line, positions }: TrainNeeds, name: string): string {
  return line?.assigns === true || positions.includes(name) ? name : `--${name}`;
}

interface Serving {
  readonly serve: Program;
  readonly train: Program | undefined;
  readonly needs: TrainNeeds | undefined;
}

function serveParts(
  facts: FolderFacts,
  { serve, train, needs: training }: Serving,
  context: PartsContext,
): ContainerParts {
  const { folder } = facts;
  const { name, parts } = context;
  const trained = train && training ? [...training.kept, ...pathsUsedBy(folder, train).writes] : [];
  const needs = serveNeeds(folder, serve, trained);
  const library = train && modelLibraryOf(folder, train);
  const data = train ? `file://${name}.training-job.json` : archiveOf(facts);
  const text = serve.python?.text ?? textAt(folder, serve.path);
  const isFixed = serve.way === 'script' || serve.way === 'own';
  const request = sampleRequest(folder, serve, training && train && modelRows(folder, train, training));
  const container = containerFacts(context);
  return {
    image: {
      programs: [startedAs(folder, serve, 'serve')],
      bindsToPort: !isFixed || text.includes('SAGEMAKER_BIND_TO_PORT'),
      serves: true,
    },
    content: { programs: ownContent(serve), models: data === undefined ? needs.models : [], outside: needs.links },
    entries: serveFiles(
      folder,
      serve,
      { needs, ...(library && { library }), ...(train && { training: train }) },
      parts,
    ),
    definitions: [
      definitionFile(`${name}.model.json`, modelText(container, data), 'the model of the container'),
      fixtureFile(container, request),
    ],
    reasons: [
      ...(isFixed && !text.includes('SAGEMAKER_BIND_TO_PORT')
        ? [`${serve.path} must listen on 0.0.0.0:8080 by itself: nothing here changes its address.`]
        : []),
      ...routeReasons(folder, serve, needs),
      ...(needs.links.length > 0 ? [`${few(needs.links)} is the model that the platform brings.`] : []),
      ...(data === undefined ? [noModel(needs.models)] : [`The model comes from ${data.slice('file://'.length)}.`]),
      'The fixture sends what the program seems to understand: put a request of yours into it, and the answer that it must get.',
    ],
    steps: [`invoke fixtures/${name}.invocation.json`],
  };
}

function noModel(models: readonly string[]): string {
  return models.length > 0
    ? `The image brings its model along: ${few(models)}.`
    : 'No model was found: name one in ModelDataUrl, or a training job.';
}

/** Routes are words in the text of a program of R, and of any file of Java. */
function missingRoutes({ files }: ReadFolder, { way, path }: Program): readonly string[] {
  const texts = files.filter((file) => (way === 'java' ? /\.(?:java|kt)$/.test(file.path) : file.path === path));
  if (texts.length === 0) return [`${path} has to answer GET /ping and POST /invocations, which was not looked at.`];
  const missing = ['/ping', '/invocations'].filter((route) => !texts.some(({ text = '' }) => text.includes(route)));
  return missing.length === 0
    ? []
    : [`Nothing of ${path} speaks of ${missing.join(' or ')}: give it GET /ping and POST /invocations.`];
}

function routeReasons(folder: ReadFolder, program: Program, needs: ReturnType<typeof serveNeeds>): readonly string[] {
  const { way, path } = program;
  if (way === 'java' || way === 'r') return missingRoutes(folder, program);
  if (!needs.isRouted) return [];
  const ping = needs.ping === undefined ? '/ping is answered for it' : `/ping leads to its ${needs.ping}`;
  return needs.invocations === undefined
    ? [`${path} has no route that could be /invocations: give it one. ${ping}.`]
    : [`/invocations leads to its ${needs.invocations}, ${ping}.`];
}

/** A model archive that is there already, or the only training job. */
function archiveOf({ folder }: FolderFacts): string | undefined {
  const archive = folder.files.find(
    ({ path }) => /^(?:[\w-]+\/)?[\w.-]*model[\w.-]*\.tar\.gz$/i.test(path) || /^model\/[\w.-]+\.tar\.gz$/.test(path),
  );
  if (archive) return `file://${archive.path}`;
  const jobs = folder.files.filter(({ path }) => /^[\w-]+\.training-job\.json$/.test(path));
  return jobs.length === 1 ? `file://${jobs[0]?.path ?? ''}` : undefined;
}

function processParts(facts: FolderFacts, program: Program, context: PartsContext): ContainerParts {
  const { folder } = facts;
  const { entryFolder } = folder;
  const { name, parts } = context;
  const needs = processNeeds(folder, program);
  const entries = processFiles(folder, program, needs, parts);
  const sample = {
    channel: 'input',
    path: 'sample-data/input',
    sample: { path: 'sample-data/input/sample.csv', content: 'x1,x2,target\n1,2,0\n3,4,1\n5,6,0\n' },
  };
  const data = needs.data ?? sample.path;
  const definition = processingJobText(containerFacts(context), {
    entrypoint: ['python3', `/opt/program/${entryFolder}/process`],
    arguments: needs.arguments,
    inputs: needs.inputs.map((input) => [input, data] as const),
    outputs: needs.outputs,
  });
  return {
    ...empty,
    image: { ...empty.image, programs: [`${entryFolder}/process`] },
    content: { programs: ownContent(program), models: [], outside: [...Object.keys(needs.links), data] },
    entries,
    definitions: [
      definitionFile(`${name}.processing-job.json`, definition, 'the processing job'),
      ...(needs.data === undefined ? sampleFiles([sample]) : []),
    ],
    reasons: [
      `${entryFolder}/process starts ${program.path}; the processing job names it as its ContainerEntrypoint.`,
      ...(needs.arguments.length > 0 ? [`It is given ${needs.arguments.join(' ')}.`] : []),
      ...Object.entries(needs.links).map(
        ([path, place]) => `${path}, which the program names itself, leads to /opt/ml/${place}.`,
      ),
      ...(needs.data === undefined
        ? [`No data were found: ${sample.path} stands in for yours, a few rows of numbers.`]
        : []),
    ],
    steps: [`run ${name}.processing-job.json`],
  };
}
