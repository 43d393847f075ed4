import { element } from '../xml';
import { checksumsIn } from './checksums';
import type { ObjectStore, ObjectFacts } from './objectStore';
import { s3Error } from './s3Error';

/** Most entries of one answer. */
const longestPage = 1000;

/** ListObjects in both its versions: keys behind a place, those with a delimiter behind the prefix as one. */
export async function listObjects(store: ObjectStore, bucket: string, query: URLSearchParams): Promise<string> {
  await store.mustHave(bucket);
  const isSecond = query.get('list-type') === '2';
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const size = pageSize(query, 'max-keys');
  const after = isSecond
    ? (tokenKey(query.get('continuation-token')) ?? query.get('start-after') ?? '')
    : (query.get('marker') ?? '');
  const entries = rolledUp(await store.keys(bucket, prefix), prefix, delimiter).filter((name) => isBehind(name, after));
  const page = entries.slice(0, size);
  const isTruncated = entries.length > size && size > 0;
  const last = page.at(-1) ?? '';
  const write = keyWriter(query);
  const isPrefix = (name: string) => delimiter !== '' && name.includes(delimiter, prefix.length);
  const objects = await Promise.all(page.filter((name) => !isPrefix(name)).map((key) => store.look({ bucket, key })));
  const contents = objects.filter((facts) => facts !== undefined).map((facts) => contentOf(facts, write));
  const prefixes = page
    .filter(isPrefix)
    .map((name) => `<CommonPrefixes>${element('Prefix', write(name))}</CommonPrefixes>`);
  return [
    element('Name', bucket),
    element('Prefix', write(prefix)),
    ...(delimiter === '' ? [] : [element('Delimiter', write(delimiter))]),
    element('MaxKeys', String(size)),
    ...(query.get('encoding-type') === 'url' ? [element('EncodingType', 'url')] : []),
    element('IsTruncated', String(isTruncated)),
    ...(isSecond ? [element('KeyCount', String(page.length))] : [element('Marker', write(after))]),
    ...(isTruncated
      ? [isSecond ? element('NextContinuationToken', tokenOf(last)) : element('NextMarker', write(last))]
      : []),
    ...contents,
    ...prefixes,
  ].join('');
}

/** Entries of an answer, by the parameter that says how many are wanted. @throws ServiceError `InvalidArgument` */
export function pageSize(query: URLSearchParams, parameter: string): number {
  const text = query.get(parameter);
  const number = text === null ? longestPage : Number(text);
  if (Number.isInteger(number) && number >= 0) return Math.min(longestPage, number);
  throw s3Error('InvalidArgument', `${parameter} must be a whole number.`);
}

/** Keys, those with a delimiter behind the prefix cut there and told once. */
function rolledUp(keys: readonly string[], prefix: string, delimiter: string): readonly string[] {
  if (delimiter === '') return keys;
  const cut = keys.map((key) => {
    const end = key.indexOf(delimiter, prefix.length);
    return end < 0 ? key : key.slice(0, end + delimiter.length);
  });
  return [...new Set(cut)];
}

function isBehind(name: string, after: string): boolean {
  return after === '' || Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;
}

/** How keys are written in an answer. */
export function keyWriter(query: URLSearchParams): (text: string) => string {
  return query.get('encoding-type') === 'url'
    ? (text) => encodeURIComponent(text).replace(/%2F/g, '/')
    : (text) => text;
}

function contentOf({ key, modifiedAt, etag, bytes, headers }: ObjectFacts, write: (text: string) => string): string {
  const content = [
    element('Key', write(key)),
    element('LastModified', new Date(modifiedAt).toISOString()),
    element('ETag', `"${etag}"`),
    ...checksumsIn(headers).map(([algorithm]) => element('ChecksumAlgorithm', algorithm)),
    element('Size', String(bytes)),
    element('StorageClass', 'STANDARD'),
  ];
  return `<Contents>${content.join('')}</Contents>`;
}

function tokenOf(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function tokenKey(token: string | null): string | undefined {
  return token === null ? undefined : Buffer.from(token, 'base64url').toString();
}
