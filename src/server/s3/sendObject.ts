import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Call } from '../service';
import type { ObjectFacts } from './objectStore';
import { s3Error } from './s3Error';

/** Headers that the client of a signed URL may choose for the answer. */
const chosenHeaders = [
  'content-type',
  'content-disposition',
  'content-encoding',
  'cache-control',
  'content-language',
  'expires',
];

/** Send an object, or a part of it; for HEAD its headers only. @throws ServiceError `InvalidRange`, `PreconditionFailed`, `NotModified` */
export async function sendObject({ incoming, outgoing, url }: Call, facts: ObjectFacts): Promise<void> {
  refuseByCondition(incoming.headers, facts);
  const range = rangeOf(incoming.headers.range, facts.bytes);
  const { start, end } = range ?? { start: 0, end: facts.bytes - 1 };
  const chosen = chosenHeaders.flatMap((name) => {
    const value = url.searchParams.get(`response-${name}`);
    return value === null ? [] : [[name, value]];
  });
  outgoing.writeHead(range ? 206 : 200, {
    ...withoutChecksum(facts.headers, incoming.headers['x-amz-checksum-mode'] !== undefined && !range),
    ...(Object.fromEntries(chosen) as Record<string, string>),
    'content-length': String(end - start + 1),
    'accept-ranges': 'bytes',
    etag: `"${facts.etag}"`,
    'last-modified': new Date(facts.modifiedAt).toUTCString(),
    ...(range && { 'content-range': `bytes ${String(start)}-${String(end)}/${String(facts.bytes)}` }),
  });
  if (incoming.method === 'HEAD' || end < start) outgoing.end();
  else await pipeline(createReadStream(facts.path, { start, end }), outgoing);
}

/** The sum is that of the whole object, and sent only to whoever asks. */
function withoutChecksum(
  headers: Readonly<Record<string, string>>,
  isWanted: boolean,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => isWanted || !name.startsWith('x-amz-checksum-')),
  );
}

type Headers = Call['incoming']['headers'];

function refuseByCondition(headers: Headers, { etag }: ObjectFacts): void {
  const names = (text: string) => text.split(',').map((one) => one.trim().replace(/^"|"$/g, ''));
  const is = (text: string) => names(text).some((one) => one === etag || one === '*');
  if (headers['if-match'] !== undefined && !is(headers['if-match'])) throw s3Error('PreconditionFailed');
  if (headers['if-none-match'] !== undefined && is(headers['if-none-match'])) throw s3Error('NotModified');
}

/** The one range that is asked for; undefined for none, and for what is no range, which is ignored. */
function rangeOf(
  text: string | undefined,
  bytes: number,
): { readonly start: number; readonly end: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(text ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (start >= bytes || start > end) throw s3Error('InvalidRange');
  return { start, end };
}
