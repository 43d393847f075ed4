import type { CredentialsSource } from '../../jobs/submission';
import { awsError } from '../awsError';
import type { AwsContext } from './awsContext';

/** Clients in containers ask anew this long before the end of what they have. Milliseconds. */
const early = 15 * 60_000;
/** Clients give up after two seconds and ask again: then what came meanwhile is new enough. Milliseconds. */
const justNow = 2_000;

type Known = Awaited<ReturnType<CredentialsSource>>;

/** Credentials of a context for somebody who keeps them: with as much time left as can be had, asked for once at a time. */
export function freshCredentials(context: AwsContext): CredentialsSource {
  let refreshing: Promise<Known> | undefined;
  let refreshedAt = 0;
  const refresh = async (): Promise<Known> => {
    try {
      return await context.credentials({ forceRefresh: true });
    } finally {
      refreshedAt = Date.now();
      refreshing = undefined;
    }
  };
  return async () => {
    try {
      const known = await context.credentials();
      const left = known.expiration === undefined ? Infinity : known.expiration.getTime() - Date.now();
      if (left > early || (left > 0 && Date.now() - refreshedAt < justNow)) return known;
      refreshing ??= refresh();
      // Those that still hold are better than none, when nobody is there to sign in.
      return await refreshing.catch((error: unknown) => {
        if (left > 0) return known;
        throw error;
      });
    } catch (error) {
      throw awsError(error, 'Credentials', context);
    }
  };
}
