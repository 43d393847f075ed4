import { element } from '../xml';
import { keyWriter, pageSize } from './listing';
import type { Upload } from './multipart';
import { s3Error } from './s3Error';

/** ListMultipartUploads: those of a bucket whose keys begin with a prefix, from where the last answer ended. @throws ServiceError */
export function listUploads(all: readonly Upload[], bucket: string, query: URLSearchParams): string {
  if (query.has('delimiter')) throw s3Error('NotImplemented');
  const prefix = query.get('prefix') ?? '';
  const size = pageSize(query, 'max-uploads');
  const [key, id] = [query.get('key-marker') ?? '', query.get('upload-id-marker') ?? ''];
  const write = keyWriter(query);
  const fitting = all.filter(({ location }) => location.key.startsWith(prefix));
  const rest = fitting.slice(placeAfter(fitting, key, id));
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const isTruncated = last !== undefined && rest.length > size;
  return [
    element('Bucket', bucket),
    element('Prefix', write(prefix)),
    element('KeyMarker', write(key)),
    element('UploadIdMarker', id),
    element('MaxUploads', String(size)),
    ...(query.get('encoding-type') === 'url' ? [element('EncodingType', 'url')] : []),
    element('IsTruncated', String(isTruncated)),
    ...(isTruncated
      ? [element('NextKeyMarker', write(last.location.key)), element('NextUploadIdMarker', last.id)]
      : []),
    ...page.map((upload) => uploadOf(upload, write)),
  ].join('');
}

/** Without the id of an upload, all of the key are behind its marker. */
function placeAfter(uploads: readonly Upload[], key: string, id: string): number {
  if (key === '') return 0;
  const marked = uploads.findIndex((upload) => upload.location.key === key && upload.id === id);
  if (marked >= 0) return marked + 1;
  const next = uploads.findIndex(({ location }) => Buffer.compare(Buffer.from(location.key), Buffer.from(key)) > 0);
  return next < 0 ? uploads.length : next;
}

function uploadOf({ location, id, startedAt }: Upload, write: (text: string) => string): string {
  const content = [
    element('Key', write(location.key)),
    element('UploadId', id),
    element('StorageClass', 'STANDARD'),
    element('Initiated', new Date(startedAt).toISOString()),
  ];
  return `<Upload>${content.join('')}</Upload>`;
}
