import { messageOf } from '../../src/contract/appError';
import { awsClients, clientsVariable } from './awsClients';
import { motoFolder, motoVariable } from './moto';
import { findProgram } from './programs';
import { rRoot, rVariable } from './rRoot';
import { templateBase, templateBaseVariable } from './templateBase';
import { toolkitVariable, toolkitWheels } from './toolkitWheels';
import { wheelsVariable, xgboostWheels } from './xgboostWheels';

/** What tests need of packages, made ready for them since they are on no network. */
interface Prepared {
  /** For people. */
  readonly what: string;
  /** Names it to the tests. */
  readonly variable: string;
  /** The rings that need it. */
  readonly rings: readonly string[];
  /** Makes it, or finds it in the cache. @param python version of the base image */
  readonly make: (python: string) => Promise<string>;
}

const all: readonly Prepared[] = [
  { what: 'XGBoost', variable: wheelsVariable, rings: ['docker'], make: xgboostWheels },
  { what: 'the AWS clients', variable: clientsVariable, rings: ['docker', 'clients'], make: awsClients },
  { what: 'moto', variable: motoVariable, rings: ['docker', 'clients'], make: motoFolder },
  { what: 'the base of templates', variable: templateBaseVariable, rings: ['templates'], make: templateBase },
  { what: 'the training toolkit', variable: toolkitVariable, rings: ['templates'], make: toolkitWheels },
  { what: 'R', variable: rVariable, rings: ['templates'], make: rRoot },
];

/**
 * Make ready what rings need, all at once: it waits for the network. Tests fail without what could not be had.
 * @param rings names @param ready makes one and says how long it took
 * @returns variables for the tests
 */
export async function preparePackages(
  rings: ReadonlySet<string>,
  python: string,
  { say, ready }: PackageOptions,
): Promise<Readonly<Record<string, string>>> {
  if (findProgram('pip3') === undefined) return {};
  const wanted = all.filter((one) => one.rings.some((ring) => rings.has(ring)));
  const made = await Promise.all(
    wanted.map(({ what, variable, make }) =>
      ready(what, () => make(python)).then(
        (path) => [[variable, path]] as const,
        (error: unknown) => {
          say(`${what} could not be had: ${messageOf(error)}`);
          return [];
        },
      ),
    ),
  );
  return Object.fromEntries(made.flat());
}

interface PackageOptions {
  readonly say: (what: string) => void;
  readonly ready: (what: string, make: () => Promise<string>) => Promise<string>;
}
