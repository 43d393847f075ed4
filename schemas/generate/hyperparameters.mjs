// Writes ../data/hyperparameters.json, what src/validation knows of the built-in algorithms, from builtinHyperparameters.json beside this
// file: facts from the tables of the developer guide (awsdocs/amazon-sagemaker-developer-guide at a869fa5, June 2023), for XGBoost from its
// container's own checks (aws/sagemaker-xgboost-container at cb8df91), collected once and corrected by hand.
// Run: npm run generate.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const data = join(dirname(here), 'data');

/** Repositories of the algorithms' images. The others run in general images, so that no image tells them. */
const repositories = {
  blazingtext: ['blazingtext'],
  deepar: ['forecasting-deepar'],
  'factorization-machines': ['factorization-machines'],
  'image-classification': ['image-classification'],
  ipinsights: ['ipinsights'],
  kmeans: ['kmeans'],
  knn: ['knn'],
  lda: ['lda'],
  'linear-learner': ['linear-learner'],
  ntm: ['ntm'],
  'object-detection': ['object-detection'],
  object2vec: ['object2vec'],
  pca: ['pca'],
  randomcutforest: ['randomcutforest'],
  'semantic-segmentation': ['semantic-segmentation'],
  seq2seq: ['seq2seq'],
  xgboost: ['sagemaker-xgboost', 'xgboost'],
};

const types = { 'nested-list': 'tuple', json: 'string' };

function parameter(row) {
  const words = row.enum && [...new Set([...row.enum, ...(row.sdkEnum ?? [])])];
  const tune = row.tune && range(row.tune);
  return {
    name: row.name,
    type: types[row.type] ?? row.type,
    ...(row.itemType && { itemType: row.itemType }),
    ...(row.aliases && { aliases: row.aliases }),
    ...(row.mode && { mode: row.mode }),
    ...(row.required === true && { required: true }),
    ...(row.requiredWhen && { requiredWhen: row.requiredWhen }),
    ...(row.default !== undefined && { default: row.default }),
    ...(row.min !== undefined && { min: row.min }),
    ...(row.minExclusive && { minExclusive: true }),
    ...(row.max !== undefined && { max: row.max }),
    ...(row.maxExclusive && { maxExclusive: true }),
    ...(words && { words }),
    ...(row.also && { also: row.also }),
    ...(row.pattern && { pattern: row.pattern }),
    ...(tune && { tune }),
  };
}

/** The recommended range, "8-32" taken apart; the API's kind of range. */
function range({ kind, min, max, values }) {
  const ends = values?.length === 1 ? /^(\d+)-(\d+)$/.exec(values[0]) : null;
  if (ends) return { kind, min: Number(ends[1]), max: Number(ends[2]) };
  return values ? { kind: 'categorical', values } : { kind, min, max };
}

const source = JSON.parse(readFileSync(join(here, 'builtinHyperparameters.json'), 'utf8'));
const algorithms = Object.entries(source).filter(([id]) => id !== '_meta');
const lines = algorithms.map(([id, { title, hyperparameters }]) => {
  const algorithm = { id, title, repositories: repositories[id] ?? [], parameters: hyperparameters.map(parameter) };
  return JSON.stringify(algorithm);
});
mkdirSync(data, { recursive: true });
writeFileSync(join(data, 'hyperparameters.json'), `[\n${lines.join(',\n')}\n]\n`);
