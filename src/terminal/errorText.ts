import { messageOf } from '../contract/appError';

/** The text of an error for the terminal: what happened, and what to do next. */
export function errorText(error: unknown): string {
  const action =
    error instanceof Error && 'action' in error && typeof error.action === 'string' ? `\n${error.action}` : '';
  return `${messageOf(error)}${action}`;
}
