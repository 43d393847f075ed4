import { channel, times, type BadRequest, type Json } from '../goodRequests';

export const xgboostImage = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';
export const xgboost: Json = { num_round: '100', objective: 'binary:logistic', eval_metric: 'auc', max_depth: '5' };

export const trainedBy = (image: string, values: Json): Json => ({
  AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
  HyperParameters: values,
  InputDataConfig: [channel('train')],
});

/** A tuning job over XGBoost with these ranges and these fixed values. */
export const tunedXgboost = (ranges: Json, fixed: Json = xgboost, image = xgboostImage): Json => ({
  HyperParameterTuningJobConfig: {
    Strategy: 'Bayesian',
    HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'validation:auc' },
    ResourceLimits: { MaxNumberOfTrainingJobs: 4, MaxParallelTrainingJobs: 2 },
    ParameterRanges: ranges,
  },
  TrainingJobDefinition: {
    StaticHyperParameters: fixed,
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
    InputDataConfig: [channel('train')],
  },
});

const fixture = (what: string, values: Json, ...rest: [code: string, marked: string, sentence: RegExp]): BadRequest => [
  what,
  'hyperparameters',
  values,
  ...rest,
];
const job = (what: string, values: Json, ...rest: [code: string, marked: string, sentence: RegExp]): BadRequest => [
  what,
  'training-job',
  trainedBy(xgboostImage, values),
  ...rest,
];
const tuning = (what: string, ranges: Json, ...rest: [code: string, marked: string, sentence: RegExp]): BadRequest => [
  what,
  'tuning-job',
  tunedXgboost(ranges),
  ...rest,
];
const eta = (change: Json = {}): Json => ({ Name: 'eta', MinValue: '0.1', MaxValue: '0.5', ...change });
const continuous = (change: Json): Json => ({ ContinuousParameterRanges: [eta(change)] });

