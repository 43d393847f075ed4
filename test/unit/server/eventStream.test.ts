import assert from 'node:assert/strict';
import { EventStreamCodec } from '@smithy/core/event-streams';
import { eventMessage, exceptionMessage } from '../../../src/server/eventStream';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString(),
  (text) => Buffer.from(text),
);

describe('events of a stream', () => {
  it('carry their kind, their type and their content', () => {
    const { headers, body } = codec.decode(eventMessage('PayloadPart', 'a/b', Buffer.from('ü')));
    assert.equal(headers[':event-type']?.value, 'PayloadPart');
    assert.equal(headers[':content-type']?.value, 'a/b');
    assert.equal(headers[':message-type']?.value, 'event');
    assert.equal(Buffer.from(body).toString(), 'ü');
  });

  it('end with an exception by its name', () => {
    const { headers } = codec.decode(exceptionMessage('SessionTimeoutException', 'a/b', Buffer.from('{}')));
    assert.equal(headers[':exception-type']?.value, 'SessionTimeoutException');
    assert.equal(headers[':message-type']?.value, 'exception');
  });
});
