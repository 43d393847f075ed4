import { textAt } from '../folderFiles';
import type { Program, ReadFolder } from '../program';

/** A library that saves models, and how one is loaded again. */
export interface ModelLibrary {
  readonly imports: string;
  /** Endings of its files. */
  readonly suffixes: readonly string[];
  readonly load: string;
  readonly predict: string;
}

const modelLibraries: readonly (readonly [word: RegExp, library: ModelLibrary])[] = [
  [
    /\bjoblib\b/,
    {
      imports: 'import joblib',
      suffixes: ['.joblib', '.pkl'],
      load: 'joblib.load(path)',
      predict: 'model.predict(data)',
    },
  ],
  [
    /\bxgboost\b|\bxgb\b/,
    {
      imports: 'import xgboost',
      suffixes: ['.json', '.ubj', '.bin', '.model'],
      load: 'xgboost.Booster(model_file=str(path))',
      predict: 'model.predict(xgboost.DMatrix(data, feature_names=model.feature_names))',
    },
  ],
  [
    /\blightgbm\b/,
    {
      imports: 'import lightgbm',
      suffixes: ['.txt', '.lgb'],
      load: 'lightgbm.Booster(model_file=str(path))',
      predict: 'model.predict(data)',
    },
  ],
  [
    /\bcatboost\b/,
    {
      imports: 'import catboost',
      suffixes: ['.cbm'],
      load: 'catboost.CatBoost().load_model(str(path))',
      predict: 'model.predict(data)',
    },
  ],
  [
    /\btorch\b/,
    {
      imports: 'import torch',
      suffixes: ['.pt', '.pth'],
      load: 'torch.load(path, map_location="cpu", weights_only=False).eval()',
      predict: 'model(torch.as_tensor(data, dtype=torch.float32)).detach().numpy()',
    },
  ],
  [
    /\bkeras\b|\btensorflow\b/,
    {
      imports: 'from tensorflow import keras',
      suffixes: ['.keras', '.h5'],
      load: 'keras.models.load_model(path)',
      predict: 'model.predict(data)',
    },
  ],
  [
    /\bpickle\b/,
    {
      imports: 'import pickle',
      suffixes: ['.pkl', '.pickle'],
      load: 'pickle.loads(path.read_bytes())',
      predict: 'model.predict(data)',
    },
  ],
];

/** How the model that a training program saves can be loaded; undefined where nothing tells. */
export function modelLibraryOf(folder: ReadFolder, training: Program): ModelLibrary | undefined {
  const text = training.python?.text ?? textAt(folder, training.path);
  return training.way === 'r' || training.way === 'java'
    ? undefined
    : modelLibraries.find(([word]) => word.test(text))?.[1];
}

/** The name of a file for the model of a program that is told where to save it. */
export function modelFileName(folder: ReadFolder, training: Program): string {
  if (/\.r$/i.test(training.path)) return 'model.rds';
  return `model${modelLibraryOf(folder, training)?.suffixes[0] ?? ''}`;
}
