import { EventStreamCodec, type MessageHeaders } from '@smithy/core/event-streams';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString(),
  (text) => Buffer.from(text),
);

/** Type of the content of an answer that is a stream of events. */
export const eventStreamType = 'application/vnd.amazon.eventstream';

/** An event of a stream: its kind and content between lengths and checksums. */
export function eventMessage(event: string, contentType: string, payload: Uint8Array): Uint8Array {
  const texts = { ':event-type': event, ':content-type': contentType, ':message-type': 'event' };
  return codec.encode({ headers: textHeaders(texts), body: payload });
}

/** The error that ends a stream of events. */
export function exceptionMessage(exception: string, contentType: string, payload: Uint8Array): Uint8Array {
  const texts = { ':exception-type': exception, ':content-type': contentType, ':message-type': 'exception' };
  return codec.encode({ headers: textHeaders(texts), body: payload });
}

function textHeaders(texts: Readonly<Record<string, string>>): MessageHeaders {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { type: 'string', value }]));
}
