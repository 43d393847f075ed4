import { parseS3Uri } from '../../definitions/account';
import { isObject, type JsonObject } from '../jsonInput';
import type { ObjectStore } from '../s3/objectStore';
import { invalid } from '../serviceError';

/**
 * Refuse inputs whose prefix means more on S3 than here, where it is a folder or an object: there `s3://b/data/train` takes
 * `data/train-2/…` and `data/train.csv` along.
 * @throws ServiceError `ValidationException` that says which keys are meant too
 */
export async function refusePartialPrefixes(store: ObjectStore, request: JsonObject): Promise<void> {
  for (const uri of prefixesIn(request)) {
    const location = parseS3Uri(uri);
    const beside = location ? await store.namesBeside(location) : [];
    if (location && beside.length > 0) {
      const folder = `s3://${location.bucket}/${location.key.replace(/[^/]*$/, '')}`;
      const names = beside.slice(0, 3).map((name) => folder + name);
      throw invalid(
        `${uri} is the beginning of ${names.join(', ')} too, and S3 would take all of it; a local run takes one folder or object. Write ${uri}/ for a folder, or give other objects other names.`,
      );
    }
  }
}

function prefixesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(prefixesIn);
  if (!isObject(value)) return [];
  const { S3Uri: uri, S3DataType: type } = value;
  const own = typeof uri === 'string' && type === 'S3Prefix' ? [uri] : [];
  return [...own, ...Object.values(value).flatMap(prefixesIn)];
}
