import { AppError } from '../../contract/appError';

/** Whether AWS takes the credentials no more: whoever asks again must read them anew. */
export function isAccessLost(error: unknown): boolean {
  return error instanceof AppError && (isSignInCode(error.code) || error.code === 'aws.keys');
}

/** Whether a person can sign in, and then it goes on. */
export function isSignInNeeded(error: unknown): error is AppError {
  return error instanceof AppError && isSignInCode(error.code);
}

/** The same for the code of an error. */
export function isSignInCode(code: string | undefined): boolean {
  return code === 'aws.signIn' || code === 'aws.expired';
}
