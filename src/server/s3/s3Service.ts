import { join } from 'node:path';
import { bucketsFolder } from '../../definitions/account';
import { bucketOfHost } from '../requestPolicy';
import type { Call, Service } from '../service';
import type { Surroundings } from '../surroundings';
import { element } from '../xml';
import { answerBucket } from './bucketCalls';
import { Uploads } from './multipart';
import { answerObject } from './objectCalls';
import type { ObjectStore } from './objectStore';
import { PublicAccess } from './publicAccess';
import type { S3 } from './s3';
import { s3Error } from './s3Error';
import { sendXml } from './sendXml';

/** S3 over a folder, as far as clients of SageMaker need it. */
export function s3Service({ account, region }: Surroundings, store: ObjectStore): Service {
  const own = (name: string) => join(account, bucketsFolder, name);
  const s3: S3 = {
    ...{ store, region },
    uploads: new Uploads(own('.uploads'), store),
    publicAccess: new PublicAccess(own('.publicAccess')),
  };
  return {
    answer: async (call) => {
      const { bucket, key } = addressOf(call);
      if (bucket === '') await listBuckets(s3, call);
      else if (key === '') await answerBucket(s3, call, bucket);
      else await answerObject(s3, call, { bucket, key });
    },
    refuse: (call, { code, message, status }) => {
      const hasBody = call.incoming.method !== 'HEAD' && status !== 304;
      call.outgoing.writeHead(status, hasBody ? { 'content-type': 'application/xml' } : {});
      const error = element('Code', code) + element('Message', message) + element('RequestId', call.id);
      call.outgoing.end(hasBody ? `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${error}</Error>` : undefined);
    },
  };
}

/** The path as it came: the one of a URL object has `..` taken out of keys. */
function addressOf({ incoming, port }: Call): { readonly bucket: string; readonly key: string } {
  const path = (incoming.url ?? '/').replace(/[?#].*$/s, '').slice(1);
  const bucket = bucketOfHost(incoming.headers.host, port);
  const cut = path.indexOf('/');
  const [first, rest] = cut < 0 ? [path, ''] : [path.slice(0, cut), path.slice(cut + 1)];
  try {
    return bucket === undefined
      ? { bucket: decodeURIComponent(first), key: decodeURIComponent(rest) }
      : { bucket, key: decodeURIComponent(path) };
  } catch {
    throw s3Error('InvalidArgument', 'The path of the request is not UTF-8.');
  }
}

async function listBuckets({ store }: S3, call: Call): Promise<void> {
  if (call.incoming.method !== 'GET') throw s3Error('MethodNotAllowed');
  const buckets = (await store.buckets()).map(({ name, createdAt }) => {
    return `<Bucket>${element('Name', name)}${element('CreationDate', new Date(createdAt).toISOString())}</Bucket>`;
  });
  const owner = `<Owner>${element('ID', 'local')}</Owner>`;
  sendXml(call, 'ListAllMyBucketsResult', `${owner}<Buckets>${buckets.join('')}</Buckets>`);
}
