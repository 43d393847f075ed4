import { loadSharedConfigFiles } from '@smithy/core/config';
import type { AwsProfile } from '../../jobs/submission';
import type { ProfileValues } from './endpoints';

/** The shared AWS files, as the clients read them. */
export type SharedFiles = Awaited<ReturnType<typeof loadSharedConfigFiles>>;

/** Read the shared AWS files anew: a sign-in may have rewritten them since. Files that are not there are empty. */
export function readSharedFiles(): Promise<SharedFiles> {
  return loadSharedConfigFiles({ ignoreCache: true });
}

/** Names of the profiles of the shared files; sections of other kinds have a dot in their names. */
export function profileNames({ configFile, credentialsFile }: SharedFiles): readonly string[] {
  const names = [...Object.keys(configFile), ...Object.keys(credentialsFile)];
  return [...new Set(names)].filter((name) => !/^(sso-session|services)\./.test(name)).sort();
}

/** What the shared files say about a section. */
export function valuesOf({ configFile, credentialsFile }: SharedFiles, name: string): ProfileValues {
  return { ...configFile[name], ...credentialsFile[name] };
}

/** The profiles of the shared files, for a person to choose from. */
export async function listProfiles(): Promise<readonly AwsProfile[]> {
  const files = await readSharedFiles();
  return profileNames(files).map((name) => {
    const values = valuesOf(files, name);
    const { region } = values;
    return { name, way: wayOf(values), ...(region !== undefined && { region }) };
  });
}

/** Keys of a profile that tell how it gets credentials, most telling first. */
const ways: readonly (readonly [string, string])[] = [
  ['sso_session', 'SSO'],
  ['sso_start_url', 'SSO'],
  ['login_session', 'aws login'],
  ['web_identity_token_file', 'web identity'],
  ['role_arn', 'assumed role'],
  ['credential_process', 'credential_process'],
];

function wayOf(values: ProfileValues): string {
  return ways.find(([key]) => values[key] !== undefined)?.[1] ?? 'keys in the shared files';
}