export const badHyperparameters: readonly BadRequest[] = [
  fixture('a number', { epochs: 10 }, 'H03', '10', /SageMaker delivers strings/),
  fixture('true', { shuffle: true }, 'H03', 'true', /shuffle is true/),
  fixture('a list', { sizes: [1, 2] }, 'H04', '[', /sizes is a list/),
  fixture('an object', { sizes: { a: 1 } }, 'H04', '{', /sizes is an object/),
  fixture('null', { sizes: null }, 'H05', 'null', /never delivered/),
  fixture('101 entries', times(101), 'H06', '{', /101 hyperparameters/),
  fixture('a long name', { ['k'.repeat(257)]: 'x' }, 'H07', `"${'k'.repeat(257)}"`, /at most 256/),
  fixture('a long value', { a: 'x'.repeat(2501) }, 'H07', `"${'x'.repeat(2501)}"`, /at most 2500/),
  fixture('a value of two lines', { a: 'x\ny' }, 'H08', '"x\\ny"', /line break/),
  fixture('a name of two lines', { 'a\nb': 'x' }, 'H08', '"a\\nb"', /line break/),
  fixture('a name of the toolkit', { sagemaker_region: '"eu-west-1"' }, 'H10', '"sagemaker_region"', /never sees it/),

  job(
    'an unknown name',
    { ...xgboost, max_dept: '5' },
    'H12',
    '"max_dept"',
    /XGBoost takes no hyperparameter "max_dept"\./,
  ),
  job('a misspelt name', { ...xgboost, sub_sample: '0.5' }, 'H12', '"sub_sample"', /did you mean subsample\?/),
  job('an old name', { ...xgboost, silent: '1' }, 'H12', '"silent"', /takes no hyperparameter "silent"/),
  job('text for a whole number', { ...xgboost, num_round: 'many' }, 'H13', '"many"', /a whole number in \[1, …\)/),
  job('a fraction for a whole number', { ...xgboost, max_depth: '5.0' }, 'H13', '"5.0"', /a whole number/),
  job('text for a number', { ...xgboost, eta: 'fast' }, 'H13', '"fast"', /a number in \[0, 1\]/),
  job(
    'a word for numbers in brackets',
    { ...xgboost, tree_method: 'hist', monotone_constraints: 'up' },
    'H13',
    '"up"',
    /brackets/,
  ),
  job('a number that is too large', { ...xgboost, eta: '1.5' }, 'H14', '"1.5"', /a number in \[0, 1\]/),
  job('an end that is left out', { ...xgboost, subsample: '0' }, 'H14', '"0"', /\(0, 1\]/),
  job('an unknown word', { ...xgboost, booster: 'gbtre' }, 'H14', '"gbtre"', /Did you mean "gbtree"\?/),
  job(
    'an unknown metric in a list',
    { ...xgboost, eval_metric: 'auc,rsme' },
    'H14',
    '"auc,rsme"',
    /Did you mean "auc,rmse"\?/,
  ),
  job('no number of rounds', { objective: 'reg:squarederror' }, 'H15', '{', /num_round is missing/),
  job('no number of classes', { num_round: '1', objective: 'multi:softmax' }, 'H15', '{', /num_class is missing/),
  [
    'no number of classes, which a predictor needs',
    'training-job',
    trainedBy('382416733822.dkr.ecr.us-east-1.amazonaws.com/linear-learner:1', {
      predictor_type: 'multiclass_classifier',
    }),
    'H15',
    '{',
    /num_classes is missing; .* requires it with predictor_type multiclass_classifier/,
  ],
  job('a metric without its objective', { num_round: '1', eval_metric: 'rmse' }, 'H16', '"rmse"', /without objective/),
  job(
    'a metric of another objective',
    { ...xgboost, objective: 'reg:squarederror' },
    'H16',
    '"auc"',
    /does not go with reg/,
  ),
  job(
    'two updaters that grow',
    { ...xgboost, updater: 'grow_colmaker,distcol' },
    'H16',
    '"grow_colmaker,distcol"',
    /Only one updater/,
  ),
  job(
    'a tree updater of gblinear',
    { ...xgboost, booster: 'gblinear', updater: 'prune' },
    'H16',
    '"prune"',
    /exactly one/,
  ),
  job(
    'an updater that grows in an update',
    { ...xgboost, process_type: 'update', updater: 'sync' },
    'H16',
    '"sync"',
    /not grown/,
  ),
  job(
    'constraints without their method',
    { ...xgboost, monotone_constraints: '(1,-1)' },
    'H16',
    '"(1,-1)"',
    /exact or hist/,
  ),
  [
    'a job without hyperparameters',
    'training-job',
    { ...trainedBy(xgboostImage, {}), HyperParameters: undefined },
    'H15',
    '{',
    /num_round is missing/,
  ],
  fixture(
    'a name that is hardly meant, without an image',
    { num_round: '9', eta: '0.1', max_dpth: '3' },
    'H12',
    '"max_dpth"',
    /XGBoost \(so by its names\)/,
  ),

  tuning(
    'ends in the wrong order',
    continuous({ MinValue: '0.5', MaxValue: '0.1' }),
    'H2',
    '"0.5"',
    /not less than MaxValue/,
  ),
  tuning('ends that are the same', continuous({ MinValue: '0.5' }), 'H2', '"0.5"', /not less than MaxValue/),
  tuning('an end that is no number', continuous({ MinValue: 'low' }), 'H2', '"low"', /must be a number as text/),
  tuning(
    'a name that is fixed as well',
    { IntegerParameterRanges: [{ Name: 'max_depth', MinValue: '1', MaxValue: '9' }] },
    'H2',
    '"max_depth"',
    /value in StaticHyperParameters/,
  ),
  tuning('two ranges of a name', { ContinuousParameterRanges: [eta(), eta()] }, 'H2', '"eta"', /two ranges/),
  tuning(
    'a value that stands twice',
    { CategoricalParameterRanges: [{ Name: 'booster', Values: ['dart', 'dart'] }] },
    'H2',
    '"dart"',
    /stands twice/,
  ),
  tuning(
    'a logarithm of nothing',
    continuous({ MinValue: '0', ScalingType: 'Logarithmic' }),
    'H3',
    '"Logarithmic"',
    /values above 0/,
  ),
  tuning(
    'a reverse logarithm of one',
    continuous({ MaxValue: '1', ScalingType: 'ReverseLogarithmic' }),
    'H3',
    '"ReverseLogarithmic"',
    /below 1/,
  ),
  tuning(
    'a reverse logarithm of whole numbers',
    { IntegerParameterRanges: [{ Name: 'max_bin', MinValue: '1', MaxValue: '9', ScalingType: 'ReverseLogarithmic' }] },
    'H3',
    '"ReverseLogarithmic"',
    /continuous ranges only/,
  ),
  tuning('a tuned name that is unknown', continuous({ Name: 'etaa' }), 'H12', '"etaa"', /did you mean eta\?/),
  tuning('fractions for a whole number', continuous({ Name: 'max_bin' }), 'H13', '"max_bin"', /a whole number/),
  tuning('a range beyond the limits', continuous({ MaxValue: '2' }), 'H14', '"2"', /does not take/),
  tuning(
    'a word beyond the limits',
    { CategoricalParameterRanges: [{ Name: 'booster', Values: ['dart', 'tree'] }] },
    'H14',
    '"tree"',
    /no value for booster/,
  ),
];

