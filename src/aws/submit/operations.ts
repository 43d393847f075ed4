import type {
  CreateAlgorithmInput,
  CreateEndpointConfigInput,
  CreateEndpointInput,
  CreateHyperParameterTuningJobRequest,
  CreateModelInput,
  CreateModelPackageInput,
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  CreateTransformJobRequest,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import {
  CreateAlgorithmCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateHyperParameterTuningJobCommand,
  CreateModelCommand,
  CreateModelPackageCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  CreateTransformJobCommand,
  DescribeAlgorithmCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeHyperParameterTuningJobCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import type { DefinitionKind } from '../../definitions/definitionKinds';
import type { Place } from './requestPlaces';

/** A request in the API's own shape, as far as this code must know it. */
export type Request = Readonly<Record<string, unknown>>;

/** Kinds of definitions that AWS can be asked for. */
export type SubmittedKind = Exclude<DefinitionKind, 'invocation' | 'hyperparameters' | 'sparkml-schema'>;

/** How a definition of a kind becomes something on AWS. */
export interface Operation {
  readonly name: string;
  /** Field with the name, which is also the key under which it is found again. */
  readonly nameField: string;
  /**
   * Where a name comes from: `time`, new for each job; `content`, the same for the same request, so that it is reused;
   * `own`, the definition's, since it is changed in place; `token`, AWS gives the name and knows a repeated request by its token.
   */
  readonly naming: 'time' | 'content' | 'own' | 'token';
  readonly longestName: number;
  /** Fields with a role that the service takes on, as places in a request; `*` stands for each item of a list. */
  readonly roles: readonly Place[];
  /** Fields that a submit needs and nobody should guess. */
  readonly needs: readonly string[];
  /** Field of its description that is `Completed` when others can use it; absent where that is at once. */
  readonly statusField?: string;
  /** AWS takes no tags for it. */
  readonly untagged?: true;
  create(client: SageMakerClient, request: Request): Promise<object>;
  describe(client: SageMakerClient, name: string): Promise<object>;
}

/** Every shape at once, so that one request fits each command. */
type EveryInput = CreateAlgorithmInput &
  CreateEndpointConfigInput &
  CreateEndpointInput &
  CreateHyperParameterTuningJobRequest &
  CreateModelInput &
  CreateModelPackageInput &
  CreateProcessingJobRequest &
  CreateTrainingJobRequest &
  CreateTransformJobRequest;

/** Requests were checked against the API's schema when they were read, and are completed before they are sent. */
function input(request: Request): EveryInput {
  return request as unknown as EveryInput;
}

/** How what is called `stem` in the API is created and named; names of 63 characters are the rule. */
function named<Naming extends Operation['naming']>(stem: string, naming: Naming) {
  return { name: `Create${stem}`, nameField: `${stem}Name`, naming, longestName: 63, roles: [] };
}

const validationRole: Place = ['ValidationSpecification', 'ValidationRole'];

/** By kind of definition. */
export const operations: Readonly<Record<SubmittedKind, Operation>> = {
  'training-job': {
    ...named('TrainingJob', 'time'),
    roles: [['RoleArn']],
    needs: ['AlgorithmSpecification', 'ResourceConfig'],
    create: (client, request) => client.send(new CreateTrainingJobCommand(input(request))),
    describe: (client, TrainingJobName) => client.send(new DescribeTrainingJobCommand({ TrainingJobName })),
  },
  'processing-job': {
    ...named('ProcessingJob', 'time'),
    roles: [['RoleArn']],
    needs: ['AppSpecification', 'ProcessingResources'],
    create: (client, request) => client.send(new CreateProcessingJobCommand(input(request))),
    describe: (client, ProcessingJobName) => client.send(new DescribeProcessingJobCommand({ ProcessingJobName })),
  },
  'transform-job': {
    ...named('TransformJob', 'time'),
    needs: ['ModelName', 'TransformInput', 'TransformResources'],
    create: (client, request) => client.send(new CreateTransformJobCommand(input(request))),
    describe: (client, TransformJobName) => client.send(new DescribeTransformJobCommand({ TransformJobName })),
  },
  'tuning-job': {
    ...named('HyperParameterTuningJob', 'time'),
    longestName: 32,
    roles: [
      ['TrainingJobDefinition', 'RoleArn'],
      ['TrainingJobDefinitions', '*', 'RoleArn'],
    ],
    needs: ['HyperParameterTuningJobConfig'],
    create: (client, request) => client.send(new CreateHyperParameterTuningJobCommand(input(request))),
    describe: (client, HyperParameterTuningJobName) =>
      client.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName })),
  },
  model: {
    ...named('Model', 'content'),
    roles: [['ExecutionRoleArn']],
    needs: [],
    create: (client, request) => client.send(new CreateModelCommand(input(request))),
    describe: (client, ModelName) => client.send(new DescribeModelCommand({ ModelName })),
  },
  'endpoint-config': {
    ...named('EndpointConfig', 'content'),
    needs: ['ProductionVariants'],
    create: (client, request) => client.send(new CreateEndpointConfigCommand(input(request))),
    describe: (client, EndpointConfigName) => client.send(new DescribeEndpointConfigCommand({ EndpointConfigName })),
  },
  endpoint: {
    ...named('Endpoint', 'own'),
    needs: ['EndpointConfigName'],
    create: (client, request) => client.send(new CreateEndpointCommand(input(request))),
    describe: (client, EndpointName) => client.send(new DescribeEndpointCommand({ EndpointName })),
  },
  algorithm: {
    ...named('Algorithm', 'content'),
    roles: [validationRole],
    needs: ['TrainingSpecification'],
    statusField: 'AlgorithmStatus',
    create: (client, request) => client.send(new CreateAlgorithmCommand(input(request))),
    describe: (client, AlgorithmName) => client.send(new DescribeAlgorithmCommand({ AlgorithmName })),
  },
  'model-package': {
    ...named('ModelPackage', 'content'),
    roles: [validationRole],
    needs: [],
    statusField: 'ModelPackageStatus',
    create: (client, request) => client.send(new CreateModelPackageCommand(input(request))),
    describe: (client, ModelPackageName) => client.send(new DescribeModelPackageCommand({ ModelPackageName })),
  },
};

/** A model package that is a version in a group: it has no name but the one that AWS gives it, and the group's tags. */
const packageVersion: Operation = {
  ...operations['model-package'],
  ...{ nameField: 'ClientToken', naming: 'token', longestName: 36, untagged: true },
};

/** The operation that tells how what was created stands. */
export function describeName({ name }: Operation): string {
  return name.replace(/^Create/, 'Describe');
}

/** How a definition is submitted; undefined for fixtures. */
export function operationOf(kind: DefinitionKind, request: Request): Operation | undefined {
  if (kind === 'invocation' || kind === 'hyperparameters' || kind === 'sparkml-schema') return undefined;
  if (kind === 'model-package' && request['ModelPackageGroupName'] !== undefined) return packageVersion;
  return operations[kind];
}
