import type { DefinitionKind } from '../definitions/definitionKinds';
import algorithm from '../../schemas/api/algorithm.schema.json';
import endpointConfig from '../../schemas/api/endpoint-config.schema.json';
import endpoint from '../../schemas/api/endpoint.schema.json';
import invocation from '../../schemas/api/invocation.schema.json';
import modelPackage from '../../schemas/api/model-package.schema.json';
import model from '../../schemas/api/model.schema.json';
import processingJob from '../../schemas/api/processing-job.schema.json';
import trainingJob from '../../schemas/api/training-job.schema.json';
import transformJob from '../../schemas/api/transform-job.schema.json';
import tuningJob from '../../schemas/api/tuning-job.schema.json';
import type { RequestSchema } from './jsonSchema';

/** The schema of each kind of request. The fixtures that a container reads have none. */
export const requestSchemas: Readonly<Partial<Record<DefinitionKind, RequestSchema>>> = {
  'training-job': trainingJob as RequestSchema,
  'processing-job': processingJob as RequestSchema,
  'transform-job': transformJob as RequestSchema,
  'tuning-job': tuningJob as RequestSchema,
  model: model as RequestSchema,
  'endpoint-config': endpointConfig as RequestSchema,
  endpoint: endpoint as RequestSchema,
  invocation: invocation as RequestSchema,
  algorithm: algorithm as RequestSchema,
  'model-package': modelPackage as RequestSchema,
};
