import { AppError } from '../../contract/appError';

/** A region and where it was found, for people. */
export interface ChosenRegion {
  readonly region: string;
  readonly from: string;
}

/** What may name a region, strongest first. */
export interface RegionSources {
  /** Of the command or the editor's user. */
  readonly choice?: string | undefined;
  /** `region` of the profile in the shared files. */
  readonly profile?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The region that requests go to. Decided here and handed to each client, since the clients themselves let AWS_REGION win
 * over a profile that was named, and don't know AWS_DEFAULT_REGION.
 * @throws AppError `aws.region` when nothing names one
 */
export function chooseRegion({ choice, profile, environment }: RegionSources): ChosenRegion {
  const sources: readonly (readonly [string | undefined, string])[] = [
    [choice, 'your choice'],
    [profile, 'the profile'],
    [environment['AWS_REGION'], 'AWS_REGION'],
    [environment['AWS_DEFAULT_REGION'], 'AWS_DEFAULT_REGION'],
  ];
  const [region, from] = sources.find(([name]) => name !== undefined && name !== '') ?? [];
  if (region === undefined || from === undefined) {
    throw new AppError(
      'aws.region',
      'Nothing says which AWS region to use.',
      'Add --region, for example --region us-east-1, or a region to the profile.',
    );
  }
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)) {
    throw new AppError('aws.region', `"${region}" (from ${from}) is no AWS region.`, 'Write one like us-east-1.');
  }
  return { region, from };
}
