import { readFile } from 'node:fs/promises';
import { AppError } from '../../contract/appError';
import type { InvocationDefinition } from '../../definitions/definition';
import { mismatches } from '../../definitions/expectation';
import { parseFileReference, resolveReference } from '../../definitions/fileReference';
import type { JobEvent } from '../../jobs/jobEvent';
import type { EngineChoice, InvocationResult, StartRequest } from '../../jobs/platform';
import { invokeEndpoint, traceInvocation } from './invokeEndpoint';
import { listJobs } from '../jobs/jobList';
import { loadDefinition, servedDefinitions, type LoadedDefinition } from '../loadPlan';

/** What invoking needs of the platform. */
export interface Invoker {
  readonly root: string;
  /** What serves a model that doesn't run yet. */
  readonly engine: EngineChoice | undefined;
  /** Let each result bring its way through the containers along. */
  readonly trace: boolean;
  start(request: StartRequest): AsyncIterable<JobEvent>;
  stop(job: string): Promise<void>;
}

/**
 * Send fixtures to their endpoints and compare the answers. An endpoint that runs already is used; otherwise the fixture's
 * model is served for the time of the call.
 * @throws AppError `endpoint.none` when a fixture names an endpoint that doesn't run, or its model can't be served
 */
export async function* invokeFixtures(
  invoker: Invoker,
  fixtures: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<InvocationResult> {
  const loaded = await Promise.all(fixtures.map((path) => loadFixture(path, invoker.root)));
  const served = new Map<string, ServedModel>();
  try {
    for (const fixture of loaded) {
      signal.throwIfAborted();
      const url = await endpointUrl(invoker, fixture, served);
      yield await invoke(fixture, { url, trace: invoker.trace }, signal);
    }
  } finally {
    for (const model of served.values()) await model.stop();
  }
}

interface Fixture extends LoadedDefinition {
  readonly definition: InvocationDefinition;
}

async function loadFixture(path: string, root: string): Promise<Fixture> {
  const loaded = await loadDefinition(path, root);
  const { definition } = loaded;
  if (definition.kind === 'invocation') return { ...loaded, definition };
  throw new AppError('definition.kind', `${path} is a ${definition.kind}, not a fixture.`, 'Name a *.invocation.json.');
}

/** URL of InvokeEndpoint for a fixture. */
async function endpointUrl(invoker: Invoker, fixture: Fixture, served: Map<string, ServedModel>): Promise<string> {
  const wanted = fixture.definition.request.EndpointName ?? '';
  const model = parseFileReference(wanted) ? resolveReference(wanted, fixture.base) : undefined;
  const already = model === undefined ? undefined : served.get(model);
  if (already) return already.url;
  const running = await runningEndpoint(invoker.root, wanted, model);
  if (running?.url !== undefined) return `${running.url}/endpoints/${running.name}/invocations`;
  if (model === undefined) {
    throw new AppError(
      'endpoint.none',
      `${fixture.definition.path}: no endpoint "${wanted}" is running here.`,
      'Run its model first, or name the model: "EndpointName": "file://x.model.json".',
    );
  }
  const started = await serveModel(invoker, model);
  served.set(model, started);
  return started.url;
}

/** The endpoint of a name, or one that serves a definition, be it in an endpoint's own definition. */
async function runningEndpoint(root: string, name: string, definition: string | undefined) {
  const inService = (await listJobs(root)).filter((job) => job.status === 'InService' && !job.orphaned);
  if (definition === undefined) return inService.find((job) => job.name === name);
  const own = inService.find((job) => job.definition === definition);
  if (own) return own;
  for (const job of inService) {
    if (job.definition === undefined) continue;
    // One that was made wrong since it runs serves nothing that could be known.
    const served = await servedDefinitions(job.definition, root).catch((): readonly string[] => []);
    if (served.includes(definition)) return job;
  }
  return undefined;
}

interface ServedModel {
  readonly url: string;
  stop(): Promise<void>;
}

/** Start a model and wait until it is in service. */
async function serveModel(invoker: Invoker, definition: string): Promise<ServedModel> {
  const { engine } = invoker;
  const events = invoker.start({ definition, ...(engine !== undefined && { engine }) })[Symbol.asyncIterator]();
  for (let next = await events.next(); !next.done; next = await events.next()) {
    const event = next.value;
    if (event.kind === 'status' && event.url !== undefined) {
      const { job } = event;
      const drained = drain(events);
      return {
        url: `${event.url}/endpoints/${job}/invocations`,
        stop: async () => {
          await invoker.stop(job);
          await drained;
        },
      };
    }
    if (event.kind === 'status' && event.failureReason !== undefined) {
      throw new AppError(
        'endpoint.failed',
        `${definition} could not be served: ${event.failureReason}`,
        `Read its log: sagemaker-containers logs ${event.job}`,
      );
    }
  }
  throw new AppError(
    'endpoint.failed',
    `${definition} ended before it was in service.`,
    'Run it by itself to see why.',
  );
}

async function drain(events: AsyncIterator<JobEvent>): Promise<void> {
  while (!(await events.next()).done);
}

async function invoke(
  { definition, base }: Fixture,
  { url, trace }: { readonly url: string; readonly trace: boolean },
  signal: AbortSignal,
): Promise<InvocationResult> {
  const { request } = definition;
  const text = async (value: string) =>
    parseFileReference(value) ? readFile(resolveReference(value, base)) : Buffer.from(value);
  const body = await text(request.Body ?? '');
  const traced = trace ? await traceInvocation(url, request, body, signal) : undefined;
  const answer = traced?.answer ?? (await invokeEndpoint(url, request, body, signal));
  const { Body, ...others } = request.Expect ?? {};
  const expect = { ...others, ...(Body !== undefined && { Body: (await text(Body)).toString('utf8') }) };
  const found = mismatches(expect, answer);
  return {
    fixture: definition.path,
    passed: found.length === 0,
    mismatches: found,
    ...answer,
    ...(traced && { trace: traced.trace }),
  };
}
