import { join } from 'node:path';
import { AppError } from '../contract/appError';
import type { Connection } from '../engines/docker/connectDocker';
import type { DockerEngine } from '../engines/docker/dockerEngine';
import type { Engine } from '../engines/engine';
import type { EngineChoice } from '../jobs/platform';
import { stateFolder } from './projectRoot';

/**
 * Find the engine that a run shall use: `auto` takes a container engine when one answers, else plain processes.
 * @throws AppError `engine.none`
 */
export async function chooseEngine(choice: EngineChoice, root: string): Promise<Engine> {
  if (choice === 'process') return processEngine(root);
  const { engine, tried } = await findDocker();
  if (engine) return engine;
  if (choice === 'auto') return processEngine(root);
  throw noEngine(tried, 'Start Docker, Podman, Colima, Rancher or Finch, or run with --engine process.');
}

/**
 * Find a container engine, which alone can build images.
 * @param environment where its address is looked for
 * @throws AppError `engine.none`
 */
export async function chooseDocker(environment: NodeJS.ProcessEnv): Promise<DockerEngine> {
  const { engine, tried } = await findDocker(environment);
  if (engine) return engine;
  throw noEngine(tried, 'Start Docker, Podman, Colima, Rancher or Finch: images are built there.');
}

async function findDocker(environment: NodeJS.ProcessEnv = process.env): Promise<Connection> {
  const { connectDocker, thisMachine } = await import('../engines/docker/connectDocker');
  // Builds take the engine's own network; this names another where that one reaches no name server.
  const buildNetwork = environment['SAGEMAKER_CONTAINERS_BUILD_NETWORK'];
  return connectDocker(thisMachine(environment), buildNetwork === undefined ? {} : { buildNetwork });
}

function noEngine(tried: Connection['tried'], action: string): AppError {
  const asked = [...new Set(tried.map(({ address }) => address))].join(', ');
  return new AppError('engine.none', `No container engine answers (asked: ${asked}).`, action);
}

async function processEngine(root: string): Promise<Engine> {
  const { createProcessEngine } = await import('../engines/processEngine');
  return createProcessEngine({ folder: join(root, stateFolder, 'processes') });
}
