import {
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  type ImageDetail,
} from '@aws-sdk/client-ecr';
import type { RepositoryImage } from '../../jobs/resources';
import type { ListedPage, ListOptions } from './resourceCalls';

/** What the names of our repositories begin with. */
export const repositoryPrefix = 'sagemaker-containers/';
/** Most that the service gives at once. */
const pageSize = 1000;

/** The repositories that images were pushed to from here, newest first. */
export async function listRepositories(ecr: ECRClient, { nameContains = '', after }: ListOptions): Promise<ListedPage> {
  const answer = await ecr.send(new DescribeRepositoriesCommand({ maxResults: pageSize, nextToken: after }));
  const listed = (answer.repositories ?? [])
    .map(({ repositoryName: name = '', repositoryArn: arn = '', createdAt }) => ({
      ...{ name, arn },
      createdAt: createdAt?.getTime() ?? 0,
    }))
    .filter(({ name }) => name.startsWith(repositoryPrefix) && name.includes(nameContains));
  const next = answer.nextToken;
  return {
    listed: listed.sort((one, other) => other.createdAt - one.createdAt),
    ...(next !== undefined && { next }),
  };
}

/** A repository with its images, newest first. */
export async function describeRepository(ecr: ECRClient, name: string): Promise<object> {
  const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }));
  const images = await imagesOf(ecr, name);
  return { ...repositories[0], images };
}

/** The images of a repository, newest first. */
export async function repositoryImages(ecr: ECRClient, name: string): Promise<readonly RepositoryImage[]> {
  return (await imagesOf(ecr, name)).map(
    ({ imageDigest = '', imageTags = [], imageSizeInBytes = 0, imagePushedAt }) => ({
      ...{ digest: imageDigest, tags: imageTags, bytes: imageSizeInBytes },
      pushedAt: imagePushedAt?.getTime() ?? 0,
    }),
  );
}

/** Images of a repository, and what they take in all. Layers that they share are counted with each. */
export async function repositorySize(
  ecr: ECRClient,
  name: string,
): Promise<{ readonly images: number; readonly bytes: number }> {
  const images = await imagesOf(ecr, name);
  return {
    images: images.length,
    bytes: images.reduce((sum, { imageSizeInBytes = 0 }) => sum + imageSizeInBytes, 0),
  };
}

/** Delete a repository with all that is in it. */
export async function deleteRepository(ecr: ECRClient, name: string): Promise<void> {
  await ecr.send(new DeleteRepositoryCommand({ repositoryName: name, force: true }));
}

async function imagesOf(ecr: ECRClient, name: string): Promise<readonly ImageDetail[]> {
  const found: ImageDetail[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await ecr.send(new DescribeImagesCommand({ repositoryName: name, maxResults: pageSize, nextToken }));
    found.push(...(answer.imageDetails ?? []));
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  return found.sort((one, other) => Number(other.imagePushedAt ?? 0) - Number(one.imagePushedAt ?? 0));
}
