import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerSpec } from '../src/contract/containerSpec';
import { shmBytes } from '../src/contract/stopping';
import type { Engine } from '../src/engines/engine';
import { chooseEngine } from '../src/local/engineChoice';
import { ping, type Address } from '../src/local/hosting/healthCheck';
import { createLocalPlatform } from '../src/local/localPlatform';
import { interleaved, ratioOf, timed, type BenchRun, type Benchmark, type Measure } from './measure';

const rounds = 9;
const records = 8_000;
const concurrency = 8;
const leastShare = 0.8;

/** Answers each request with its own body, on as many connections as there are, and does nothing else. */
const echo = `#!/usr/bin/env python3
import asyncio

async def serve(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            length = 0
            for line in head.split(b"\\r\\n"):
                if line.lower().startswith(b"content-length:"): length = int(line[15:])
            body = await reader.readexactly(length)
            writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/csv\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()

async def main():
    server = await asyncio.start_server(serve, "0.0.0.0", 8080)
    async with server: await server.serve_forever()

asyncio.run(main())
`;

/** How fast a transform job sends its records, against a bare load generator that sends the same ones to a container of the same image. */
export const transform: Benchmark = {
  name: 'transform',
  title: `Batch transform of ${records} records, ${concurrency} at once, against a bare HTTP client on the same container`,
  run: async (bench) => [await singleRecords(bench)],
};

async function singleRecords(bench: BenchRun): Promise<Measure> {
  const project = join(bench.folder, 'project');
  const lines = Array.from({ length: records }, (_, index) => `${index},low,5more,more,big,high\n`);
  const definition = writeProject(project, lines);
  const engine = await chooseEngine('docker', project);
  const { address, imageId } = await startBare(bench, engine, join(project, 'image'));
  const pair = await interleaved(
    rounds,
    async () => records / (await transformSeconds(project, definition, engine)),
    async () => records / (await bareSeconds(address, lines)),
  );
  const ratio = ratioOf(pair);
  const goal = `at least ${leastShare} x a bare HTTP client`;
  const facts = { engine: engine.title, image: imageId };
  return { name: 'requests', goal, met: ratio >= leastShare, unit: 'requests/s', ratio, ...pair, facts };
}

/** @returns the absolute path of the definition of a transform job over `lines`, one request each */
function writeProject(project: string, lines: readonly string[]): string {
  const write = (name: string, content: string | object) => {
    writeFileSync(join(project, name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  for (const folder of ['image', 'data']) mkdirSync(join(project, folder), { recursive: true });
  const base = process.env['BASE_IMAGE'] ?? 'python:3.11-slim';
  writeFileSync(join(project, 'image/serve'), echo, { mode: 0o755 });
  write('image/Dockerfile', `FROM ${base}\nENV PATH="/opt/program:$PATH"\nCOPY serve /opt/program/\n`);
  write('data/rows.csv', lines.join(''));
  write('bench.model.json', { PrimaryContainer: { Image: 'file://image' } });
  const request = {
    TransformJobName: 'bench',
    ModelName: 'file://bench.model.json',
    MaxConcurrentTransforms: concurrency,
    MaxPayloadInMB: 1,
    BatchStrategy: 'SingleRecord',
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data' } },
      ContentType: 'text/csv',
      SplitType: 'Line',
    },
    TransformOutput: { S3OutputPath: 'file://out' },
  };
  write('bench.transform-job.json', request);
  return join(project, 'bench.transform-job.json');
}

/** From the first request to the last answer of one job. @throws Error when it doesn't complete with a right output */
async function transformSeconds(root: string, definition: string, engine: Engine): Promise<number> {
  const platform = createLocalPlatform({
    root,
    region: 'us-east-1',
    engine: () => Promise.resolve(engine),
    doctor: () => Promise.resolve([]),
  });
  const at = new Map<string, number>();
  let failure = '';
  for await (const event of platform.start({ definition, engine: 'docker' }, new AbortController().signal)) {
    if (event.kind !== 'status') continue;
    const phase = event.secondaryStatus ?? event.status;
    if (!at.has(phase)) at.set(phase, event.at);
    failure = event.failureReason ?? failure;
  }
  const [from, to] = [at.get('Transforming'), at.get('Uploading')];
  if (!at.has('Completed') || from === undefined || to === undefined) throw new Error(`The job failed: ${failure}`);
  const [input, output] = ['data/rows.csv', 'out/rows.csv.out'].map((name) => readFileSync(join(root, name), 'utf8'));
  if (input !== output) throw new Error('The output is not the input, which the container gives back.');
  return (to - from) / 1000;
}

/** A container of the same image that nobody but the bare client calls. */
async function startBare(bench: BenchRun, engine: Engine, context: string) {
  const { signal } = new AbortController();
  const tag = `sagemaker-containers-bench:latest`;
  bench.say(`building an image on ${engine.title}`);
  const image = await engine.build({ context, dockerfile: 'Dockerfile', tag, labels: {} }, () => undefined, signal);
  const spec: ContainerSpec = {
    name: `sagemaker-containers-bench-${process.pid}`,
    image,
    arguments: ['serve'],
    environment: {},
    hostname: 'bench',
    mounts: [],
    network: { isolated: false },
    port: 8080,
    shmBytes,
    labels: {},
  };
  const container = await engine.create(spec, signal);
  bench.afterwards(() => container.remove());
  void silent(container.output);
  await container.start();
  const address = await container.address();
  while (!(await ping(address)).ok) await sleep(50);
  return { address, imageId: image };
}

async function silent(output: AsyncIterable<unknown>): Promise<void> {
  for await (const _chunk of output) continue;
}

/** As many calls at once as the job makes, on connections that are kept, each with the next line; answers are read and compared. */
async function bareSeconds(address: Address, lines: readonly string[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  let next = 0;
  const worker = async () => {
    for (let line = lines[next++]; line !== undefined; line = lines[next++]) {
      if ((await post(address, agent, line)) !== line) throw new Error('The container gave back something else.');
    }
  };
  const milliseconds = await timed(() => Promise.all(Array.from({ length: concurrency }, worker)));
  agent.destroy();
  return milliseconds / 1000;
}

function post(address: Address, agent: Agent, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'text/csv', 'content-length': Buffer.byteLength(body) };
    const sent = request({ ...address, agent, method: 'POST', path: '/invocations', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => {
        resolve(text);
      });
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
