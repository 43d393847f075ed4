import { GetRoleCommand, ListRolesCommand, type IAMClient, type Role } from '@aws-sdk/client-iam';
import { AppError } from '../../contract/appError';
import { troubleOf } from '../awsError';

/** The services of whose policy a role says that they may take it on. */
const sagemaker = 'sagemaker.amazonaws.com';
/** Accounts have thousands of roles; who has more must name one. */
const mostPages = 20;

/**
 * The ARN of a role that was named, by its ARN or its name.
 * @throws AppError `aws.role` when there is none
 */
export async function roleArnOf(iam: IAMClient, role: string): Promise<string> {
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(role)) return role;
  try {
    const { Role: found } = await iam.send(new GetRoleCommand({ RoleName: role }));
    if (found?.Arn !== undefined) return found.Arn;
  } catch (error) {
    if (troubleOf(error) !== 'missing') throw error;
  }
  throw new AppError('aws.role', `This account has no role "${role}".`, 'Name an existing role, or give its ARN.');
}

/** Roles that SageMaker may take on, by their ARNs; those made for it by the console first. */
export async function suitableRoles(iam: IAMClient): Promise<readonly string[]> {
  const found: Role[] = [];
  let Marker: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await iam.send(new ListRolesCommand({ MaxItems: 1000, Marker }));
    found.push(...(answer.Roles ?? []).filter(trustsSageMaker));
    Marker = answer.Marker;
    if (Marker === undefined) break;
  }
  const arns = found.flatMap(({ Arn }) => Arn ?? []);
  return arns.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

function trustsSageMaker({ AssumeRolePolicyDocument, Path }: Role): boolean {
  // Roles that AWS's services made for themselves may not be handed to jobs.
  if (Path?.startsWith('/aws-service-role/')) return false;
  try {
    return decodeURIComponent(AssumeRolePolicyDocument ?? '').includes(`"${sagemaker}"`);
  } catch {
    // A policy with a bare percent sign is no policy of a role for SageMaker.
    return false;
  }
}

function rank(arn: string): number {
  return arn.includes('SageMaker-ExecutionRole') ? 0 : 1;
}
