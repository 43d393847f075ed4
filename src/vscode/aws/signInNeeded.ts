import { AppError } from '../../contract/appError';

/** Whether AWS wants to know again who calls. */
export function isSignInNeeded(error: unknown): error is AppError {
  return error instanceof AppError && isSignInCode(error.code);
}

/** The same for the code of an error. */
export function isSignInCode(code: string | undefined): boolean {
  return code === 'aws.signIn' || code === 'aws.expired';
}
