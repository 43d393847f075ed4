import { requiredText, textOf, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid } from '../serviceError';
import type { RequestFiles } from './requestFiles';
import type { Resources } from './resources';

/** Members of UpdateModelPackage that take the place of what the package said before. */
const replaced = [
  'ModelApprovalStatus',
  'ApprovalDescription',
  'InferenceSpecification',
  'SourceUri',
  'ModelCard',
  'ModelLifeCycle',
];

/** The operations of model packages. Callers name them by name or by ARN; there are no groups, and so no versions. */
export function modelPackageOperations(packages: Resources, requests: RequestFiles): JsonOperations {
  return {
    CreateModelPackage: (input) => {
      if (textOf(input, 'ModelPackageGroupName') !== undefined) {
        throw invalid(
          'The local endpoint has no groups of model packages: write ModelPackageName in the place of ModelPackageGroupName.',
        );
      }
      return packages.create(input);
    },
    DescribeModelPackage: (input) => packages.describe(named(input, 'ModelPackageName')),
    ListModelPackages: (input) => {
      const [type, status] = [textOf(input, 'ModelPackageType'), textOf(input, 'ModelApprovalStatus')];
      const isNone = type === 'Versioned' || textOf(input, 'ModelPackageGroupName') !== undefined;
      return packages.list(input, (request) => {
        return !isNone && (status === undefined || request['ModelApprovalStatus'] === status);
      });
    },
    UpdateModelPackage: async (input) => {
      const kept = await packages.find(named(input, 'ModelPackageArn'));
      const changed = replaced.flatMap((member) => (member in input ? [[member, input[member]]] : []));
      await requests.change(kept, { ...kept.request, ...(Object.fromEntries(changed) as JsonObject) });
      return { ModelPackageArn: packages.arn(kept.name) };
    },
    DeleteModelPackage: (input) => packages.remove(named(input, 'ModelPackageName')),
  };
}

/** The request with the bare name of the package that a member names. */
function named(input: JsonObject, member: string): JsonObject {
  return { ...input, ModelPackageName: requiredText(input, member).replace(/^arn:.*:model-package\//, '') };
}
