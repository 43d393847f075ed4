import type { IncomingMessage, ServerResponse } from 'node:http';
import { ServiceError } from './serviceError';

/** One request of a client, and where its answer goes. */
export interface Call {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly url: URL;
  /** The port that the server listens on. */
  readonly port: number;
  /** Names the call in answers and errors. */
  readonly id: string;
  /** Milliseconds that the server's clock is ahead, where a test has ordered so; else 0. */
  readonly clockOffset: number;
  /** The same for an answer that goes on: it looks at the clock again and again. */
  readonly clockNow: () => number;
}

/** One of AWS's services in its own protocol. */
export interface Service {
  /** @throws ServiceError before the answer has begun */
  answer(call: Call): Promise<void>;
  /** Tell the client of an error, in the protocol's form. */
  refuse(call: Call, error: ServiceError): void;
}

/** Longest body that is held in memory, in bytes: more than any JSON request of these services may have. */
const longestBody = 8 * 1024 * 1024;

/** The whole body of a request. @throws ServiceError when it is longer than these services take */
export async function bodyOf({ incoming }: Call, limit = longestBody): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  // What is left of a refused body is let go by whoever answers.
  for await (const part of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) {
      throw new ServiceError('RequestEntityTooLarge', `The request is longer than ${String(limit)} bytes.`, 413);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
