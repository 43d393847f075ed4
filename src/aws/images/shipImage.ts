import { basename, dirname } from 'node:path';
import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  GetAuthorizationTokenCommand,
  type ECRClient,
} from '@aws-sdk/client-ecr';
import { AppError } from '../../contract/appError';
import { jobNameFrom } from '../../contract/jobName';
import type { ImagePlan } from '../../definitions/plan';
import { troubleOf } from '../awsError';
import type { ProxyAgents } from '../context/proxy';
import { createdBy } from '../createdBy';
import { verifiedDigest, type Repository } from './registry';

/** A folder with the Dockerfile to build. */
export type BuildPlan = Extract<ImagePlan, { readonly kind: 'build' }>;

/** What builds and pushes images: a container engine of this machine. */
export interface ImageMaker {
  /**
   * Build an image for linux/amd64.
   * @throws AppError `engine.none`, `image.build`
   */
  build(image: BuildPlan, log: (line: string) => void, signal: AbortSignal): Promise<BuiltImage>;
}

export interface BuiltImage {
  /** Digest of its configuration: the same content, the same id. */
  readonly id: string;
  push(target: string, login: Login, tell: (progress: PushProgress) => void, signal: AbortSignal): Promise<void>;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

export interface PushProgress {
  readonly sentBytes: number;
  readonly bytes: number;
}

/** Name of the repository for the images of a folder. */
export function repositoryName({ context }: BuildPlan): string {
  // Folders of images are often just called image; the folder around says whose.
  return `sagemaker-containers/${jobNameFrom(`${basename(dirname(context))}-${basename(context)}`).toLowerCase()}`;
}

/** The URI of a repository; undefined when there is none. */
export async function findRepository(ecr: ECRClient, name: string): Promise<string | undefined> {
  try {
    const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }));
    return repositories[0]?.repositoryUri;
  } catch (error) {
    if (troubleOf(error) === 'missing') return undefined;
    throw error;
  }
}

async function ensureRepository(ecr: ECRClient, name: string): Promise<string> {
  const found = await findRepository(ecr, name);
  if (found !== undefined) return found;
  try {
    const request = { repositoryName: name, tags: [createdBy], imageScanningConfiguration: { scanOnPush: true } };
    const { repository } = await ecr.send(new CreateRepositoryCommand(request));
    if (repository?.repositoryUri !== undefined) return repository.repositoryUri;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'RepositoryAlreadyExistsException')) throw error;
  }
  const made = await findRepository(ecr, name);
  if (made !== undefined) return made;
  throw new AppError('image.registry', `ECR has no repository ${name} after it was created.`, 'Submit again.');
}

export interface Shipping {
  readonly tell: (progress: PushProgress) => void;
  readonly signal: AbortSignal;
  /** The way to the registry where it is not direct; the engine knows its own. */
  readonly proxy?: ProxyAgents | undefined;
}

/**
 * Bring an image to its repository and make sure that SageMaker can read it. An image that is there is not sent again.
 * @returns its URI with the digest
 */
export async function shipImage(
  ecr: ECRClient,
  image: BuiltImage,
  repository: string,
  { tell, signal, proxy }: Shipping,
): Promise<string> {
  const uri = await ensureRepository(ecr, repository);
  const login = await logIn(ecr);
  const slash = uri.indexOf('/');
  const place: Repository = {
    host: uri.slice(0, slash),
    name: uri.slice(slash + 1),
    ...login,
    ...(proxy && { proxy }),
  };
  const tag = image.id.replace(/^sha256:/, '').slice(0, 16);
  const there = await verifiedDigest(place, tag, signal);
  if (there !== undefined) return `${uri}@${there}`;
  await image.push(`${uri}:${tag}`, login, tell, signal);
  const digest = await verifiedDigest(place, tag, signal);
  if (digest !== undefined) return `${uri}@${digest}`;
  throw new AppError('image.registry', `${uri}:${tag} is not in the registry after it was pushed.`, 'Submit again.');
}

async function logIn(ecr: ECRClient): Promise<Login> {
  const { authorizationData = [] } = await ecr.send(new GetAuthorizationTokenCommand({}));
  const token = Buffer.from(authorizationData[0]?.authorizationToken ?? '', 'base64').toString();
  const colon = token.indexOf(':');
  return { username: token.slice(0, colon), password: token.slice(colon + 1) };
}
