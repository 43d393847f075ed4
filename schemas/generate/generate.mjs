// Writes the schemas of the definition files from the public API model of SageMaker (package botocore, facts only).
//   ../<kind>.schema.json      completion and hover: VS Code reads it; what is wrong is said by our language server alone
//   ../api/<kind>.schema.json  all that the API checks: src/validation reads it
//   ../api/calls.schema.json   the same of the calls that no file describes: src/server reads it
// Run: npm run generate (needs python3 with pip).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const botocore = 'botocore==1.44.5';
const here = dirname(fileURLToPath(import.meta.url));
const schemas = dirname(here);
const descriptions = JSON.parse(readFileSync(join(here, 'descriptions.json'), 'utf8'));

const operations = {
  'training-job': 'CreateTrainingJob',
  'processing-job': 'CreateProcessingJob',
  'transform-job': 'CreateTransformJob',
  'tuning-job': 'CreateHyperParameterTuningJob',
  model: 'CreateModel',
  'endpoint-config': 'CreateEndpointConfig',
  endpoint: 'CreateEndpoint',
  invocation: 'InvokeEndpoint',
  algorithm: 'CreateAlgorithm',
  'model-package': 'CreateModelPackage',
};

/** What the local endpoint is asked beside these: each operation of `src/server/sagemaker` that is no CreateX of a kind of file. */
const calls = [
  ...['TrainingJob', 'ProcessingJob', 'TransformJob', 'HyperParameterTuningJob'].flatMap((stem) => [
    `Describe${stem}`,
    `List${stem}s`,
    `Stop${stem}`,
  ]),
  ...['DeleteTrainingJob', 'DeleteProcessingJob', 'DeleteHyperParameterTuningJob'],
  ...['Model', 'EndpointConfig', 'Endpoint', 'Algorithm', 'ModelPackage'].flatMap((stem) => [
    `Describe${stem}`,
    `List${stem}s`,
    `Delete${stem}`,
  ]),
  ...['UpdateTrainingJob', 'Search', 'ListTrainingJobsForHyperParameterTuningJob', 'UpdateModelPackage'],
  ...['UpdateEndpoint', 'UpdateEndpointWeightsAndCapacities', 'AddTags', 'ListTags', 'DeleteTags'],
];

/** Members that AWS requires and a file may leave out: settings or the file name supply them. */
const mayBeAbsent = new Set([
  'CreateTrainingJobRequest.TrainingJobName',
  'CreateTrainingJobRequest.RoleArn',
  'CreateTrainingJobRequest.OutputDataConfig',
  'AlgorithmSpecification.TrainingInputMode',
  'S3DataSource.S3DataType',
  'OutputDataConfig.S3OutputPath',
  'CreateModelInput.ModelName',
  'CreateProcessingJobRequest.ProcessingJobName',
  'CreateProcessingJobRequest.ProcessingResources',
  'CreateProcessingJobRequest.RoleArn',
  'CreateTransformJobRequest.TransformJobName',
  'CreateTransformJobRequest.TransformOutput',
  'CreateTransformJobRequest.TransformResources',
  'CreateHyperParameterTuningJobRequest.HyperParameterTuningJobName',
  'HyperParameterTrainingJobDefinition.RoleArn',
  'HyperParameterTrainingJobDefinition.OutputDataConfig',
  'HyperParameterTrainingJobDefinition.StoppingCondition',
  'CreateEndpointConfigInput.EndpointConfigName',
  'CreateEndpointInput.EndpointName',
  'CreateAlgorithmInput.AlgorithmName',
  'AlgorithmValidationSpecification.ValidationRole',
  'ModelPackageValidationSpecification.ValidationRole',
]);

/** Members that take the name of another resource, and so a reference to its definition file. */
const namesAnother = new Set([
  'AlgorithmSpecification.AlgorithmName',
  'HyperParameterAlgorithmSpecification.AlgorithmName',
  'CreateTransformJobRequest.ModelName',
  'ProductionVariant.ModelName',
  'CreateEndpointInput.EndpointConfigName',
  'ContainerDefinition.ModelPackageName',
  'InvokeEndpointInput.EndpointName',
  'InvokeEndpointInput.Body',
]);
const images = new Set(['AlgorithmImage', 'ContainerImage', 'ImageUri']);

