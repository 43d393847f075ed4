import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { delimiter } from 'node:path';
import { cached } from './cache';
import { must } from './child';

/** Names the folders with AWS's own clients in Python, for tests of the local endpoint. */
export const clientsVariable = 'SAGEMAKER_CONTAINERS_TEST_AWS_CLIENTS';

const clients = ['boto3==1.44.5', 'awscli==1.46.3'];
/** The SageMaker SDK with what importing it needs beside the clients, which is a third of what it asks for. */
const sdk = [
  ...['sagemaker==2.257.7', 'sagemaker-core==1.0.78', 'smdebug-rulesconfig==1.0.1', 'numpy==2.4.6', 'pandas==3.1.1'],
  ...['attrs==25.4.0', 'protobuf==6.33.6', 'packaging==24.2', 'importlib-metadata==6.11.0', 'zipp==4.1.2'],
  ...['jsonschema==4.17.3', 'pyrsistent==0.20.0', 'platformdirs==4.14.7', 'rich==14.3.3', 'pygments==2.21.0'],
  ...['pydantic==2.14.3', 'pydantic-core==2.50.4', 'typing-extensions==4.16.0', 'typing-inspection==0.4.5'],
  ...['annotated-types==0.8.0', 'requests==2.34.2', 'idna==3.20', 'certifi==2026.10.18', 'schema==0.7.8'],
];

/**
 * boto3, the AWS CLI and the SageMaker SDK in folders of the cache: a value for PYTHONPATH. Taken from where this machine's pip takes
 * packages.
 */
export async function awsClients(): Promise<string> {
  // Some of them are compiled for one Python.
  const asked = 'import sys; print("%d.%d" % sys.version_info[:2])';
  const python = execFileSync('python3', ['-c', asked], { encoding: 'utf8' }).trim();
  const folders = [
    await installed('aws-clients', clients),
    await installed(`sagemaker-sdk-${python}-${process.arch}`, sdk, '--no-deps'),
  ];
  return folders.join(delimiter);
}

function installed(name: string, packages: readonly string[], ...options: readonly string[]): Promise<string> {
  const recipe = createHash('sha256').update(packages.join(' ')).digest('hex').slice(0, 8);
  return cached(`${name}-${recipe}`, async (folder) => {
    const fixed = ['install', '--quiet', '--no-compile', '--target', folder];
    await must('pip3', [...fixed, ...options, ...packages], { output: 'quiet' });
  });
}
