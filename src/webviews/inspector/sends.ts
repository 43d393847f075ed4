import type { InspectedHop, InspectedRequest, InspectorState, Send } from './inspectorMessages';

/** Sends that are remembered. */
const mostSends = 20;
/** Characters of bodies and logs that are kept over a reload. */
const mostKept = 1_000_000;

/** The sends after one more; the oldest are let go. */
export function withSend(sends: readonly Send[], send: Send): readonly Send[] {
  return [...sends, send].slice(-mostSends);
}

/** All hops of a send: those before `from` are those of the send that was edited. */
export function joined(pinned: Send | undefined, from: number, hops: readonly InspectedHop[]): readonly InspectedHop[] {
  return [...(pinned?.hops.filter(({ index }) => index < from) ?? []), ...hops];
}

/** The newest sends that are small enough to be kept together. */
export function keepable(sends: readonly Send[]): readonly Send[] {
  let left = mostKept;
  const kept: Send[] = [];
  for (const send of [...sends].reverse()) {
    left -= JSON.stringify(send).length;
    if (left < 0) break;
    kept.unshift(send);
  }
  return kept;
}

/** A hop's request as the form has it. */
export function requestOf({ request: { headers, body } }: InspectedHop): InspectedRequest {
  return {
    contentType: headers['content-type'] ?? '',
    accept: headers['accept'] ?? '',
    customAttributes: headers['x-amzn-sagemaker-custom-attributes'] ?? '',
    body,
  };
}

/** What a page kept, as far as it can be used. */
export function restored(state: Partial<InspectorState>): Omit<InspectorState, 'jobs'> {
  const { from = 0, request, sends = [] } = state;
  return { from, sends, request: { contentType: 'text/csv', accept: '', customAttributes: '', body: '', ...request } };
}
