import type { ImagePlan } from '../../definitions/plan';
import type { PushProgress } from '../../engines/docker/pushImage';
import { chooseDocker } from '../engineChoice';
import { imageTag } from './jobImage';

type BuildPlan = Extract<ImagePlan, { readonly kind: 'build' }>;

/** Credentials of a registry. */
interface Login {
  readonly username: string;
  readonly password: string;
}

/**
 * Builds images on this machine's container engine, with the cache and the tags of local runs, to be pushed from there.
 * @param environment where the engine's address is looked for
 */
export const imageMaker = (environment: () => NodeJS.ProcessEnv) => ({
  /** @throws AppError `engine.none`, `image.build` */
  async build(plan: BuildPlan, log: (line: string) => void, signal: AbortSignal) {
    const engine = await chooseDocker(environment());
    const { context, dockerfile } = plan;
    const image = await engine.build({ context, dockerfile, tag: imageTag(plan), labels: {} }, log, signal);
    return {
      id: await engine.imageId(image, signal),
      push: (target: string, login: Login, tell: (progress: PushProgress) => void, stop: AbortSignal) =>
        engine.push(
          { image, target, auth: { ...login, serveraddress: target.slice(0, target.indexOf('/')) } },
          tell,
          stop,
        ),
    };
  },
});
