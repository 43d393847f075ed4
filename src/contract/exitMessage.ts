/** Bytes of `/opt/ml/output/message` that the platform takes over (P8). */
export const exitMessageBytes = 1024;

/** `ExitMessage` of a job, or that it has none because what its containers wrote is no text. */
export type ExitMessage = { readonly text: string | undefined } | { readonly notUtf8: true };

/**
 * The exit message of a processing job (P8): what its containers wrote one after the other, cut to 1 KB. A character that the cut
 * would halve is left out whole.
 * @param parts content of each instance's file from its beginning, at least 1 KB of a longer one
 */
export function exitMessageOf(parts: readonly Uint8Array[]): ExitMessage {
  if (parts.length === 0) return { text: undefined };
  const bytes = Buffer.concat(parts);
  try {
    // With `stream`, bytes at the end that begin a character are no fault: there may be more behind the cut.
    const isCut = bytes.length > exitMessageBytes;
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { text: decoder.decode(bytes.subarray(0, exitMessageBytes), { stream: isCut }) };
  } catch {
    return { notUtf8: true };
  }
}
