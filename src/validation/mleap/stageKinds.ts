import type { ColumnKind } from './pipeline';

const number: ColumnKind = { shape: 'scalar', type: 'double' };
const whole: ColumnKind = { shape: 'scalar', type: 'int' };
const text: ColumnKind = { shape: 'scalar', type: 'string' };
const vector: ColumnKind = { shape: 'tensor', type: 'double' };
const words: ColumnKind = { shape: 'list', type: 'string' };
const numbers: ColumnKind = { shape: 'list', type: 'double' };

/** Kinds by port; `*` for any other. Ports that are counted (`input0`, `input1`) have no number here. */
type Ports = Readonly<Record<string, ColumnKind>>;

interface Sides {
  readonly inputs: Ports;
  readonly outputs: Ports;
}

const sides = (input: ColumnKind, output: ColumnKind): Sides => ({ inputs: { '*': input }, outputs: { '*': output } });
const vectors = sides(vector, vector);
const regression: Sides = { inputs: { features: vector }, outputs: { prediction: number } };
const classifier: Sides = {
  inputs: { features: vector },
  outputs: { prediction: number, probability: vector, raw_prediction: vector },
};
const cluster: Sides = { inputs: { features: vector }, outputs: { prediction: whole } };

/** What the stages of MLeap 0.20 read and write. One that isn't here is known by its columns only. */
const stages: Readonly<Record<string, Sides>> = {
  aft_survival_regression: { inputs: { features: vector }, outputs: { prediction: number, quantiles: vector } },
  als: { inputs: { user: whole, item: whole }, outputs: { prediction: { shape: 'scalar', type: 'float' } } },
  bisecting_k_means: cluster,
  bucketizer: sides(number, number),
  chi_sq_selector: vectors,
  coalesce: sides(number, number),
  count_vectorizer: sides(words, vector),
  dct: vectors,
  decision_tree_classifier: classifier,
  decision_tree_regression: regression,
  elementwise_product: vectors,
  gaussian_mixture: { inputs: { features: vector }, outputs: { prediction: whole, probability: vector } },
  gbt_classifier: classifier,
  gbt_regression: regression,
  generalized_linear_regression: {
    inputs: { features: vector },
    outputs: { prediction: number, link_prediction: number },
  },
  hashing_term_frequency: sides(words, vector),
  idf: vectors,
  imputer: sides(number, number),
  k_means: cluster,
  lda_local_model_op: { inputs: { features: vector }, outputs: { prediction: vector } },
  linear_regression: regression,
  linear_svc: { inputs: { features: vector }, outputs: { prediction: number, raw_prediction: vector } },
  logistic_regression: classifier,
  math_binary: sides(number, number),
  math_unary: sides(number, number),
  max_abs_scaler: vectors,
  min_max_scaler: vectors,
  multi_layer_perceptron_classifier: classifier,
  multinomial_labeler: { inputs: { features: vector }, outputs: { probabilities: numbers, labels: words } },
  naive_bayes: classifier,
  ngram: sides(words, words),
  normalizer: vectors,
  one_hot_encoder: sides(number, vector),
  one_vs_rest: {
    inputs: { features: vector },
    outputs: { prediction: number, probability: number, raw_prediction: vector },
  },
  pca: vectors,
  polynomial_expansion: vectors,
  random_forest_classifier: classifier,
  random_forest_regression: regression,
  regex_tokenizer: sides(text, words),
  standard_scaler: vectors,
  stopwords_remover: sides(words, words),
  string_indexer: sides(text, number),
  string_map: sides(text, number),
  support_vector_machine: classifier,
  tokenizer: sides(text, words),
  vector_indexer: vectors,
  vector_slicer: vectors,
  word_filter: sides(words, words),
  word_to_vector: sides(words, vector),
};

/** Stages whose inputs are as their attributes say. */
const shaped: Readonly<Record<string, (input: ColumnKind | undefined) => ColumnKind | undefined>> = {
  binarizer: (input) => input,
  interaction: () => vector,
  reverse_string_indexer: (input) => input && { ...input, type: 'string' },
  vector_assembler: () => vector,
};

/** @param shapes the shapes of the inputs that the model's attributes name, in their order */
export function kindOfPort(
  operation: string,
  side: 'inputs' | 'outputs',
  port: string,
  shapes: readonly (ColumnKind['shape'] | undefined)[],
): ColumnKind | undefined {
  const plain = port.replace(/\d+$/, '');
  const ofInput = Object.hasOwn(shaped, operation) ? shaped[operation] : undefined;
  if (ofInput) {
    const shape = shapes[side === 'outputs' ? 0 : Number(port.slice(plain.length) || 0)];
    const input = shape && { shape, type: 'double' as const };
    return side === 'inputs' ? input : ofInput(input);
  }
  const ports = Object.hasOwn(stages, operation) ? stages[operation]?.[side] : undefined;
  return ports?.[port] ?? ports?.[plain] ?? ports?.['*'];
}
