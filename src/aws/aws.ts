import { join } from 'node:path';
import type { Aws, AwsChoice, AwsPlace } from '../jobs/submission';
import { awsClients } from './awsClients';
import { AwsConnection } from './follow/awsConnection';
import { awsJobs } from './follow/awsJobs';
import { cursorsIn } from './follow/cursorFile';
import { budgetOf } from './follow/requestBudget';
import { openContext, type AwsSurroundings } from './context/awsContext';
import { freshCredentials } from './context/freshCredentials';
import { listProfiles } from './context/profiles';
import { watchSharedFiles } from './context/watchSharedFiles';
import { whoami } from './context/whoami';
import type { ImageMaker } from './images/shipImage';
import type { LoadDefinition } from './submit/definitionTree';
import { openResources } from './resources/resources';
import { prepareSubmit } from './submit/submit';

/** What the way to AWS takes from outside. */
export interface AwsParts extends AwsSurroundings {
  readonly load: LoadDefinition;
  readonly images: ImageMaker;
  /** Absolute path of the project's folder for our state. */
  readonly stateFolder: string;
  /** Absolute path of the user's folder for what can be asked for again. */
  readonly cacheFolder: string;
}

/** Join the parts that speak to AWS. */
export function createAws({ load, images, stateFolder, cacheFolder, ...surroundings }: AwsParts): Aws {
  const open = (choice: AwsChoice) => openContext(choice, surroundings);
  const connect = async (choice: AwsChoice): Promise<AwsPlace> => {
    const opened = async () => {
      const context = await open(choice);
      return { context, clients: awsClients(context) };
    };
    const first = await opened();
    const identity = await whoami(first.context, first.clients);
    const { account, region, endpoints } = identity;
    const budget = budgetOf(`${account} ${region} ${endpoints['CLOUDWATCH_LOGS'] ?? ''}`);
    const connection = new AwsConnection(first, opened, budget);
    const cursors = cursorsIn(join(stateFolder, 'aws', 'followed', `${account}.${region}`));
    return { identity, jobs: awsJobs(connection, cursors), resources: openResources(connection, load) };
  };
  return {
    connect,
    jobs: async (choice) => (await connect(choice)).jobs,
    whoami: async (choice) => {
      const context = await open(choice);
      return whoami(context, awsClients(context));
    },
    profiles: listProfiles,
    watch: watchSharedFiles,
    credentials: async (profile) => {
      // No client of ours is called with this context, so any region will do.
      const environment = { AWS_DEFAULT_REGION: 'us-east-1', ...surroundings.environment };
      return freshCredentials(await openContext({ profile }, { ...surroundings, environment }));
    },
    prepareSubmit: async (choice, signal) => {
      const context = await open(choice);
      return prepareSubmit(
        { context, load, images, stateFolder: join(stateFolder, 'aws'), cacheFolder },
        choice,
        signal,
      );
    },
  };
}
