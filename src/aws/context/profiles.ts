import { loadSharedConfigFiles } from '@smithy/core/config';
import type { AwsProfile, SignIn } from '../../jobs/submission';
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
    const signIn = signInOf(files, name);
    return {
      ...{ name, way: wayOf(values) },
      ...(region !== undefined && { region }),
      ...(signIn && { signIn }),
    };
  });
}

/** Profiles lead to others whose roles they take on; those that lead in a circle are the clients' matter. */
const mostSteps = 8;

/** How somebody signs in for a profile; undefined where its credentials come in another way. */
export function signInOf(files: SharedFiles, profile: string): SignIn | undefined {
  let name = profile;
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const values = valuesOf(files, name);
    const source = values['role_arn'] === undefined ? undefined : values['source_profile'];
    if (source === undefined || source === name) {
      const command = commandOf(values);
      return command && { command, profile: name };
    }
    name = source;
  }
  return undefined;
}

/** In the order in which the clients look for credentials. */
function commandOf(values: ProfileValues): SignIn['command'] | undefined {
  const others = ['aws_access_key_id', 'web_identity_token_file', 'credential_process', 'credential_source'];
  if (others.some((key) => values[key] !== undefined)) return undefined;
  if (values['sso_session'] !== undefined || values['sso_start_url'] !== undefined) return 'sso login';
  return values['login_session'] === undefined ? undefined : 'login';
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
