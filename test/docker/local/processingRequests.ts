import type { CreateProcessingJobRequest, ProcessingInput, ProcessingOutput } from '@aws-sdk/client-sagemaker';
import type { Project } from './project';

export interface ProcessingRequest extends Omit<Partial<CreateProcessingJobRequest>, 'AppSpecification'> {
  readonly AppSpecification?: Partial<NonNullable<CreateProcessingJobRequest['AppSpecification']>>;
}

/** A definition whose image runs this program, with its own CMD `as-built`. @returns its absolute path */
export function processing(
  at: Project,
  program: string,
  { AppSpecification, ...request }: ProcessingRequest = {},
): string {
  const ImageUri = at.image('train', program, ['ENTRYPOINT ["train"]', 'CMD ["as-built"]']);
  const definition = { AppSpecification: { ImageUri, ...AppSpecification }, ...request };
  return at.write('rows.processing-job.json', JSON.stringify(definition, undefined, 2));
}

/** An input that reads from a path below the project's root, into a folder below /opt/ml/processing. */
export function input(path: string, folder: string): ProcessingInput {
  const S3Input = {
    S3Uri: `file://${path}`,
    LocalPath: `/opt/ml/processing/${folder}`,
    S3DataType: 'S3Prefix',
  } as const;
  return { InputName: folder.replaceAll('/', '-'), S3Input };
}

/** An output to a folder below the project's root, from one below /opt/ml/processing. */
export function output(
  folder: string,
  uri: string,
  S3UploadMode: 'EndOfJob' | 'Continuous' = 'EndOfJob',
): ProcessingOutput {
  const S3Output = { S3Uri: uri, LocalPath: `/opt/ml/processing/${folder}`, S3UploadMode };
  return { OutputName: folder.replaceAll('/', '-'), S3Output };
}

/** What a request says to have these outputs. */
export function outputs(...all: readonly ProcessingOutput[]): Pick<ProcessingRequest, 'ProcessingOutputConfig'> {
  return { ProcessingOutputConfig: { Outputs: [...all] } };
}

/** What a request says to have two instances. */
export const two = {
  ProcessingResources: { ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1 } },
} as const;
