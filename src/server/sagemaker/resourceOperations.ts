import { stat } from 'node:fs/promises';
import { objectPath, parseS3Uri } from '../../definitions/account';
import { isObject, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid } from '../serviceError';
import type { Surroundings } from '../surroundings';
import { modelPackageOperations } from './modelPackages';
import { resourceKinds, type ResourceKindFacts } from './resourceKinds';
import { Resources } from './resources';
import type { SageMaker } from './sagemaker';

/** The operations of models, endpoint configurations, algorithms and model packages: Create, Describe, List, Delete. */
export function resourceOperations({ surroundings, requests }: SageMaker): JsonOperations {
  const resources = (facts: ResourceKindFacts) => new Resources(surroundings, requests, facts);
  const model = resources(resourceKinds.model);
  const config = resources(resourceKinds.endpointConfig);
  return {
    ...model.operations(),
    ...config.operations(),
    ...resources(resourceKinds.algorithm).operations(),
    ...modelPackageOperations(resources(resourceKinds.modelPackage), requests),
    CreateModel: async (input) => {
      for (const container of containersOf(input)) await mustHaveData(surroundings, container);
      return model.create(input);
    },
    CreateEndpointConfig: async (input) => {
      const variants: readonly unknown[] = Array.isArray(input['ProductionVariants'])
        ? input['ProductionVariants']
        : [];
      for (const variant of variants) if (isObject(variant)) await model.find(variant);
      return config.create(input);
    },
  };
}

function containersOf({ PrimaryContainer, Containers }: JsonObject): readonly JsonObject[] {
  const several: readonly unknown[] = Array.isArray(Containers) ? Containers : [];
  return [PrimaryContainer, ...several].filter(isObject);
}

async function mustHaveData({ account }: Surroundings, { ModelDataUrl: url, Mode: mode }: JsonObject): Promise<void> {
  const location = parseS3Uri(url);
  if (!location) return;
  const path = objectPath(account, location, process.platform === 'win32' ? 'win32' : 'posix');
  const facts = path === undefined ? undefined : await stat(path).catch(() => undefined);
  // Of several models it is the prefix of their archives.
  const isThere = mode === 'MultiModel' ? facts?.isDirectory() : facts?.isFile();
  if (isThere !== true) throw invalid(`Could not find model data at ${String(url)}.`);
}
