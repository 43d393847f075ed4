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
   * `own`, the definition's, since it is changed in place.
   */
  readonly naming: 'time' | 'content' | 'own';
  readonly longestName: number;
  /** Field with the role that the service takes on. */
  readonly roleField?: string;
  /** Fields that a submit needs and nobody should guess. */
  readonly needs: readonly string[];
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

/** By kind of definition. */
export const operations: Readonly<Record<SubmittedKind, Operation>> = {
  'training-job': {
    ...{
      name: 'CreateTrainingJob',
      nameField: 'TrainingJobName',
      naming: 'time',
      longestName: 63,
      roleField: 'RoleArn',
    },
    needs: ['AlgorithmSpecification', 'ResourceConfig'],
    create: (client, request) => client.send(new CreateTrainingJobCommand(input(request))),
    describe: (client, TrainingJobName) => client.send(new DescribeTrainingJobCommand({ TrainingJobName })),
  },
  'processing-job': {
    ...{
      name: 'CreateProcessingJob',
      nameField: 'ProcessingJobName',
      naming: 'time',
      longestName: 63,
      roleField: 'RoleArn',
    },
    needs: ['AppSpecification', 'ProcessingResources'],
    create: (client, request) => client.send(new CreateProcessingJobCommand(input(request))),
    describe: (client, ProcessingJobName) => client.send(new DescribeProcessingJobCommand({ ProcessingJobName })),
  },
  'transform-job': {
    ...{ name: 'CreateTransformJob', nameField: 'TransformJobName', naming: 'time', longestName: 63 },
    needs: ['ModelName', 'TransformInput', 'TransformResources'],
    create: (client, request) => client.send(new CreateTransformJobCommand(input(request))),
    describe: (client, TransformJobName) => client.send(new DescribeTransformJobCommand({ TransformJobName })),
  },
  'tuning-job': {
    ...{
      name: 'CreateHyperParameterTuningJob',
      nameField: 'HyperParameterTuningJobName',
      naming: 'time',
      longestName: 32,
    },
    needs: ['HyperParameterTuningJobConfig'],
    create: (client, request) => client.send(new CreateHyperParameterTuningJobCommand(input(request))),
    describe: (client, HyperParameterTuningJobName) =>
      client.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName })),
  },
  model: {
    ...{
      name: 'CreateModel',
      nameField: 'ModelName',
      naming: 'content',
      longestName: 63,
      roleField: 'ExecutionRoleArn',
    },
    needs: [],
    create: (client, request) => client.send(new CreateModelCommand(input(request))),
    describe: (client, ModelName) => client.send(new DescribeModelCommand({ ModelName })),
  },
  'endpoint-config': {
    ...{ name: 'CreateEndpointConfig', nameField: 'EndpointConfigName', naming: 'content', longestName: 63 },
    needs: ['ProductionVariants'],
    create: (client, request) => client.send(new CreateEndpointConfigCommand(input(request))),
    describe: (client, EndpointConfigName) => client.send(new DescribeEndpointConfigCommand({ EndpointConfigName })),
  },
  endpoint: {
    ...{ name: 'CreateEndpoint', nameField: 'EndpointName', naming: 'own', longestName: 63 },
    needs: ['EndpointConfigName'],
    create: (client, request) => client.send(new CreateEndpointCommand(input(request))),
    describe: (client, EndpointName) => client.send(new DescribeEndpointCommand({ EndpointName })),
  },
  algorithm: {
    ...{ name: 'CreateAlgorithm', nameField: 'AlgorithmName', naming: 'content', longestName: 63 },
    needs: ['TrainingSpecification'],
    create: (client, request) => client.send(new CreateAlgorithmCommand(input(request))),
    describe: (client, AlgorithmName) => client.send(new DescribeAlgorithmCommand({ AlgorithmName })),
  },
  'model-package': {
    ...{ name: 'CreateModelPackage', nameField: 'ModelPackageName', naming: 'content', longestName: 63 },
    needs: [],
    create: (client, request) => client.send(new CreateModelPackageCommand(input(request))),
    describe: (client, ModelPackageName) => client.send(new DescribeModelPackageCommand({ ModelPackageName })),
  },
};

/** How a kind is submitted; undefined for fixtures. */
export function operationOf(kind: DefinitionKind): Operation | undefined {
  return kind === 'invocation' || kind === 'hyperparameters' || kind === 'sparkml-schema'
    ? undefined
    : operations[kind];
}
