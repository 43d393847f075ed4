import { AppError } from '../contract/appError';
import type { Plan } from '../definitions/plan';
import type { Engine } from '../engines/engine';
import { EventQueue } from '../jobs/eventQueue';
import type { JobEvent } from '../jobs/jobEvent';
import type { JobState } from '../jobs/jobState';
import type { MetricSample } from '../jobs/metricSample';
import type { EngineChoice, Finding, Platform, StartRequest } from '../jobs/platform';
import { describer } from './jobs/describeJob';
import { watchEngine } from './engineWatch';
import { known } from './jobs/followJob';
import { invokeFixtures } from './hosting/invokeFixtures';
import { giveOn, pickedProfile, recordedProfile, type FindCredentials } from './containers/containerProfile';
import { JobCredentials, type ContainerProfile } from './containers/jobCredentials';
import { jobFiles } from './jobs/jobFiles';
import { jobFolder, type JobFolder } from './jobs/jobFolder';
import { createJobFolder } from './jobs/jobFolders';
import { asAppError } from './jobs/jobOutcome';
import { JobRecorder } from './jobs/jobRecorder';
import type { JobRun } from './containers/jobRun';
import { loadPlan } from './loadPlan';
import { locateArchives, type Archives } from './hosting/modelLayout';
import { readMetrics } from './jobs/metricHistory';
import { notReproduced } from './notReproduced';
import { jobKindOf, resumePlan, runPlan } from './containers/runPlan';
import { removeContainers } from './containers/runContainers';
import { readRun, saveRun, takeOver } from './jobs/runRecord';
import { watchStopRequest } from './jobs/stopRequest';
import { listInputFiles } from './transform/inputFiles';
import { previewTransform } from './transform/previewTransform';

/** What the local platform needs from outside. */
export interface LocalSurroundings {
  /** Absolute path of the project's root folder. */
  readonly root: string;
  readonly region: string;
  /** Find an engine. @throws AppError `engine.none` */
  engine(choice: EngineChoice): Promise<Engine>;
  doctor(): Promise<readonly Finding[]>;
  readonly credentials?: FindCredentials;
}

/** The local platform, with the jobs running inside this process. */
export interface LocalPlatform extends Platform {
  /** Take over a job whose owner is gone and go on to its end. */
  resume(job: string, signal: AbortSignal): AsyncIterable<JobEvent>;
}

/** Run jobs on this machine, in this process. */
export function createLocalPlatform(surroundings: LocalSurroundings): LocalPlatform {
  const files = jobFiles(surroundings.root);
  const start = (request: StartRequest): AsyncIterable<JobEvent> => startJob(surroundings, request);
  return {
    name: 'local',
    ...files,
    start,
    resume: (job) => resumeJob(surroundings, job),
    invoke: (fixtures, signal, engine, { trace = false } = {}) =>
      invokeFixtures({ root: surroundings.root, engine, trace, start, stop: files.stop }, fixtures, signal),
    preview: (definition, options, signal) =>
      previewTransform({ root: surroundings.root, definition, options, signal }),
    check: async function* (request, signal) {
      const { checkContainer } = await import('./check/checkContainer');
      yield* checkContainer(request, surroundings, signal);
    },
    doctor: () => surroundings.doctor(),
  };
}

async function* startJob(surroundings: LocalSurroundings, request: StartRequest): AsyncGenerator<JobEvent> {
  const { root } = surroundings;
  const { plan, warnings } = await loadPlan(request.definition, root);
  // All that can be wrong with the request is found before anything of the job exists.
  const archives = await locateInputs(root, plan);
  const profile = await pickedProfile(plan, request.containerProfile, surroundings.credentials);
  const engine = await surroundings.engine(request.engine ?? 'auto');
  const folder = await createJobFolder(root, plan.name);
  const events = new EventQueue<JobEvent>();
  const state = initialState(plan, folder, engine);
  const recorder = recorderFor(surroundings, { plan, folder, engine, state, events });
  const { region } = surroundings;
  const run = { plan, engine, folder, recorder, region, ...withCredentials(engine, profile, recorder) };
  await saveRun({ ...run, ...unstoppable }, [], undefined);
  await recorder.begin();
  void perform(run, events, (going) => {
    for (const note of openingNotes(plan, engine)) recorder.note(note);
    if (profile) recorder.note(`The containers may ask for credentials of the profile ${profile.name}.`);
    for (const { message } of warnings) recorder.note(message);
    return runPlan(going, { archives, port: request.port ?? 0 });
  });
  yield* events;
}

