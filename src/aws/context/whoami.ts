import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsClients } from '../awsClients';
import { awsError } from '../awsError';
import type { AwsIdentity } from '../../jobs/submission';
import type { AwsContext } from './awsContext';

/** Ask AWS who the caller is. @throws AppError `aws.signIn` and its like */
export async function whoami(context: AwsContext, { sts }: Pick<AwsClients, 'sts'>): Promise<AwsIdentity> {
  try {
    const identity = await context.credentials();
    const marks = '$source' in identity ? Object.keys(identity.$source as object) : [];
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    const { profile, region, regionFrom, partition, endpoints } = context;
    const way = wayOf(marks, profile);
    const known = { account: Account, arn: Arn, region, regionFrom, way, partition: partition.name, endpoints };
    return profile === undefined ? known : { ...known, profile };
  } catch (error) {
    throw awsError(error, 'GetCallerIdentity', context);
  }
}

/** The clients' marks for the ways to credentials, most telling first. */
const ways: readonly (readonly [RegExp, string])[] = [
  [/SSO/, 'SSO'],
  [/LOGIN/, 'aws login'],
  [/WEB_ID/, 'web identity'],
  [/STS_ASSUME_ROLE/, 'assumed role'],
  [/PROCESS/, 'credential_process'],
  [/HTTP/, 'container credentials'],
  [/IMDS/, 'instance role'],
  [/ENV/, 'environment variables'],
];

function wayOf(marks: readonly string[], profile: string | undefined): string {
  const way = ways.find(([pattern]) => marks.some((mark) => pattern.test(mark)))?.[1] ?? 'keys in the shared files';
  return profile === undefined ? way : `profile ${profile}, ${way}`;
}
