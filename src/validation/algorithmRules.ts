import type {
  AlgorithmValidationProfile,
  CreateAlgorithmInput,
  HyperParameterSpecification,
  TrainingSpecification,
} from '@aws-sdk/client-sagemaker';
import { checkMetrics } from './trainingJobRules';
import { listed, type JsonPath, type Problem } from './problem';

type Parameter = Partial<HyperParameterSpecification>;

const at = ['TrainingSpecification'];

/** What a schema can't say about an algorithm. Takes a request whose values are of the right types. */
export function checkAlgorithm(request: Partial<CreateAlgorithmInput>): readonly Problem[] {
  const training: Partial<TrainingSpecification> = request.TrainingSpecification ?? {};
  const parameters = training.SupportedHyperParameters ?? [];
  const path = [...at, 'SupportedHyperParameters'];
  return [
    ...parameters.flatMap((parameter, index) => [
      ...checkRange(parameter, [...path, index]),
      ...checkDefault(parameter, [...path, index]),
    ]),
    ...twice(
      parameters.map(({ Name: name }) => name),
      'A2',
      (index) => [...path, index, 'Name'],
    ),
    ...twice(
      (training.TrainingChannels ?? []).map(({ Name: name }) => name),
      'A3',
      (index) => [...at, 'TrainingChannels', index, 'Name'],
    ),
    ...checkMetrics(training.MetricDefinitions, [...at, 'MetricDefinitions']),
    ...checkObjectives(training),
    ...(request.ValidationSpecification?.ValidationProfiles ?? []).flatMap((profile, index) =>
      checkProfile(profile, training, [
        'ValidationSpecification',
        'ValidationProfiles',
        index,
        'TrainingJobDefinition',
      ]),
    ),
  ];
}

/** Field of a range for each type; free text has none. */
const ranges = {
  Integer: 'IntegerParameterRangeSpecification',
  Continuous: 'ContinuousParameterRangeSpecification',
  Categorical: 'CategoricalParameterRangeSpecification',
} as const;

/** A2: the range is of the parameter's type, and its ends are numbers in order. */
function checkRange({ Name: name = '', Type: type, Range: range }: Parameter, path: JsonPath): readonly Problem[] {
  const wanted = type === undefined || type === 'FreeText' ? undefined : ranges[type];
  const wrong = Object.keys(range ?? {}).find((field) => field !== wanted);
  if (wrong !== undefined) {
    const message = `${name} is of type ${String(type)}, but its range is a ${wrong}.`;
    const action = wanted === undefined ? 'Remove the range.' : `Write ${wanted}.`;
    return [{ code: 'A2', path: [...path, 'Range', wrong], at: 'key', message, action }];
  }
  const limits = range?.IntegerParameterRangeSpecification ?? range?.ContinuousParameterRangeSpecification;
  const { MinValue: min, MaxValue: max } = limits ?? {};
  if (min === undefined || max === undefined || wanted === undefined) return [];
  const isRight = Number(min) <= Number(max) && (type !== 'Integer' || [min, max].every((end) => /^-?\d+$/.test(end)));
  if (isRight) return [];
  const message = `The range of ${name}, ${min} to ${max}, is not two ${type === 'Integer' ? 'whole ' : ''}numbers in order.`;
  return [{ code: 'A2', path: [...path, 'Range', wanted, 'MinValue'], message, action: 'Correct its ends.' }];
}

/** A2: what must be given has no default, and a default is a value that may be given. */
function checkDefault(parameter: Parameter, path: JsonPath): readonly Problem[] {
  const { Name: name = '', IsRequired: required, DefaultValue: value, Type: type, Range: range } = parameter;
  if (value === undefined) return [];
  const place = [...path, 'DefaultValue'];
  if (required === true) {
    const message = `${name} is required and has a default; these exclude each other.`;
    return [
      { code: 'A2', path: place, at: 'key', message, action: 'Remove DefaultValue, or write "IsRequired": false.' },
    ];
  }
  const limits = range?.IntegerParameterRangeSpecification ?? range?.ContinuousParameterRangeSpecification;
  const values = range?.CategoricalParameterRangeSpecification?.Values;
  const number = Number(value);
  const fits =
    type === 'Integer' || type === 'Continuous'
      ? value.trim() !== '' &&
        !Number.isNaN(number) &&
        number >= Number(limits?.MinValue ?? -Infinity) &&
        number <= Number(limits?.MaxValue ?? Infinity)
      : !values || values.includes(value);
  if (fits) return [];
  const message = `The default of ${name}, ${JSON.stringify(value)}, is no value that it may have.`;
  return [{ code: 'A2', path: place, message, action: 'Write one that is within its type and range.' }];
}

/** A3: tuning can only aim at a metric that is defined. */
function checkObjectives({
  MetricDefinitions: metrics = [],
  SupportedTuningJobObjectiveMetrics: aims = [],
}: Partial<TrainingSpecification>): readonly Problem[] {
  const names = metrics.map(({ Name: name }) => name);
  return aims.flatMap(({ MetricName: name }, index) => {
    if (name === undefined || names.includes(name)) return [];
    const path = [...at, 'SupportedTuningJobObjectiveMetrics', index, 'MetricName'];
    return [
      {
        code: 'A3',
        path,
        message: `${JSON.stringify(name)} is not among MetricDefinitions.`,
        action: 'Define it there, or correct the name.',
      },
    ];
  });
}

/** A3: the job that validates the algorithm must be one that the algorithm takes. */
function checkProfile(
  { TrainingJobDefinition: job }: Partial<AlgorithmValidationProfile>,
  training: Partial<TrainingSpecification>,
  path: JsonPath,
): readonly Problem[] {
  const problems: Problem[] = [];
  const {
    SupportedTrainingInstanceTypes: types = [],
    TrainingChannels: channels = [],
    SupportsDistributedTraining: several,
  } = training;
  const { InstanceType: type, InstanceCount: count = 1 } = job?.ResourceConfig ?? {};
  if (type !== undefined && types.length > 0 && !types.includes(type)) {
    const message = `The validation trains on ${type}, which is not among SupportedTrainingInstanceTypes.`;
    problems.push({
      code: 'A3',
      path: [...path, 'ResourceConfig', 'InstanceType'],
      message,
      action: `Write one of ${listed(types)}.`,
    });
  }
  if (count > 1 && several === false) {
    const message = `The validation trains on ${String(count)} instances, but SupportsDistributedTraining is false.`;
    problems.push({
      code: 'A3',
      path: [...path, 'ResourceConfig', 'InstanceCount'],
      message,
      action: 'Write 1.',
      replacement: '1',
    });
  }
  const given = (job?.InputDataConfig ?? []).map(({ ChannelName: name }) => name);
  for (const { Name: name, IsRequired: required } of channels) {
    if (required !== true || name === undefined || given.includes(name)) continue;
    const message = `The validation has no channel ${JSON.stringify(name)}, which the algorithm requires.`;
    problems.push({ code: 'A3', path: [...path, 'InputDataConfig'], message, action: 'Add it.' });
  }
  return problems;
}

function twice(
  names: readonly (string | undefined)[],
  code: string,
  place: (index: number) => JsonPath,
): readonly Problem[] {
  return names.flatMap((name, index) => {
    if (name === undefined || names.indexOf(name) === index) return [];
    return [
      {
        code,
        path: place(index),
        message: `${JSON.stringify(name)} stands here twice.`,
        action: 'Give each its own name.',
      },
    ];
  });
}
