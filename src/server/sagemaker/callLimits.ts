import calls from '../../../schemas/api/calls.schema.json';
import type { RequestSchema } from '../../validation/jsonSchema';
import type { JsonOperation, JsonOperations } from '../jsonInput';
import { checkConstraints } from './constraints';

const { properties: inputs = {}, definitions } = calls as RequestSchema;

/**
 * Operations that compare what they are asked with the service's limits first; a CreateX does so itself, by the schema of its kind of file.
 * @throws Error when the schema of an operation is missing, which a new run of `schemas/generate` mends
 */
export function withLimits(operations: JsonOperations): JsonOperations {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      name.startsWith('Create') ? operation : limited(name, operation),
    ]),
  );
}

function limited(name: string, operation: JsonOperation): JsonOperation {
  const input = inputs[name]?.$ref;
  if (input === undefined) throw new Error(`schemas/api/calls.schema.json does not know ${name}.`);
  const schema = { $ref: input, definitions };
  const { required = [] } = definitions[input.replace('#/definitions/', '')] ?? {};
  return async (members) => {
    checkConstraints(schema, members, required);
    return operation(members);
  };
}
