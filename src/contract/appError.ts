/**
 * An expected failure, told to the user as it stands: what happened and where (`message`), what to do next (`action`).
 * Anything else that is thrown is a bug of ours and is reported with its stack.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  /**
   * @param code stable and greppable, `room.what`, for example `definition.json` or `engine.none`
   * @param message one sentence that says what happened and where
   * @param action one sentence that says what to do next
   */
  constructor(
    readonly code: string,
    message: string,
    readonly action: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The text of anything that was thrown, without its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
