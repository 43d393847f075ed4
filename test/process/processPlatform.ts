import type { Platform } from '../../src/jobs/platform';
import { chooseEngine } from '../../src/local/engineChoice';
import { createLocalPlatform } from '../../src/local/localPlatform';

/** This machine as the platform of a project, without a container engine. @param root absolute path of the project */
export function processPlatform(root: string): Platform {
  return createLocalPlatform({
    root,
    region: 'us-east-1',
    engine: () => chooseEngine('process', root),
    doctor: async () => [],
  });
}
