import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { AppError } from '../../contract/appError';
import { partitionOf, type Partition } from '../../contract/partition';
import type { AwsChoice, SignIn } from '../../jobs/submission';
import { endpointOverrides, type Service } from './endpoints';
import { proxyAgents, type ProxyAgents } from './proxy';
import { profileNames, readSharedFiles, signInOf, valuesOf } from './profiles';
import { chooseRegion } from './region';

/** What a context takes from outside. */
export interface AwsSurroundings {
  readonly environment: NodeJS.ProcessEnv;
  /** Ask the user for the code of an MFA device. Absent where nobody can be asked. */
  readonly askMfaCode?: (device: string) => Promise<string>;
}

/** How AWS is called: decided once, then handed to each client in full, so that no client looks for anything itself. */
export interface AwsContext {
  readonly profile?: string;
  readonly region: string;
  /** Where the region was found, for people. */
  readonly regionFrom: string;
  readonly partition: Partition;
  readonly credentials: AwsCredentialIdentityProvider;
  /** How somebody signs in for them; absent where there is nothing to sign in to. */
  readonly signIn?: SignIn;
  /** Addresses that take the place of AWS's own. */
  readonly endpoints: Readonly<Partial<Record<Service, string>>>;
  /** The way of requests where they may not go directly. */
  readonly proxy?: ProxyAgents;
}

/**
 * Decide how AWS is called. Touches no network.
 * @throws AppError `aws.profile`, `aws.region`
 */
export async function openContext(
  choice: AwsChoice,
  { environment, askMfaCode }: AwsSurroundings,
): Promise<AwsContext> {
  const profile = choice.profile ?? nonEmpty(environment['AWS_PROFILE']);
  // Read anew each time: a sign-in may have rewritten the files since.
  const files = await readSharedFiles();
  const known = profileNames(files);
  if (profile !== undefined && !known.includes(profile)) {
    const action =
      known.length > 0 ? `Profiles are: ${known.join(', ')}.` : 'Make one: aws configure sso, or aws configure.';
    throw new AppError('aws.profile', `There is no AWS profile "${profile}" in the shared files.`, action);
  }
  const values = valuesOf(files, profile ?? 'default');
  const section = values['services'] === undefined ? {} : valuesOf(files, `services.${values['services']}`);
  const { region, from } = chooseRegion({ choice: choice.region, profile: values['region'], environment });
  const proxy = proxyAgents(environment);
  const clientConfig = { region, ...(proxy && { requestHandler: { ...proxy } }) };
  const endpoints = endpointOverrides(environment, values, section);
  // Without a profile, keys in variables come first.
  const hasKeys = profile === undefined && nonEmpty(environment['AWS_ACCESS_KEY_ID']) !== undefined;
  const signIn = hasKeys ? undefined : signInOf(files, profile ?? 'default');
  return {
    ...(profile !== undefined && { profile }),
    ...(proxy && { proxy }),
    ...(signIn && { signIn }),
    region,
    regionFrom: from,
    partition: partitionOf(region),
    endpoints,
    credentials: fromNodeProviderChain({
      ...(profile !== undefined && { profile }),
      ...(askMfaCode && { mfaCodeProvider: askMfaCode }),
      // Kept for as long as they are valid, then read anew: somebody may have signed in again meanwhile.
      ignoreCache: true,
      clientConfig,
      ...roleAssumers(clientConfig, endpoints.STS),
    }),
  };
}

/** Roles are taken on where the caller's identity is asked for: the clients alone forget the address of a profile that is named. */
function roleAssumers(clientConfig: Parameters<typeof getDefaultRoleAssumer>[0], endpoint: string | undefined) {
  if (endpoint === undefined) return {};
  const config = { ...clientConfig, endpoint };
  return {
    roleAssumer: getDefaultRoleAssumer(config),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(config),
  };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