export const goodHyperparameters: readonly (readonly [what: string, kind: string, request: Json])[] = [
  ['no hyperparameters', 'hyperparameters', {}],
  [
    "values of a script of one's own",
    'hyperparameters',
    { epochs: '10', 'batch-size': '32', lr: '1e-3', name: '"adam"', deep: 'true' },
  ],
  ['a hundred values', 'hyperparameters', times(100)],
  [
    "names of AWS's own examples that nothing describes",
    'training-job',
    trainedBy('382416733822.dkr.ecr.us-east-1.amazonaws.com/object2vec:1', {
      _kvstore: 'device',
      _num_gpus: 'auto',
      enc0_max_seq_len: '1',
      enc0_vocab_size: '944',
    }),
  ],
  [
    'values of a general name',
    'hyperparameters',
    { epochs: '10', learning_rate: '0.1', momentum: '0.9', optimizer: 'lion' },
  ],
  ['values of XGBoost', 'hyperparameters', xgboost],
  [
    'values of XGBoost in JSON quotes',
    'training-job',
    trainedBy(xgboostImage, { num_round: '"10"', objective: '"reg:squarederror"' }),
  ],
  [
    'other names of XGBoost',
    'training-job',
    trainedBy(xgboostImage, { num_round: ' 5 ', learning_rate: '.3', reg_alpha: '1e-2', seed: '-1' }),
  ],
  ['metrics with thresholds', 'training-job', trainedBy(xgboostImage, { ...xgboost, eval_metric: 'auc,error@0.7' })],
  [
    'constraints with their method',
    'training-job',
    trainedBy(xgboostImage, {
      ...xgboost,
      tree_method: 'hist',
      monotone_constraints: '(1,-1)',
      interaction_constraints: '[[1,2],[3]]',
    }),
  ],
  [
    "a script that XGBoost's image runs",
    'training-job',
    trainedBy(xgboostImage, { sagemaker_program: '"train.py"', trees: '5' }),
  ],
  [
    'an early image of XGBoost',
    'training-job',
    trainedBy('683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.0-1-cpu-py3', {
      num_round: '5',
      silent: '1',
    }),
  ],
  [
    'an image of somebody else by that name',
    'training-job',
    trainedBy('123456789012.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1', { trees: '5' }),
  ],
  [
    'a default that is no number',
    'training-job',
    trainedBy('382416733822.dkr.ecr.us-east-1.amazonaws.com/linear-learner:1', {
      predictor_type: 'regressor',
      l1: 'auto',
      epochs: '3',
    }),
  ],
  [
    'both modes of an algorithm',
    'training-job',
    trainedBy('811284229777.dkr.ecr.us-east-1.amazonaws.com/blazingtext:1', { mode: 'supervised', word_ngrams: '2' }),
  ],
  [
    'values that tuning chooses',
    'tuning-job',
    tunedXgboost(
      {
        ContinuousParameterRanges: [eta({ ScalingType: 'Logarithmic' })],
        IntegerParameterRanges: [{ Name: 'num_round', MinValue: '1', MaxValue: '9' }],
      },
      { objective: 'reg:squarederror' },
    ),
  ],
  [
    'a metric that tuning chooses the objective for',
    'tuning-job',
    tunedXgboost(
      { CategoricalParameterRanges: [{ Name: 'objective', Values: ['binary:logistic', 'binary:hinge'] }] },
      { num_round: '5', eval_metric: 'error' },
    ),
  ],
];
