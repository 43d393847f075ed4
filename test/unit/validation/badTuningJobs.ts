import { algorithm, channel, times, type BadRequest, type Json } from './goodRequests';

type Rest = [code: string, marked: string, sentence: RegExp];

const metric = { Name: 'accuracy', Regex: 'accuracy=([0-9.]+)' };
const tunedJob: Json = {
  AlgorithmSpecification: { ...algorithm, MetricDefinitions: [metric] },
  InputDataConfig: [channel('train')],
};
const words: Json = { CategoricalParameterRanges: [{ Name: 'loss', Values: ['l1', 'l2'] }] };
const tuningJob = (config: Json = {}, rest: Json = {}): Json => ({
  HyperParameterTuningJobConfig: {
    Strategy: 'Random',
    HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'accuracy' },
    ResourceLimits: { MaxNumberOfTrainingJobs: 2, MaxParallelTrainingJobs: 2 },
    ParameterRanges: words,
    ...config,
  },
  TrainingJobDefinition: tunedJob,
  ...rest,
});
const tuning = (what: string, config: Json, ...rest: Rest): BadRequest => [
  what,
  'tuning-job',
  tuningJob(config),
  ...rest,
];
const tuned = (what: string, change: Json, ...rest: Rest): BadRequest => [
  what,
  'tuning-job',
  tuningJob({}, { TrainingJobDefinition: { ...tunedJob, ...change } }),
  ...rest,
];

export const badTuningJobs: readonly BadRequest[] = [
  tuning(
    'too many words',
    { ParameterRanges: { CategoricalParameterRanges: [{ Name: 'a', Values: Object.keys(times(31)) }] } },
    'H2',
    '[',
    /at most 30/,
  ),
  tuning(
    'a grid of numbers',
    {
      Strategy: 'Grid',
      ResourceLimits: { MaxParallelTrainingJobs: 1 },
      ParameterRanges: { IntegerParameterRanges: [{ Name: 'a', MinValue: '1', MaxValue: '2' }] },
    },
    'H1',
    '"IntegerParameterRanges"',
    /CategoricalParameterRanges only/,
  ),
  tuning(
    'a grid with another number of jobs',
    { Strategy: 'Grid', ResourceLimits: { MaxNumberOfTrainingJobs: 3, MaxParallelTrainingJobs: 1 } },
    'H1',
    '3',
    /all 2 combinations/,
  ),
  tuning(
    'Hyperband that stops early',
    { Strategy: 'Hyperband', TrainingJobEarlyStoppingType: 'Auto' },
    'H1',
    '"Auto"',
    /stops training jobs itself/,
  ),
  tuning(
    'Hyperband with resources in the wrong order',
    { Strategy: 'Hyperband', StrategyConfig: { HyperbandStrategyConfig: { MinResource: 9, MaxResource: 1 } } },
    'H1',
    '9',
    /not less than MaxResource/,
  ),
  tuning(
    'resources of Hyperband for another strategy',
    { StrategyConfig: { HyperbandStrategyConfig: { MinResource: 1, MaxResource: 9 } } },
    'H1',
    '"StrategyConfig"',
    /no meaning/,
  ),
  tuning(
    'an objective that is not defined',
    { HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'acc' } },
    'H5',
    '"acc"',
    /no metric of the training job/,
  ),
  tuning(
    'more jobs at once than in all',
    { ResourceLimits: { MaxNumberOfTrainingJobs: 2, MaxParallelTrainingJobs: 3 } },
    'H6',
    '3',
    /more than MaxNumberOfTrainingJobs/,
  ),
  tuned(
    'a tuned job with image and algorithm',
    { AlgorithmSpecification: { ...algorithm, AlgorithmName: 'mine', MetricDefinitions: [metric] } },
    'L7',
    '"AlgorithmName"',
    /both/,
  ),
  tuned('spot without a wait in tuning', { EnableManagedSpotTraining: true }, 'T58', 'true', /needs StoppingCondition/),
  tuned(
    'a metric of tuning without a group',
    { AlgorithmSpecification: { ...algorithm, MetricDefinitions: [{ Name: 'accuracy', Regex: 'a' }] } },
    'T64',
    '"a"',
    /no group/,
  ),
  [
    'one definition and several',
    'tuning-job',
    tuningJob({}, { TrainingJobDefinitions: [{ ...tunedJob, DefinitionName: 'a' }] }),
    'field.one',
    '"TrainingJobDefinitions"',
    /both/,
  ],
  [
    'a tuning job without a training job',
    'tuning-job',
    tuningJob({}, { TrainingJobDefinition: undefined }),
    'field.required',
    '{',
    /what is trained/,
  ],
  [
    'a definition in a list without a name',
    'tuning-job',
    tuningJob({}, { TrainingJobDefinition: undefined, TrainingJobDefinitions: [tunedJob] }),
    'field.required',
    '{',
    /DefinitionName/,
  ],
  [
    'two definitions of a name',
    'tuning-job',
    tuningJob(
      {},
      {
        TrainingJobDefinition: undefined,
        TrainingJobDefinitions: [
          { ...tunedJob, DefinitionName: 'a' },
          { ...tunedJob, DefinitionName: 'a' },
        ],
      },
    ),
    'H6',
    '"a"',
    /Two definitions/,
  ],
  [
    'too many variables of all definitions',
    'tuning-job',
    tuningJob(
      {},
      {
        TrainingJobDefinition: undefined,
        TrainingJobDefinitions: [
          { ...tunedJob, DefinitionName: 'a', Environment: times(30) },
          { ...tunedJob, DefinitionName: 'b', Environment: times(30) },
        ],
      },
    ),
    'H6',
    '[',
    /60 variables/,
  ],
];

export const goodTuningJobs: readonly (readonly [what: string, kind: string, request: Json])[] = [
  ['a tuning job', 'tuning-job', tuningJob()],
  ['a grid', 'tuning-job', tuningJob({ Strategy: 'Grid', ResourceLimits: { MaxParallelTrainingJobs: 1 } })],
  ['a grid with its number of jobs', 'tuning-job', tuningJob({ Strategy: 'Grid' })],
  [
    'Hyperband',
    'tuning-job',
    tuningJob({
      Strategy: 'Hyperband',
      TrainingJobEarlyStoppingType: 'Off',
      StrategyConfig: { HyperbandStrategyConfig: { MinResource: 1, MaxResource: 9 } },
    }),
  ],
  [
    'two definitions',
    'tuning-job',
    tuningJob(
      {},
      {
        TrainingJobDefinition: undefined,
        TrainingJobDefinitions: [
          { ...tunedJob, DefinitionName: 'a' },
          { ...tunedJob, DefinitionName: 'b' },
        ],
      },
    ),
  ],
];
