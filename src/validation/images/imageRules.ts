import { nearestName } from '../nearestName';
import type { JsonPath, Problem } from '../problem';
import { awsRepositories, awsRepository, tagsOf, type AwsRepository } from './awsImages';
import { parseImageUri, registryHost, type ImageUri } from './imageUri';

const imageFields: ReadonlySet<string> = new Set(['TrainingImage', 'Image', 'ImageUri']);
const accounts = new Set([...awsRepositories.values()].flatMap(({ accounts: owners }) => [...owners.values()]));

/** Whether the value at a path names an image. */
export function isImageField(path: JsonPath): boolean {
  return imageFields.has(String(path.at(-1)));
}

/** What is wrong with the addresses of AWS's own images in a request. An image of anybody else is nothing to judge. */
export function checkImages(request: unknown, path: JsonPath = [], root: unknown = request): readonly Problem[] {
  if (typeof request !== 'object' || request === null) return [];
  return Object.entries(request).flatMap(([name, value]: [string, unknown]) => {
    const at = [...path, Array.isArray(request) ? Number(name) : name];
    if (typeof value === 'string' && isImageField(at)) return checkImage(value, at, root);
    return checkImages(value, at, root);
  });
}

function checkImage(value: string, path: JsonPath, root: unknown): readonly Problem[] {
  const uri = parseImageUri(value);
  if (!uri) return [];
  return [...checkAccount(value, uri, path), ...checkTag(value, uri, path), ...checkRegion(uri, path, root)];
}

function checkAccount(value: string, uri: ImageUri, path: JsonPath): readonly Problem[] {
  const known = awsRepositories.get(uri.repository);
  if (!known) return unknownRepository(value, uri, path);
  const right = known.accounts.get(uri.region);
  if (right === undefined || right === uri.account) return [];
  // Anybody may have a repository of that name; an account that is AWS's, or nearly the right one, is a slip.
  if (!accounts.has(uri.account) && distance(uri.account, right) > 2) return [];
  const replacement = JSON.stringify(value.replace(uri.account, right));
  const message = `In ${uri.region}, AWS keeps ${uri.repository} in the account ${right}, not ${uri.account}.`;
  return [{ code: 'image.account', path, message, action: `Write ${right}.`, replacement }];
}

function unknownRepository(value: string, uri: ImageUri, path: JsonPath): readonly Problem[] {
  const names = [...awsRepositories.values()]
    .filter((one) => one.accounts.get(uri.region) === uri.account)
    .map(({ name }) => name);
  const guess = nearestName(uri.repository, names);
  if (guess === undefined) return [];
  const replacement = JSON.stringify(value.replace(`/${uri.repository}`, `/${guess}`));
  const message = `AWS's account ${uri.account} has no repository ${uri.repository} that is known here; did you mean ${guess}?`;
  return [{ code: 'image.repository', severity: 'warning', path, message, action: `Write ${guess}.`, replacement }];
}

function distance(one: string, other: string): number {
  return Array.from(one).filter((digit, index) => digit !== other[index]).length;
}

/** An unknown tag may be newer than this program, so only one below the newest is a slip. */
function checkTag(value: string, uri: ImageUri, path: JsonPath): readonly Problem[] {
  const known = awsRepository(uri);
  if (!known || uri.tag === undefined || uri.digest !== undefined || isKnownTag(known, uri.tag)) return [];
  const tags = tagsOf(known);
  const version = versionOf(uri.tag);
  const newest = versionOf(tags[0] ?? '');
  if (version === undefined || newest === undefined || compareVersions(version, newest) > 0) return [];
  if (known.tags.some(([versions]) => versions.some((one) => uri.tag?.startsWith(`${one}-`)))) return [];
  const guess = nearestName(uri.tag, tags);
  const question = guess === undefined ? '.' : `; did you mean ${guess}?`;
  return [
    {
      code: 'image.tag',
      severity: 'warning',
      path,
      message: `${uri.repository} has no tag ${uri.tag} that is known here${question}`,
      action: `Known are ${tags.slice(0, 5).join(', ')}${tags.length > 5 ? ' and older ones' : ''}.`,
      ...(guess !== undefined && { replacement: JSON.stringify(value.replace(`:${uri.tag}`, `:${guess}`)) }),
    },
  ];
}

/** The newest tag of the same kind as that of an image of AWS, where it is newer; undefined for any other image. */
export function newerTag(uri: ImageUri): string | undefined {
  const known = uri.digest === undefined ? awsRepository(uri) : undefined;
  const version = versionOf(uri.tag ?? '');
  if (!known || uri.tag === undefined || !version || version.length < 2 || !isKnownTag(known, uri.tag))
    return undefined;
  const kind = kindOf(uri.tag);
  const newest = tagsOf(known).find((one) => kindOf(one) === kind);
  const last = versionOf(newest ?? '');
  return last && compareVersions(last, version) > 0 ? newest : undefined;
}

/** The words of a tag, without its numbers: cpu-py, gpu-py, … */
function kindOf(tag: string): string {
  return tag.replaceAll(/[\d.]+/g, '');
}

/** A tag that is known, or one that says more than it: Python, CUDA, system, date. */
function isKnownTag(known: AwsRepository, tag: string): boolean {
  return tag === 'latest' || tagsOf(known).some((one) => tag === one || tag.startsWith(`${one}-`));
}

/** Numbers that a tag begins with. */
function versionOf(tag: string): readonly number[] | undefined {
  const text = /^\d+(\.\d+)*/.exec(tag)?.[0];
  return text?.split('.').map(Number);
}

/** Above 0 when the first is newer. */
function compareVersions(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Names of resources that say their region: ARNs, and the bucket that SageMaker makes for an account. */
const regional =
  /arn:aws[a-z-]*:(?:kms|sagemaker|secretsmanager|elasticfilesystem):[a-z0-9-]+:\d{12}:|s3:\/\/sagemaker-[a-z]+(?:-[a-z]+)+-\d-\d{12}\b/g;
const defaultBucket = /^s3:\/\/sagemaker-([a-z]+(?:-[a-z]+)+-\d)-\d{12}$/;

/** G31: image and job are in one region; the request says the job's in its ARNs and buckets, if at all. */
function checkRegion(uri: ImageUri, path: JsonPath, root: unknown): readonly Problem[] {
  const regions = new Set(
    JSON.stringify(root)
      .match(regional)
      ?.map((name) => (name.startsWith('arn:') ? name.split(':')[3] : defaultBucket.exec(name)?.[1])),
  );
  const [only] = regions;
  if (only === undefined || regions.size > 1 || only === uri.region || !/^[a-z]+(-[a-z]+)+-\d$/.test(only)) return [];
  const known = awsRepository(uri)?.accounts.get(only);
  const message = `The image is in ${uri.region}, but other resources of the request are in ${only}.`;
  const action =
    known === undefined ? `Use an image in ${only}.` : `Write ${registryHost(known, only)}/${uri.repository}.`;
  return [{ code: 'G31', severity: 'warning', path, message, action }];
}
