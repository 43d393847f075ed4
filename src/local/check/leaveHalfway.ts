import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TriedCall } from '../../check/servingSeen';
import type { Address } from '../hosting/healthCheck';
import type { SampleRequest } from './sampleRequests';

/** Milliseconds after which a caller leaves. */
const stayMs = 100;
/** Milliseconds that a server gets to notice. */
const noticeMs = 200;

/** Send half of a request and go away, and then a whole one without waiting for its answer, as callers do whose time is over. Never rejects. */
export async function leaveHalfway(address: Address, sample: SampleRequest): Promise<readonly TriedCall[]> {
  const { body } = sample;
  const parts = [
    ['half of a body, and then nobody', body.subarray(0, body.length / 2)],
    ['a caller who does not wait', body],
  ] as const;
  const left: TriedCall[] = [];
  for (const [sent, part] of parts) {
    await sendAndLeave(address, sample, part);
    left.push({
      sent,
      status: 0,
      contentType: '',
      milliseconds: stayMs,
      body: '',
      failure: 'nobody waits for an answer',
    });
  }
  await sleep(noticeMs);
  return left;
}

async function sendAndLeave({ host, port }: Address, { contentType, accept, body }: SampleRequest, part: Buffer) {
  const socket = connect({ host, port });
  // What becomes of it is seen by what the server does next.
  socket.on('error', () => undefined);
  const lines = [
    'POST /invocations HTTP/1.1',
    `Host: ${host}:${String(port)}`,
    `Content-Type: ${contentType}`,
    ...(accept === undefined ? [] : [`Accept: ${accept}`]),
    `Content-Length: ${String(body.length)}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  socket.write(part);
  await sleep(stayMs);
  socket.resetAndDestroy();
}
