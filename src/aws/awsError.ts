import { AppError, messageOf } from '../contract/appError';
import type { SignIn } from '../jobs/submission';

/** For messages: which credentials were used. */
export interface Caller {
  readonly profile?: string | undefined;
  readonly region: string;
  /** How somebody signs in for them; absent where there is nothing to sign in to. */
  readonly signIn?: SignIn | undefined;
}

const expired =
  /^(ExpiredToken|ExpiredTokenException|RequestExpired|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|AuthFailure)$/;
const denied = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|Forbidden|403)$/;
const throttled =
  /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|SlowDown|LimitExceededException)$/;
const unreachable =
  /^(ENOTFOUND|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|TimeoutError|NetworkingError)$/;

/** What kind of failure of a call of AWS this is, as far as it matters to who called. */
export type Trouble = 'signIn' | 'expired' | 'denied' | 'throttled' | 'unreachable' | 'missing' | 'inUse' | 'refused';

/** Tell the failures of AWS's clients apart. */
export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : '';
  const code = codeOf(error);
  if (/^(CredentialsProviderError|TokenProviderError|ProviderError)$/.test(name)) return 'signIn';
  if (expired.test(name)) return 'expired';
  if (denied.test(name)) return 'denied';
  if (throttled.test(name)) return 'throttled';
  if (unreachable.test(name) || unreachable.test(code) || statusOf(error) >= 500) return 'unreachable';
  if (/NotFound|NoSuch/.test(name)) return 'missing';
  if (name === 'ResourceInUse' || name === 'ConflictException') return 'inUse';
  if (name === 'ValidationException' && /not found|not find|does not exist/i.test(messageOf(error))) return 'missing';
  if (name === 'ValidationException' && /already exist/i.test(messageOf(error))) return 'inUse';
  return 'refused';
}

/**
 * The failure of a call of AWS in words that say what to do. An `AppError` and an abort stay what they are.
 * @param doing what was tried, for example `CreateTrainingJob`
 */
export function awsError(error: unknown, doing: string, caller: Caller): unknown {
  if (error instanceof AppError || (error instanceof Error && error.name === 'AbortError')) return error;
  const trouble = troubleOf(error);
  const who = caller.profile === undefined ? 'the default credentials' : `the profile ${caller.profile}`;
  const say = (message: string, action: string): AppError =>
    new AppError(`aws.${trouble}`, message, action, { cause: error });
  const text = sentence(messageOf(error).trim() || codeOf(error));
  switch (trouble) {
    case 'signIn':
    case 'expired':
      return accessError(trouble, text, error, { who, caller });
    case 'denied':
      if (text.includes('MultiFactorAuthentication failed')) return wrongCode(text, error);
      return say(`${doing}: ${who} may not do this: ${text}`, 'Ask for this permission, or use another profile.');
    case 'throttled':
      return say(
        `${doing}: AWS asks to slow down: ${text}`,
        'Wait a minute and run the same again; what is done is not done twice.',
      );
    case 'unreachable':
      return say(
        `${doing}: AWS in ${caller.region} does not answer: ${text}`,
        'Look at the network, proxy and AWS_ENDPOINT_URL; then run the same again.',
      );
    default:
      return say(`${doing}: ${nameOf(error)}: ${text}`, refusalAction(nameOf(error)));
  }
}

/** Do a part of something longer, so that its failures say which part it was. @throws what `awsError` makes of them */
export async function during<T>(doing: string, caller: Caller, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw awsError(error, doing, caller);
  }
}

function wrongCode(text: string, cause: unknown): AppError {
  const action = 'Try again with the code that the device shows then.';
  return new AppError('aws.mfa', `AWS did not take the code of the MFA device: ${text}`, action, { cause });
}

/** What AWS and its clients say does not always end as a sentence does, and another follows. */
function sentence(text: string): string {
  return /[\p{L}\p{N})\]"']$/u.test(text) ? `${text}.` : text;
}

/** Only who signs in with a browser can be asked to do so again: others must bring other keys. */
function accessError(
  trouble: 'signIn' | 'expired',
  text: string,
  cause: unknown,
  { who, caller }: { readonly who: string; readonly caller: Caller },
): AppError {
  const { signIn, profile } = caller;
  const message =
    trouble === 'signIn'
      ? `There are no usable credentials in ${who}: ${text}`
      : `AWS does not take ${who} any more (${nameOf(cause)}): ${text}`;
  const say = (code: string, action: string): AppError => new AppError(code, message, action, { cause });
  if (/multi-factor/i.test(text)) return say('aws.mfa', 'Run it in a terminal, where the code can be asked for.');
  if (signIn) return say(`aws.${trouble}`, `Sign in: aws ${signIn.command} --profile ${signIn.profile}`);
  if (profile === undefined)
    return say('aws.keys', 'Name a profile, or make one: aws configure sso, or aws configure.');
  return say(
    'aws.keys',
    `Use another profile, or bring keys that are valid, for example: aws configure --profile ${profile}`,
  );
}

function refusalAction(name: string): string {
  if (name === 'ResourceLimitExceeded')
    return 'Use another instance type or fewer instances, or ask for a higher quota in Service Quotas.';
  return 'Correct the definition as the message says, and submit it again.';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !('$metadata' in error)) return 0;
  // An error that came as an event of a stream has none, though the member is there.
  const metadata = error.$metadata as { readonly httpStatusCode?: number } | undefined;
  return metadata?.httpStatusCode ?? 0;
}
