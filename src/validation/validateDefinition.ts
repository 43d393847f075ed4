import type { Definition } from '../definitions/definition';
import type { Diagnostic } from '../definitions/diagnostic';
import type { FileReader } from '../definitions/fileReader';
import { TextPositions } from '../definitions/textPosition';
import { checkAlgorithm } from './algorithmRules';
import { checkArchitecture, checkLocalTypes } from './architectureRules';
import { checkReferences } from './checkReferences';
import { checkEnvironments } from './environments/definitionEnvironments';
import { schemaVariable } from './environments/environment';
import { checkSchema, type FoundReference, type SchemaReport } from './checkSchema';
import { checkEndpointConfig } from './endpointConfigRules';
import { checkAllHyperparameters, type RulePlace } from './hyperparameters/hyperparameterRules';
import { checkImages } from './images/imageRules';
import { checkInvocation } from './invocationRules';
import { checkModelPackage } from './modelPackageRules';
import { checkModel } from './modelRules';
import { checkProcessingJob } from './processingJobRules';
import { bySeverity } from './bySeverity';
import { spot, syntaxTree } from './requestPlace';
import type { Problem } from './problem';
import { requestSchemas } from './requestSchemas';
import { checkMap, checkSecrets } from './secretRules';
import { checkTrainingJob } from './trainingJobRules';
import { checkTuningJob } from './tuningJobRules';
import { checkTransformJob } from './transformJobRules';

/**
 * All that is wrong with a definition, sorted by place: the same for the editor, the terminal and before a run.
 * What the platform takes and a local run can't do yet is no problem here; resolving refuses it.
 * @param place the folder that relative references may not leave, the style of this machine's paths, and a reader of scripts
 */
export function validateDefinition(definition: Definition, files: FileReader, place: RulePlace): readonly Diagnostic[] {
  const schema = requestSchemas[definition.kind];
  const { problems, references } = schema ? checkSchema(definition.kind, schema, definition.request) : nothingFound;
  const all = [
    ...problems,
    ...(place.isAlone ? [] : checkReferences(definition, references, files, place)),
    // The rules rely on the request's types, so they wait until these are right.
    ...(problems.some(({ code }) => code === 'field.type')
      ? []
      : [...checkRules(definition), ...checkAllHyperparameters(definition, files, place)]),
    ...checkArchitecture(definition),
    ...checkLocalTypes(definition),
    ...checkImages(definition.request),
    ...(definition.kind === 'hyperparameters' ? checkMap(definition.request, []) : checkSecrets(definition.request)),
  ];
  const environments = checkEnvironments(definition);
  const isTold = environments.some(({ code }) => code === 'M05' || code === 'E02');
  // What is wrong with the variable as a field is told once, and more exactly.
  const others = isTold ? all.filter(({ path }) => path.at(-1) !== schemaVariable) : all;
  return [...placed(definition, withoutLesser(others)), ...environments];
}

/** The `file://` references of a definition, in the order of its text. */
export function referencesOf({ kind, request }: Definition): readonly FoundReference[] {
  const schema = requestSchemas[kind];
  return schema ? checkSchema(kind, schema, request).references : [];
}

const nothingFound: SchemaReport = { problems: [], references: [] };

/** A type that is known from elsewhere is no unknown type (L23), but one in the wrong place (L24), or none of the API's (L27). */
function withoutLesser(problems: readonly Problem[]): readonly Problem[] {
  const placed = problems.filter(({ code }) => code === 'L24' || code === 'L27').map(({ path }) => path.join('/'));
  return problems.filter(({ code, path }) => code !== 'L23' || !placed.includes(path.join('/')));
}

function checkRules(definition: Definition): readonly Problem[] {
  switch (definition.kind) {
    case 'training-job':
      return checkTrainingJob(definition.request);
    case 'processing-job':
      return checkProcessingJob(definition.request);
    case 'tuning-job':
      return checkTuningJob(definition.request);
    case 'endpoint-config':
      return checkEndpointConfig(definition.request);
    case 'algorithm':
      return checkAlgorithm(definition.request);
    case 'model-package':
      return checkModelPackage(definition.request);
    case 'transform-job':
      return checkTransformJob(definition.request);
    case 'model':
      return checkModel(definition.request);
    case 'invocation':
      return checkInvocation(definition.request);
    default:
      return [];
  }
}

/** Problems as diagnostics of a definition's text, sorted by place, the worst of a place first. */
export function placed(definition: Definition, problems: readonly Problem[]): readonly Diagnostic[] {
  if (problems.length === 0) return [];
  const root = syntaxTree(definition);
  const positions = new TextPositions(definition.text);
  return problems
    .map((problem) => ({ problem, ...spot(root, problem) }))
    .sort((a, b) => a.offset - b.offset || bySeverity(a.problem, b.problem))
    .map(({ problem, offset, length }) => ({
      code: problem.code,
      severity: problem.severity ?? 'error',
      message: problem.message,
      action: problem.action,
      range: positions.range(offset, length),
      source: 'sagemaker',
      ...(problem.replacement !== undefined && { replacement: problem.replacement }),
    }));
}