const fileReference = { type: 'string', pattern: '^file://' };

function loadModel() {
  const folder = mkdtempSync(join(tmpdir(), 'botocore-'));
  try {
    const python = process.platform === 'win32' ? 'python' : 'python3';
    execFileSync(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, botocore], {
      stdio: 'inherit',
    });
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
    execFileSync(python, ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
    const read = (service, version) =>
      JSON.parse(gunzipSync(readFileSync(join(folder, 'botocore', 'data', service, version, 'service-2.json.gz'))));
    const control = read('sagemaker', '2017-07-24');
    const runtime = read('sagemaker-runtime', '2017-05-13');
    return {
      operations: { ...runtime.operations, ...control.operations },
      shapes: { ...runtime.shapes, ...control.shapes },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Java's spelling on the left, JavaScript's on the right. */
const dialect = [
  [/\\[Az]/g, ''],
  [/\$\{\d+,\d+\}/g, '$$'],
  [/\\p\{Alnum\}/g, 'a-zA-Z0-9'],
  [/\\p\{Print\}/g, '\\x20-\\x7E'],
  [/\\([:@=_"'<>#%&~,;! ])/g, '$1'],
];

/** A whole-match expression of the model in JavaScript's dialect. */
function pattern(expression) {
  const portable = dialect.reduce((text, [java, javaScript]) => text.replace(java, javaScript), expression);
  const anchored = `^(?:${portable})$`;
  new RegExp(anchored, 'u');
  return anchored;
}

const matchesAll = new Set(['[\\S\\s]*', '[\\s\\S]*', '(?s).*']);

function stringSchema(name, shape) {
  if (shape.enum) return enumSchema(name, shape);
  return {
    type: 'string',
    ...(shape.min > 0 && { minLength: shape.min }),
    ...(shape.max !== undefined && { maxLength: shape.max }),
    ...(shape.pattern && !matchesAll.has(shape.pattern) && { pattern: pattern(shape.pattern) }),
  };
}

/** Instance types grow faster than a release of ours: an unknown one is a warning of a rule, not an error of the schema. */
function enumSchema(name, shape) {
  if (!name.endsWith('InstanceType')) return { type: 'string', enum: shape.enum };
  return { type: 'string', pattern: '^ml\\.[a-z0-9-]+\\.[a-z0-9-]+$', examples: shape.enum };
}

function builder(model) {
  const definitions = {};

  function schemaOf(name) {
    const shape = model.shapes[name];
    const limits = {
      ...(shape.min !== undefined && { minimum: shape.min }),
      ...(shape.max !== undefined && { maximum: shape.max }),
    };
    switch (shape.type) {
      case 'structure':
        return structure(name, shape);
      case 'list':
        return {
          type: 'array',
          ...(shape.min > 0 && { minItems: shape.min }),
          ...(shape.max !== undefined && { maxItems: shape.max }),
          items: schemaOf(shape.member.shape),
        };
      case 'map':
        return {
          type: 'object',
          ...(shape.max !== undefined && { maxProperties: shape.max }),
          propertyNames: schemaOf(shape.key.shape),
          additionalProperties: schemaOf(shape.value.shape),
        };
      case 'string':
        return stringSchema(name, shape);
      case 'integer':
      case 'long':
        return { type: 'integer', ...limits };
      case 'float':
      case 'double':
        return { type: 'number', ...limits };
      case 'boolean':
        return { type: 'boolean' };
      case 'timestamp':
        return { type: ['string', 'number'] };
      case 'blob':
        return { type: 'string' };
      default:
        throw new Error(`Shape ${name} is of a new type, ${shape.type}.`);
    }
  }

  function structure(name, shape = model.shapes[name]) {
    if (!definitions[name]) {
      definitions[name] = {};
      Object.assign(definitions[name], fields(name, shape));
    }
    return { $ref: `#/definitions/${name}` };
  }

  function fields(name, shape) {
    const properties = Object.entries(shape.members).map(([member, { shape: target }]) => [
      member,
      field(name, member, target),
    ]);
    const required = (shape.required ?? []).filter((member) => !mayBeAbsent.has(`${name}.${member}`));
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
      ...(shape.union && { maxProperties: 1 }),
      additionalProperties: false,
    };
  }

  function field(owner, member, target) {
    const path = `${owner}.${member}`;
    const schema = schemaOf(target);
    const takesFile =
      namesAnother.has(path) || images.has(target) || model.shapes[target].pattern?.startsWith('(https|s3)://');
    return takesFile ? { anyOf: [fileReference, schema] } : schema;
  }

  return { definitions, structure };
}

/** What our own `Expect` may say. */
const expectation = {
  type: 'object',
  properties: {
    StatusCode: { type: 'integer', minimum: 100, maximum: 599 },
    OriginalStatusCode: { type: 'integer', minimum: 0, maximum: 599 },
    Body: { anyOf: [fileReference, { type: 'string' }] },
    BodyMatches: { type: 'string' },
    ContentType: { type: 'string' },
    LatencyInMilliseconds: { type: 'number', minimum: 0 },
  },
  additionalProperties: false,
};

function requestSchema(model, operation) {
  const { definitions, structure } = builder(model);
  const root = model.operations[operation].input.shape;
  structure(root);
  if (operation === 'InvokeEndpoint') {
    definitions.Expectation = expectation;
    definitions[root].properties.Expect = { $ref: '#/definitions/Expectation' };
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: operation,
    $ref: `#/definitions/${root}`,
    definitions,
  };
}

/** The limits of all calls together: the input of each is a definition of the operation's name. */
function callSchema(model) {
  const { definitions, structure } = builder(model);
  const inputs = calls.map((operation) => [operation, structure(model.operations[operation].input.shape)]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Calls',
    properties: Object.fromEntries(inputs),
    definitions,
  };
}

/** The same fields without anything that could be violated but the type, and with descriptions. */
function forEditor(schema) {
  const definitions = Object.entries(schema.definitions).map(([name, definition]) => [
    name,
    { ...withoutRules(definition, name), ...(descriptions[name] && { description: descriptions[name] }) },
  ]);
  return { ...schema, definitions: Object.fromEntries(definitions) };
}

function withoutRules(schema, owner) {
  if (schema.anyOf) return withoutRules(schema.anyOf[1], owner);
  const { type, $ref, items, properties, additionalProperties: values } = schema;
  const examples = schema.enum ?? schema.examples;
  return {
    ...(type && { type }),
    ...($ref && { $ref }),
    ...(examples && { examples }),
    ...(items && { items: withoutRules(items, owner) }),
    ...(properties && { properties: described(properties, owner) }),
    // A number in a map of strings is told by us, with a repair; the editor's own warning beside it would say less.
    ...(values && values.type !== 'string' && { additionalProperties: withoutRules(values, owner) }),
  };
}

function described(properties, owner) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const description = descriptions[`${owner}.${name}`] ?? descriptions[name];
      // Draft 7 ignores a description beside a $ref; VS Code does not, and completes an allOf badly.
      return [name, { ...withoutRules(schema, owner), ...(description && { description }) }];
    }),
  );
}

/** One line per definition: small, and a change of the model stays readable in a diff. */
function compact(schema) {
  const lines = Object.entries(schema.definitions).map(
    ([name, definition]) => `${JSON.stringify(name)}:${JSON.stringify(definition)}`,
  );
  const head = JSON.stringify({ ...schema, definitions: undefined });
  return `${head.slice(0, -1)},"definitions":{\n${lines.join(',\n')}\n}}\n`;
}

const model = loadModel();
mkdirSync(join(schemas, 'api'), { recursive: true });
for (const [kind, operation] of Object.entries(operations)) {
  const schema = requestSchema(model, operation);
  writeFileSync(join(schemas, 'api', `${kind}.schema.json`), compact(schema));
  writeFileSync(join(schemas, `${kind}.schema.json`), compact(forEditor(schema)));
}
writeFileSync(join(schemas, 'api', 'calls.schema.json'), compact(callSchema(model)));
