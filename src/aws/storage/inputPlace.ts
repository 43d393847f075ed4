import { basename } from 'node:path';
import { jobNameFrom } from '../../contract/jobName';
import type { ScannedInput } from './scanInput';

/** Where an input lies in a bucket. The prefix holds the digest of the content: what is there is never changed, jobs that read it are never disturbed. */
export function inputPrefix({ path, digest }: Pick<ScannedInput, 'path' | 'digest'>): string {
  return `sagemaker-containers/inputs/${jobNameFrom(basename(path))}-${digest.slice(0, 12)}`;
}

/** The URI that a request names: of the folder, with a slash at its end, or of the file itself. */
export function inputUri(bucket: string, input: ScannedInput): string {
  const prefix = `s3://${bucket}/${inputPrefix(input)}/`;
  return input.isFolder ? prefix : prefix + (input.files[0]?.name ?? '');
}
