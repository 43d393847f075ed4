import { diskFiles } from '../../../src/definitions/diskFiles';
import type { JobEvent } from '../../../src/jobs/jobEvent';
import type { JobState } from '../../../src/jobs/jobState';
import type { MetricSample } from '../../../src/jobs/metricSample';
import type { Finding, InvocationResult, Platform, StartRequest } from '../../../src/jobs/platform';
import type { TransformPreview } from '../../../src/jobs/transformPreview';
import type { App } from '../../../src/terminal/app';
import { Printer } from '../../../src/terminal/printer';
import { runProgram } from '../../../src/terminal/program';
import { jobsOfData, nobody } from './awsOfData';
import { FakeStream } from './fakeStream';

/** What the platform of one test has to tell; everything is data. */
interface Known {
  readonly events?: readonly JobEvent[];
  readonly jobs?: readonly JobState[];
  readonly results?: readonly InvocationResult[];
  readonly findings?: readonly Finding[];
  readonly cleaned?: readonly string[];
  readonly samples?: readonly MetricSample[];
  readonly describe?: Readonly<Record<string, unknown>>;
  readonly preview?: readonly TransformPreview[];
}

async function* told<T>(values: readonly T[] = []): AsyncGenerator<T> {
  yield* values;
}

/** Run the program against a platform of data. */
export async function terminal(args: readonly string[], known: Known = {}) {
  const streams = { out: new FakeStream(), err: new FakeStream() };
  const [out, err] = [new Printer(streams.out), new Printer(streams.err)];
  const asked: unknown[] = [];
  const platform: Platform = {
    name: 'local',
    start: (request: StartRequest) => {
      asked.push({ start: request });
      return told(known.events);
    },
    follow: () => told(known.events),
    resume: () => told(known.events),
    describe: async () => known.describe,
    metrics: async () => known.samples ?? [],
    ...jobsOfData(known.jobs ?? []),
    list: async () => known.jobs ?? [],
    watch: () => ({ dispose: () => undefined }),
    stop: async (job) => void asked.push({ stop: job }),
    remove: async (job) => void asked.push({ remove: job }),
    logFile: (job, stream) => `/${job}/${stream}.log`,
    invoke: (fixtures) => {
      asked.push({ invoke: fixtures });
      return told(known.results);
    },
    trace: async () => ({ hops: [], response: { status: 200, headers: {}, body: '' } }),
    preview: (preview, options) => (asked.push({ preview, options }), told(known.preview)),
    check: () => told([]),
    doctor: async () => known.findings ?? [],
  };
  const checks = { files: diskFiles, style: 'posix', projectRootOf: () => '/' } as const;
  const app: App = {
    ...{ platform, jobs: platform, aws: nobody },
    out,
    err,
    probeFiles: '/probe',
    templates: { folder: '/nowhere', root: '/nowhere' },
    checks,
    checksIn: () => checks,
    resume: (job) => {
      asked.push({ resume: job });
      return told(known.events);
    },
    clean: async (ended) => (asked.push({ clean: ended }), known.cleaned ?? []),
    detach: async (more) => (asked.push({ detach: more }), 'car'),
    openServer: () => Promise.reject(new Error('No test asks for it.')),
    handshake: (message) => void asked.push({ handshake: message }),
  };
  const open = (project: string | undefined): App => {
    if (project !== undefined) asked.push({ project });
    return app;
  };
  const code = await runProgram(args, '1.2.3', {
    open: (project) => Promise.resolve(open(project)),
    openChecks: open,
  });
  await Promise.all([out.end(), err.end()]);
  return { code, out: streams.out.text, err: streams.err.text, asked };
}
