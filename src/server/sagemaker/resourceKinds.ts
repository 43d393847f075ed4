import type { ResourceType } from '../../contract/resourceArn';
import { isObject, type JsonObject } from '../jsonInput';
import type { CreatedKind } from './createRequest';

/** How the service calls what belongs to a kind of resource that is a record only: nothing runs for it. */
export interface ResourceKindFacts extends CreatedKind {
  readonly type: ResourceType;
  /** In sentences. */
  readonly called: string;
  /** Member of the answer of ListX. */
  readonly list: string;
  /** Members of a Describe response that are in a summary beside name, ARN and time. */
  readonly summary: readonly string[];
  /** What the service says of it beside what the request said. */
  readonly state: (request: JsonObject) => JsonObject;
}

const recordOnly =
  'A record: the local endpoint does not run validation profiles. Run the jobs of this one by themselves.';

/** The facts of each kind. */
export const resourceKinds = {
  model: {
    ...{ kind: 'model', stem: 'Model', type: 'model', called: 'model', list: 'Models' },
    required: ['ModelName'],
    summary: [],
    state: ({ EnableNetworkIsolation = false }) => ({ EnableNetworkIsolation }),
  },
  endpointConfig: {
    ...{ kind: 'endpoint-config', stem: 'EndpointConfig', type: 'endpoint-config', list: 'EndpointConfigs' },
    ...{ called: 'endpoint configuration', required: ['EndpointConfigName', 'ProductionVariants'] },
    ...{ summary: [], state: () => ({}) },
  },
  algorithm: {
    ...{ kind: 'algorithm', stem: 'Algorithm', type: 'algorithm', called: 'algorithm', list: 'AlgorithmSummaryList' },
    required: ['AlgorithmName', 'TrainingSpecification'],
    summary: ['AlgorithmDescription', 'AlgorithmStatus'],
    state: (request) => ({ AlgorithmStatus: 'Completed', AlgorithmStatusDetails: profilesOf(request) }),
  },
  modelPackage: {
    ...{ kind: 'model-package', stem: 'ModelPackage', type: 'model-package', called: 'model package' },
    list: 'ModelPackageSummaryList',
    required: ['ModelPackageName'],
    summary: ['ModelPackageDescription', 'ModelPackageStatus', 'ModelApprovalStatus'],
    state: (request) => ({ ModelPackageStatus: 'Completed', ModelPackageStatusDetails: profilesOf(request) }),
  },
} as const satisfies Readonly<Record<string, ResourceKindFacts>>;

/** A profile whose jobs were not run has not passed. */
function profilesOf({ ValidationSpecification: specification }: JsonObject): JsonObject {
  const profiles: unknown = isObject(specification) ? specification['ValidationProfiles'] : undefined;
  const statuses = (Array.isArray(profiles) ? profiles : []).filter(isObject).map(({ ProfileName: Name }) => {
    return { Name, Status: 'NotStarted', FailureReason: recordOnly };
  });
  return { ValidationStatuses: statuses };
}
