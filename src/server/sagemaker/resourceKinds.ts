import type { DefinitionKind } from '../../definitions/definitionKinds';
import type { ResourceType } from '../../contract/resourceArn';

/** How the service calls what belongs to a kind of resource that is a record only: nothing runs for it. */
export interface ResourceKindFacts {
  readonly kind: DefinitionKind;
  /** Stem of its operations and members: `Model` in CreateModel, ModelName, ModelArn, ListModels. */
  readonly stem: 'Model' | 'EndpointConfig';
  readonly type: ResourceType;
  /** In sentences. */
  readonly called: string;
  /** Members that CreateX needs, whatever a local run needs. */
  readonly required: readonly string[];
}

/** The facts of each kind. */
export const resourceKinds = {
  model: { kind: 'model', stem: 'Model', type: 'model', called: 'model', required: ['ModelName'] },
  endpointConfig: {
    kind: 'endpoint-config',
    stem: 'EndpointConfig',
    type: 'endpoint-config',
    called: 'endpoint configuration',
    required: ['EndpointConfigName', 'ProductionVariants'],
  },
} as const satisfies Readonly<Record<string, ResourceKindFacts>>;
