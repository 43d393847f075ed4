import { execFile } from 'node:child_process';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { benchEngine } from './benchEngine';
import { interleaved, ratioOf, timed, type Benchmark } from './measure';
import { echoServer } from './server';
import { serveModel, writeModel, type ServedModel } from './servedModel';

const rounds = 10;
const mostTimes = 1.2;
/** Between two looks at a container that was started by hand, in milliseconds. */
const lookMs = 5;

/** How soon an endpoint answers. */
export const start: Benchmark = {
  name: 'start',
  title: 'An endpoint from its definition file to InService, against "docker run" and the first 200 of GET /ping',
  run: async (bench) => {
    const { image, title, env } = await benchEngine(bench, echoServer, { program: 'serve' });
    const project = join(bench.folder, 'project');
    const definition = writeModel(project, { PrimaryContainer: { Image: image } });
    const docker = async (...args: readonly string[]) =>
      (await promisify(execFile)('docker', [...args], { env })).stdout.trim();
    const ours = async () => {
      let model: ServedModel | undefined;
      const milliseconds = await timed(async () => (model = await serveModel(project, definition)));
      await model?.stop();
      return milliseconds;
    };
    const byHand = async () => {
      let id = '';
      const milliseconds = await timed(async () => {
        id = await docker('run', '--detach', '--publish', '127.0.0.1::8080', image, 'serve');
        const address = await docker('port', id, '8080/tcp');
        while (!(await answers(`http://${address}/ping`))) await sleep(lookMs);
      });
      await docker('rm', '--force', id);
      return milliseconds;
    };
    const pair = await interleaved(rounds, ours, byHand);
    const ratio = ratioOf(pair);
    const goal = `at most ${mostTimes} x by hand`;
    return [{ name: 'docker', goal, met: ratio <= mostTimes, unit: 'ms', ratio, ...pair, facts: { engine: title } }];
  },
};

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => {
      resolve(false);
    });
  });
}
