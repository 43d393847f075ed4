import type { ContainerSpec } from '../../contract/containerSpec';
import { asyncTimeoutSeconds, maxAsyncBodyBytes, pingDelayMs, slowStartSeconds } from '../../contract/hosting';
import type { ModelPlan } from '../../definitions/plan';
import type { Container } from '../../engines/engine';
import type { TraceRequest } from '../../jobs/trace';
import { conclude, type JobOutcome } from '../jobs/jobOutcome';
import type { JobRun } from '../containers/jobRun';
import { saveRun } from '../jobs/runRecord';
import { endpointOutcome, outOfService } from './endpointOutcome';
import { openFrontProxy } from './frontProxy';
import { keepPinging } from './healthCheck';
import { adoptModel, runModel, type ModelHosting, type RunningModel } from './modelContainers';
import type { Archives } from './modelLayout';
import { pingTimeline } from './pingTimeline';
import { traceModel } from './traceModel';

/** A model to serve. */
export interface Serving {
  readonly run: JobRun<ModelPlan>;
  readonly archives: Archives;
  /** Port on loopback for callers; 0 for any free one. */
  readonly port: number;
}

/** Bring a model into service and keep it there until it is asked to stop or a container of it ends. */
export async function runEndpoint(serving: Serving): Promise<void> {
  const hosting = hostingOf(serving);
  await conclude(serving.run, outOfService, () => runModel(hosting, (model) => serve(serving, hosting, model)));
}

/** Go on with an endpoint whose containers another process started. */
export async function resumeEndpoint(
  serving: Serving,
  specs: readonly ContainerSpec[],
  containers: readonly Container[],
): Promise<void> {
  const hosting = hostingOf(serving);
  const found = { specs, containers };
  await conclude(serving.run, outOfService, () =>
    adoptModel(hosting, found, (model) => serve(serving, hosting, model)),
  );
}

function hostingOf({ run, archives, port }: Serving): ModelHosting {
  return {
    run,
    model: run.plan,
    archives,
    port,
    startup: { seconds: run.plan.startupTimeoutSeconds, delayMs: pingDelayMs },
    streamOf: (hostname) => (run.plan.containers.length > 1 ? hostname : run.plan.variant),
    tell: (message) => run.recorder.status({ status: 'Creating', message }),
    tellStop: (message) => run.recorder.status({ status: 'Deleting', message }),
    outcomeOf: (end) => endpointOutcome(end, run.plan),
  };
}

/** Who does not wait may send and ask for more. */
const patientLimits = { timeoutMs: asyncTimeoutSeconds.longest * 1000, maxBytes: maxAsyncBodyBytes };

async function serve(serving: Serving, hosting: ModelHosting, model: RunningModel): Promise<JobOutcome> {
  const { run, port } = serving;
  const { client, seconds } = model;
  if (seconds > slowStartSeconds) {
    run.recorder.note(
      `The model needed ${seconds.toFixed(0)} s to its first good /ping; keep it under ${String(slowStartSeconds)} s.`,
    );
  }
  const over = new AbortController();
  const endpoint = {
    name: run.folder.name,
    variant: run.plan.variant,
    region: run.region,
    client,
    ...(run.plan.asynchronous && { limits: patientLimits }),
    trace: (request: TraceRequest) => traceModel({ client, folder: run.folder }, request),
  };
  const proxy = await openFrontProxy(endpoint, port);
  try {
    await saveRun(run, model.specs, proxy.port);
    const message = `Answering after ${seconds.toFixed(1)} s`;
    await run.recorder.status({ status: 'InService', message, url: `http://127.0.0.1:${String(proxy.port)}` });
    const pinging = Promise.all(
      model.members.map(({ hostname, address }) => {
        const timeline = pingTimeline(run.recorder, model.members.length > 1 ? hostname : undefined);
        return keepPinging(address, timeline, over.signal);
      }),
    );
    // A health check that can't be written down (a full disk) ends the endpoint; otherwise the checks end with it.
    return hosting.outcomeOf(await Promise.race([model.ended, pinging.then(() => model.ended)]));
  } finally {
    over.abort();
    await proxy.close();
  }
}
