import { AppError, messageOf } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';
import type { Plan } from '../../definitions/plan';
import type { CredentialsSource } from '../../jobs/submission';
import type { JobRun } from './jobRun';
import type { ContainerProfile } from './jobCredentials';

/** The way to the credentials of a profile of the user; absent where nobody has any. @throws AppError `aws.*` */
export type FindCredentials = ((profile: string) => Promise<CredentialsSource>) | undefined;

/**
 * The profile that somebody picked for the containers of a job that is about to start; asked once, so that a job doesn't start in vain.
 * @throws AppError `local.unsupported` for containers that get none on the platform (T61), `aws.*` when nobody is signed in
 */
export async function pickedProfile(
  plan: Plan,
  name: string | undefined,
  find: FindCredentials,
): Promise<ContainerProfile | undefined> {
  if (name === undefined) return undefined;
  if (plan.isolated || !find) {
    throw new AppError(
      'local.unsupported',
      `${plan.definition}: containers with EnableNetworkIsolation get no credentials.`,
      'Leave out the profile for containers, or EnableNetworkIsolation.',
    );
  }
  const source = await find(name);
  await source();
  return { name, source };
}

/** The profile of a job that is taken over: nobody need be signed in before a container asks. */
export function recordedProfile(name: string | undefined, find: FindCredentials): ContainerProfile | undefined {
  if (name === undefined || !find) return undefined;
  let found: Promise<CredentialsSource> | undefined;
  const source = async () => {
    found ??= find(name);
    try {
      return await (
        await found
      )();
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
  return { name, source };
}

/** Let the containers of a job that is taken over find their credentials again, and say whether they do. */
export async function giveOn(
  { credentials, recorder }: Pick<JobRun<Plan>, 'credentials' | 'recorder'>,
  specs: readonly ContainerSpec[],
): Promise<void> {
  const given = specs.find(({ network }) => network.credentials);
  if (!given) return;
  try {
    if (!credentials) throw new Error('it was not written down whose they had.');
    await credentials.giveOn(given);
    recorder.note(`The containers may ask for credentials of the profile ${credentials.profileName} again.`);
  } catch (error) {
    // The job itself goes on: many programs ask at their beginning only.
    recorder.note(`The containers get no credentials any more: ${messageOf(error)}`);
  }
}
