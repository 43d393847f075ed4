import { cached } from './cache';
import { must } from './child';

/** Names the folder with moto, a double of AWS in Python, for tests of what speaks to AWS. */
export const motoVariable = 'SAGEMAKER_CONTAINERS_TEST_MOTO';

const packages = ['moto[ecr,iam,s3,sagemaker,server,sts]==5.2.1'];

/** A folder of the cache to be put on Python's path, since tests are on no network. Taken from where this machine's pip takes packages. */
export function motoFolder(): Promise<string> {
  return cached(`moto-5.2.1-${process.arch}`, async (folder) => {
    await must('pip3', ['install', '--quiet', '--target', folder, ...packages], { output: 'quiet' });
  });
}
