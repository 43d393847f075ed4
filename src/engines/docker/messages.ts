import type { Readable } from 'node:stream';

/** Who listens to a build or a pull, and may stop it. */
export interface Listener {
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** One message of a build or a pull. */
export interface ProgressMessage {
  readonly stream?: string;
  readonly status?: string;
  /** Of a layer. */
  readonly id?: string;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string; readonly code?: number };
  /** A classic build's image id, or a BuildKit trace in base64. */
  readonly aux?: { readonly ID?: string } | string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
}

/** The messages of a build or a pull as they come, one JSON object a line. Rejects when the stream breaks off. */
export async function* readMessages(stream: Readable): AsyncGenerator<ProgressMessage, void> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim()) yield JSON.parse(line) as ProgressMessage;
  }
  if (rest.trim()) yield JSON.parse(rest) as ProgressMessage;
}

/** Gathers text that comes in pieces into lines. */
export class LineSplitter {
  private rest = '';

  constructor(private readonly take: (line: string) => void) {}

  push(text: string): void {
    const lines = (this.rest + text).split(/\r?\n/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.take(line);
  }

  /** Give out a last line that has no newline. */
  end(): void {
    if (this.rest) this.take(this.rest);
    this.rest = '';
  }
}
