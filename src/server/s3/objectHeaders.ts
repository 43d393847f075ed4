import type { S3Location } from '../../definitions/account';
import type { Call } from '../service';
import { s3Error } from './s3Error';

/** The object that a copy is made of. @throws ServiceError `InvalidArgument` */
export function copySource({ incoming }: Call): S3Location {
  const source = decodeURIComponent(String(incoming.headers['x-amz-copy-source']).replace(/\?.*$/, '')).replace(
    /^\//,
    '',
  );
  const cut = source.indexOf('/');
  if (cut < 0) throw s3Error('InvalidArgument', 'The source of a copy is BUCKET/KEY.');
  return { bucket: source.slice(0, cut), key: source.slice(cut + 1) };
}

/** What a client says of an object and wants back with it. */
export function keptHeaders({ incoming: { headers } }: Call): Readonly<Record<string, string>> {
  const kept =
    /^(content-type|content-disposition|content-language|cache-control|expires|content-encoding|x-amz-meta-.*)$/;
  const found = Object.entries(headers).flatMap(([name, value]) => {
    if (!kept.test(name) || value === undefined) return [];
    // How the body came is no matter of the object.
    const text = name === 'content-encoding' ? String(value).replace(/,?\s*aws-chunked\s*,?/, '') : String(value);
    return text === '' ? [] : [[name, text]];
  });
  return { 'content-type': 'binary/octet-stream', ...(Object.fromEntries(found) as Record<string, string>) };
}
