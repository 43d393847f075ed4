import type { CreateModelPackageInput } from '@aws-sdk/client-sagemaker';
import type { Problem } from './problem';

/** A6: what a schema can't say about a model package. Takes a request whose values are of the right types. */
export function checkModelPackage(request: Partial<CreateModelPackageInput>): readonly Problem[] {
  return [...checkName(request), ...checkContent(request)];
}

/** A version of a group, or a package by itself. */
function checkName({
  ModelPackageName: name,
  ModelPackageGroupName: group,
  CertifyForMarketplace: certify,
}: Partial<CreateModelPackageInput>): readonly Problem[] {
  if (name !== undefined && group !== undefined) {
    const message =
      'The request has both ModelPackageName and ModelPackageGroupName; a version of a group has no name of its own.';
    return [{ code: 'A6', path: ['ModelPackageName'], at: 'key', message, action: 'Remove one of the two.' }];
  }
  if (group === undefined || certify !== true) return [];
  const message = 'CertifyForMarketplace is for packages by themselves, not for versions of a group.';
  return [
    {
      code: 'A6',
      path: ['CertifyForMarketplace'],
      message,
      action: 'Write false, or use ModelPackageName.',
      replacement: 'false',
    },
  ];
}

function checkContent({
  InferenceSpecification: own,
  SourceAlgorithmSpecification: source,
  SourceUri: uri,
  ModelPackageGroupName: group,
}: Partial<CreateModelPackageInput>): readonly Problem[] {
  if (own && source) {
    const message =
      'The request has both InferenceSpecification and SourceAlgorithmSpecification; it takes one of them.';
    return [
      { code: 'A6', path: ['SourceAlgorithmSpecification'], at: 'key', message, action: 'Remove one of the two.' },
    ];
  }
  // A version of a group may only keep a record of a model.
  if (own ?? source ?? uri ?? group) return [];
  const message = 'The request has no containers: neither InferenceSpecification nor SourceAlgorithmSpecification.';
  return [
    {
      code: 'A6',
      path: [],
      message,
      action: 'Add "InferenceSpecification": {"Containers": [{"Image": "file://folder"}]}.',
    },
  ];
}
