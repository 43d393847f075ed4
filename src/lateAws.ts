import { join } from 'node:path';
import type { Aws } from './jobs/submission';
import { userCacheFolder } from './aws/userCacheFolder';
import { stateFolder } from './local/projectRoot';

/** What the way to AWS takes from who goes it. */
export interface AwsTraveller {
  /** Absolute path of the project's root. */
  readonly root: string;
  /** Variables that name credentials, regions, addresses and the container engine; asked anew each time. */
  readonly environment: () => NodeJS.ProcessEnv;
  /** Ask the user for the code of an MFA device. Absent where nobody can be asked. */
  readonly askMfaCode?: (device: string) => Promise<string>;
}

/** The way to AWS, loaded when it is first taken. */
export function lateAws({ root, environment, askMfaCode }: AwsTraveller): Aws {
  const aws = async (): Promise<Aws> => {
    // What the clients say about Node's version is for who builds this, not for who runs it.
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
    const [{ createAws }, { loadDefinition }, { imageMaker }] = await Promise.all([
      import('./aws/aws'),
      import('./local/loadPlan'),
      import('./local/containers/imageMaker'),
    ]);
    return createAws({
      environment: environment(),
      ...(askMfaCode && { askMfaCode }),
      load: (path) => loadDefinition(path, root),
      images: imageMaker(environment),
      stateFolder: join(root, stateFolder),
      cacheFolder: userCacheFolder(environment()),
    });
  };
  return {
    whoami: async (choice) => (await aws()).whoami(choice),
    profiles: async () => (await aws()).profiles(),
    watch: async (changed) => (await aws()).watch(changed),
    connect: async (choice) => (await aws()).connect(choice),
    jobs: async (choice) => (await aws()).jobs(choice),
    credentials: async (profile) => (await aws()).credentials(profile),
    prepareSubmit: async (choice, signal) => (await aws()).prepareSubmit(choice, signal),
  };
}
