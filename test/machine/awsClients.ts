import { createHash } from 'node:crypto';
import { cached } from './cache';
import { must } from './child';

/** Names the folder with AWS's own clients in Python, for tests of the local endpoint. */
export const clientsVariable = 'SAGEMAKER_CONTAINERS_TEST_AWS_CLIENTS';

const packages = ['boto3==1.44.5', 'awscli==1.46.3'];

/** boto3 and the AWS CLI in a folder of the cache: a value for PYTHONPATH. Taken from where this machine's pip takes packages. */
export function awsClients(): Promise<string> {
  const recipe = createHash('sha256').update(packages.join(' ')).digest('hex').slice(0, 8);
  return cached(`aws-clients-${recipe}`, async (folder) => {
    await must('pip3', ['install', '--quiet', '--no-compile', '--target', folder, ...packages], { output: 'quiet' });
  });
}
