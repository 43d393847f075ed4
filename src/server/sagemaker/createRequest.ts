import type { DefinitionKind } from '../../definitions/definitionKinds';
import { requestSchemas } from '../../validation/requestSchemas';
import { requiredText, type JsonObject } from '../jsonInput';
import { checkConstraints } from './constraints';
import { refuseByRules } from './requestRules';

/** A kind of resource that CreateX makes. */
export interface CreatedKind {
  readonly kind: DefinitionKind;
  /** Stem of its operations and members: `TrainingJob` in CreateTrainingJob, TrainingJobName, TrainingJobArn. */
  readonly stem: string;
  /** Members that CreateX needs, whatever a local run needs (L25). */
  readonly required: readonly string[];
}

/** Compare a CreateX request with the service's limits and rules. @returns the resource's name. @throws ServiceError `ValidationException` */
export function checkedName({ kind, stem, required }: CreatedKind, input: JsonObject): string {
  const schema = requestSchemas[kind];
  if (schema) checkConstraints(schema, input, required);
  refuseByRules(kind, input);
  return requiredText(input, `${stem}Name`);
}
