import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type {
  CreateAlgorithmInput,
  CreateModelPackageInput,
  CreateTrainingJobRequest,
} from '@aws-sdk/client-sagemaker';
import { AppError } from '../../contract/appError';
import { diskFiles } from '../../definitions/diskFiles';
import type { ReferenceBase } from '../../definitions/fileReference';
import { parseDefinition } from '../../definitions/parseDefinition';
import type { ImagePlan, TrainingPlan } from '../../definitions/plan';
import { resolveImage } from '../../definitions/resolveReferences';
import { referenceBoundary } from '../projectRoot';
import { resolveCheckedTraining } from './checkedJob';

/** A container of a product of the Marketplace, as its definition has it. */
export interface ProductContainer {
  readonly image: ImagePlan;
  /** The training of its validation; absent for a container that only serves, and where it can't be done here. */
  readonly training?: TrainingPlan;
}

/**
 * The containers that an algorithm or a model package names. What else is wrong with the definition keeps nobody from running them.
 * @returns undefined for any other definition
 */
export async function productContainers(path: string, root: string): Promise<readonly ProductContainer[] | undefined> {
  if (!/\.(?:algorithm|model-package)\.json$/.test(path)) return undefined;
  const { definition } = parseDefinition(path, await readFile(path, 'utf8'));
  if (definition?.kind !== 'algorithm' && definition?.kind !== 'model-package') return [];
  const projectRoot = referenceBoundary(dirname(path), root);
  const style = process.platform === 'win32' ? 'win32' : 'posix';
  const base: ReferenceBase = { definitionPath: path, projectRoot, style };
  const serving = servedImages(definition.request, base).map((image) => ({ image }));
  if (definition.kind === 'model-package') return serving;
  const { request, text } = definition;
  const image = imageOf(request.TrainingSpecification?.TrainingImage, base);
  return [...image.map((one) => ({ image: one, ...trainingOf(request, text, base) })), ...serving];
}

function servedImages(
  { InferenceSpecification: about }: Pick<Partial<CreateModelPackageInput>, 'InferenceSpecification'>,
  base: ReferenceBase,
): readonly ImagePlan[] {
  return (about?.Containers ?? []).flatMap(({ Image: image }) => imageOf(image, base));
}

function imageOf(value: string | undefined, base: ReferenceBase): readonly ImagePlan[] {
  return value === undefined ? [] : [resolveImage(value, base, diskFiles)];
}

/** The first training job of the validation, as a plan. */
function trainingOf(
  { TrainingSpecification: about, ValidationSpecification: validation }: Partial<CreateAlgorithmInput>,
  text: string,
  base: ReferenceBase,
): Pick<ProductContainer, 'training'> {
  const job = validation?.ValidationProfiles?.[0]?.TrainingJobDefinition;
  if (!job || !about) return {};
  const { TrainingInputMode: mode, ...rest } = job;
  const request: Partial<CreateTrainingJobRequest> = {
    ...rest,
    AlgorithmSpecification: {
      TrainingImage: about.TrainingImage,
      TrainingInputMode: mode,
      MetricDefinitions: about.MetricDefinitions,
    },
  };
  try {
    return {
      training: resolveCheckedTraining({ kind: 'training-job', path: base.definitionPath, request, text }, base),
    };
  } catch (error) {
    // Data in S3, for example: then the container is trained without any.
    if (error instanceof AppError) return {};
    throw error;
  }
}
