import data from '../../../schemas/data/images.json';
import type { ImageUri } from './imageUri';

/** A repository of SageMaker images that AWS keeps in each region. */
export interface AwsRepository {
  readonly name: string;
  /** The SDK's words for what is in it: pytorch, xgboost, … */
  readonly frameworks: readonly string[];
  /** training, inference, … */
  readonly scopes: readonly string[];
  /** Owner by region. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly tags: readonly TagRow[];
}

/** Each of the versions with each of the ends is a tag; newest version first. */
export type TagRow = readonly [versions: readonly string[], ends: readonly string[]];

interface ImageData {
  /** Each a map of account to its regions in one text. */
  readonly accounts: readonly Readonly<Record<string, string>>[];
  readonly repositories: readonly {
    readonly name: string;
    readonly frameworks: readonly string[];
    readonly scopes: readonly string[];
    readonly accounts: number;
    readonly tags: readonly (readonly (readonly string[])[])[];
  }[];
}

/** All repositories that are known here, by name. */
export const awsRepositories: ReadonlyMap<string, AwsRepository> = unpack(data);

function unpack({ accounts, repositories }: ImageData): ReadonlyMap<string, AwsRepository> {
  const maps = accounts.map(
    (owners) =>
      new Map(Object.entries(owners).flatMap(([account, regions]) => regions.split(' ').map((one) => [one, account]))),
  );
  return new Map(
    repositories.map((row) => [
      row.name,
      {
        name: row.name,
        frameworks: row.frameworks,
        scopes: row.scopes,
        accounts: maps[row.accounts] ?? new Map<string, string>(),
        tags: row.tags.map(([versions = [], ends = []]): TagRow => [versions, ends]),
      },
    ]),
  );
}

/** The repository of AWS that an image lies in, by name and owner; undefined for anybody else's repository of that name. */
export function awsRepository({ repository, account }: ImageUri): AwsRepository | undefined {
  const known = awsRepositories.get(repository);
  return known && [...known.accounts.values()].includes(account) ? known : undefined;
}

/** Every tag of a repository as far as it is known, newest version first. */
export function tagsOf({ tags }: AwsRepository): readonly string[] {
  return tags
    .flatMap(([versions, ends]) => versions.flatMap((version) => ends.map((end) => version + end)))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}
