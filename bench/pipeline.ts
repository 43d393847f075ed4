import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bindToPortLabel, defaultHostname, pipelinePort } from '../src/contract/pipeline';
import { benchEngine } from './benchEngine';
import { interleaved, timed, type Benchmark } from './measure';
import { echoServer } from './server';
import { serveModel, writeModel } from './servedModel';

const containers = 3;
const warmUp = 100;
const rounds = 500;
const mostPerHop = 1;
const body: Buffer = Buffer.from('low,low,5more,more,big,high\n'.repeat(32));

/** What the way through a pipeline costs beyond the containers themselves. */
export const pipeline: Benchmark = {
  name: 'pipeline',
  title:
    'A request through three containers of an endpoint, against the same containers asked in turn by the same client',
  run: async (bench) => {
    const label = `LABEL ${bindToPortLabel}=true`;
    const { image, title, env } = await benchEngine(bench, echoServer, { program: 'serve', lines: [label] });
    const project = join(bench.folder, 'project');
    const Containers = Array.from({ length: containers }, () => ({ Image: image }));
    const model = await serveModel(project, writeModel(project, { Containers }));
    bench.afterwards(() => model.stop());
    const direct = await addressesOf(project, model.name, env);
    const agent = new Agent({ keepAlive: true });
    bench.afterwards(async () => {
      agent.destroy();
    });
    const throughEndpoint = () => timed(() => post(agent, model.url, body));
    const inTurn = () =>
      timed(async () => {
        let passed = body;
        for (const url of direct) passed = await post(agent, url, passed);
      });
    for (let round = 0; round < warmUp; round += 1) {
      await throughEndpoint();
      await inTurn();
    }
    const pair = await interleaved(rounds, throughEndpoint, inTurn);
    const perHop = (pair.ours.median - pair.yardstick.median) / containers;
    const goal = `at most ${mostPerHop} ms more per hop (here ${perHop.toFixed(2)} ms)`;
    const facts = { engine: title, addedPerHop: Math.round(perHop * 1000) / 1000, containers, bytes: body.length };
    return [{ name: 'docker', goal, met: perHop <= mostPerHop, unit: 'ms', ...pair, facts }];
  },
};

/** URLs of the containers themselves, in their order. */
async function addressesOf(root: string, endpoint: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const text = readFileSync(join(root, '.sagemaker', 'jobs', endpoint, 'run.json'), 'utf8');
  const { specs } = JSON.parse(text) as { readonly specs: readonly { readonly name: string }[] };
  return Promise.all(
    specs.map(async ({ name }, index) => {
      const port = `${String(pipelinePort(index).port)}/tcp`;
      const { stdout } = await promisify(execFile)('docker', ['port', name, port], { env });
      if (stdout.trim() === '') throw new Error(`${defaultHostname(index)} has no port on this machine.`);
      return `http://${stdout.trim()}/invocations`;
    }),
  );
}

function post(agent: Agent, url: string, sent: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'text/csv', 'content-length': sent.length };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const got = Buffer.concat(parts);
        if (response.statusCode === 200 && got.equals(sent)) resolve(got);
        else reject(new Error(`${url} answered ${String(response.statusCode)}: ${got.toString().slice(0, 200)}`));
      });
    });
    call.on('error', reject);
    call.end(sent);
  });
}