async function* resumeJob(surroundings: LocalSurroundings, name: string): AsyncGenerator<JobEvent> {
  const { root, region } = surroundings;
  const folder = jobFolder(root, name);
  const state = await known(root, name);
  const record = await readRun(folder);
  if (!state.orphaned || !record)
    throw new AppError(
      'job.owned',
      `${name} has ended or is being run by another process.`,
      `Follow it: sagemaker-containers logs -f ${name}`,
    );
  const engine = await surroundings.engine(record.engine);
  await takeOver(folder, record);
  const { plan, specs } = record;
  const events = new EventQueue<JobEvent>();
  const recorded = await readMetrics(folder);
  const recorder = recorderFor(surroundings, { plan, folder, engine, state: withoutMark(state), events, recorded });
  const adopted = await Promise.all(specs.map((spec) => engine.adopt(spec.name, spec)));
  const containers = adopted.filter((container) => container !== undefined);
  const profile = recordedProfile(record.containerProfile, surroundings.credentials);
  const run = { plan, engine, folder, recorder, region, ...withCredentials(engine, profile, recorder) };
  void perform(run, events, async (going) => {
    if (containers.length === 0 || containers.length < specs.length) {
      await removeContainers(going, specs, containers);
      const failureReason = 'InternalServerError: The process that ran this job ended, and its container is gone.';
      await recorder.status({ status: 'Failed', secondaryStatus: 'Failed', failureReason });
      return;
    }
    recorder.note('Taken over from a process that ended.');
    await giveOn(going, specs);
    await resumePlan(going, specs, containers, record.port ?? 0);
  });
  yield* events;
}

function withCredentials(engine: Engine, profile: ContainerProfile | undefined, recorder: JobRecorder) {
  const tell = (why: string) => {
    recorder.note(`A container got no credentials: ${why}`);
  };
  return profile ? { credentials: new JobCredentials(engine, profile, tell) } : {};
}

/** The model archives that a plan takes; what else it reads at its start must be there too. */
async function locateInputs(root: string, plan: Plan): Promise<Archives> {
  if (plan.kind === 'model') return locateArchives(root, plan);
  if (plan.kind !== 'transform-job') return [];
  await listInputFiles(plan.input);
  return locateArchives(root, plan.model);
}

type Started = Omit<JobRun<Plan>, 'stop' | 'kill'>;

/** For what needs the shape of a run before anybody can stop it. */
const unstoppable = { stop: new AbortController().signal, kill: new AbortController().signal };

/** Do a job's work; its events end with `end` whatever happens, or with the error that kept it from being recorded. */
async function perform(
  started: Started,
  events: EventQueue<JobEvent>,
  work: (run: JobRun<Plan>) => Promise<void>,
): Promise<void> {
  const { recorder, folder } = started;
  const request = watchStopRequest(folder);
  const note = (line: string) => {
    recorder.note(line);
  };
  const engineWatch = watchEngine({ engine: started.engine, note, kill: request.kill });
  try {
    try {
      await work({ ...started, stop: request.stop, kill: request.kill });
    } finally {
      request.close();
      engineWatch.close();
      await started.credentials?.close();
      await recorder.end();
    }
    events.end();
  } catch (error) {
    events.fail(asAppError(error));
  }
}

function initialState(plan: Plan, folder: JobFolder, engine: Engine): JobState {
  return {
    name: folder.name,
    kind: jobKindOf(plan),
    definition: plan.definition,
    status: plan.kind === 'model' ? 'Creating' : 'InProgress',
    transitions: [],
    artifacts: [],
    streams: [],
    metrics: {},
    engine: engine.kind,
    createdAt: Date.now(),
  };
}

function withoutMark({ orphaned: _mark, ...state }: JobState): JobState {
  return state;
}

interface Recorded {
  readonly plan: Plan;
  readonly folder: JobFolder;
  readonly engine: Engine;
  readonly state: JobState;
  readonly events: EventQueue<JobEvent>;
  readonly recorded?: readonly MetricSample[];
}

function recorderFor({ region }: LocalSurroundings, { plan, engine, ...recording }: Recorded): JobRecorder {
  const describe = describer(plan, region, notReproduced(plan, engine));
  return new JobRecorder({ ...recording, describe });
}

/** What runs where, and what is not as on AWS, in one line each. */
function openingNotes(plan: Plan, engine: Engine): string[] {
  const missing = notReproduced(plan, engine);
  return [
    `Running on ${engine.title}.`,
    ...(missing.length > 0 ? [`Not reproduced here: ${missing.join('; ')}.`] : []),
  ];
}
