import { stemOf } from '../folderFiles';
import { depthOf, type Program } from '../program';
import type { PlaceKind, PythonClass, PythonMethod } from '../python/pythonClasses';
import type { Parameter } from '../python/pythonParameters';
import type { PythonProgram } from '../python/pythonProgram';

/** Names of files that serve. */
export const serveName =
  /^(?:serve|server|serving|inference|predict|predictor|prediction|infer|score|scorer|scoring|api|app|handler|main|wsgi|asgi)$/i;
/** Names of classes that do. */
const classNameThatServes = /(?:Predictor|Inference\w*|Scorer|Scoring\w*|ModelServer|ModelService|PredictionService)$/;
const loaders = [
  ...['model_fn', 'load_model', 'load', 'get_model', 'load_artifacts', 'init_model', 'setup', 'initialize', 'init'],
  ...['from_pretrained', 'from_path', 'from_file', 'from_folder', 'from_dir', 'restore'],
];
const predictors = [
  ...[
    'predict_fn',
    'predict',
    'inference',
    'infer',
    'score',
    'run_inference',
    'make_prediction',
    'classify',
    'recommend',
  ],
  '__call__',
];

type Loader = Pick<Program, 'takes' | 'modelFile'>;

/** What answers calls with functions: `model_fn` and its companions, functions whose names say that they load and predict, a class that does. */
export function handlers(path: string, python: PythonProgram): Program | undefined {
  return toolkit(path, python) ?? plain(path, python) ?? object(path, python);
}

function made(path: string, python: PythonProgram, more: Pick<Program, 'rank' | 'why'> & Partial<Program>): Program {
  const rank = more.rank + depthOf(path) / 10;
  return { role: 'serve', path, way: 'handlers', python, ...more, rank };
}

function toolkit(path: string, python: PythonProgram): Program | undefined {
  const { functions } = python;
  const has = (name: string): boolean => functions.has(name);
  if (!has('model_fn')) return undefined;
  const named = {
    load: 'model_fn',
    ...(has('transform_fn') && { transform: 'transform_fn' }),
    ...(has('predict_fn') && !has('transform_fn') && { predict: 'predict_fn' }),
    ...(has('input_fn') && !has('transform_fn') && { read: 'input_fn' }),
    ...(has('output_fn') && !has('transform_fn') && { write: 'output_fn' }),
  };
  const answers = has('transform_fn') || has('predict_fn');
  const what = Object.values(named).join(', ');
  const why = answers
    ? `${path} has the handlers ${what}: a small server calls them.`
    : `${path} has the handlers ${what}, and no predict_fn: a small server calls them, and asks the model that they load.`;
  return made(path, python, { rank: answers ? 1 : 1.4, why, functions: named, takes: { load: 'folder' } });
}

function plain(path: string, python: PythonProgram): Program | undefined {
  const { functions } = python;
  const has = (name: string): boolean => functions.has(name);
  const predict = predictors.find(has);
  if (predict === undefined || python.app || !serveName.test(stemOf(path))) return undefined;
  const load = loaders.find(has);
  const loads = functions.get(load ?? '');
  const named = { ...(load !== undefined && { load }), predict };
  const both = load === undefined ? `${predict}()` : `${load}() and ${predict}()`;
  const why = `${path} defines ${both}: a small server calls what it defines.`;
  return made(path, python, {
    rank: 2.2,
    why,
    functions: named,
    ...(loads && taking('load', loads.parameters, loads.place)),
  });
}

/** What of the model a function that loads it is given, by its first parameter. */
function taking(role: string, [first]: readonly Parameter[], place: PlaceKind): Loader {
  if (!first || !isModelPlace(first)) return {};
  const file = /([\w.-]+\.\w{1,8})["')]*$/.exec(first.default ?? '')?.[1];
  return { takes: { [role]: place }, ...(file !== undefined && { modelFile: file }) };
}

function isModelPlace({ name, default: value, type = '' }: Parameter): boolean {
  const speaks = /path|dir|folder|file|model|artifact|weights|checkpoint|root/i.test(name) || /\bPath\b/.test(type);
  return speaks || (value === undefined && !/config|device|threshold|tokenizer|logger|settings/i.test(name));
}

function object(path: string, python: PythonProgram): Program | undefined {
  if (python.app) return undefined;
  const found = servingClass(path, python);
  const way = found && wayToMake(found);
  const predict = found && predictors.find((name) => found.methods.has(name));
  if (!found || !way || predict === undefined) return undefined;
  const said = [
    way.functions['make'] ?? '__init__',
    ...(way.functions['load'] === undefined ? [] : [way.functions['load']]),
  ];
  return made(path, python, {
    rank: 2.4,
    why: `${path} has the class ${found.name}: a small server makes one with ${said.join('() and ')}(), and calls its ${predict}().`,
    className: found.name,
    ...way,
    functions: { ...way.functions, predict },
  });
}

/** The class of a file that could answer: by its name, or that of the file. */
function servingClass(path: string, { classes }: PythonProgram): PythonClass | undefined {
  const isNamed = serveName.test(stemOf(path));
  return classes.find(
    ({ name, methods }) => (isNamed || classNameThatServes.test(name)) && predictors.some((one) => methods.has(one)),
  );
}

type Making = Loader & { readonly functions: Readonly<Record<string, string>> };

/** How an object is made, and loads its model; undefined where that takes what nobody knows. */
function wayToMake({ methods, isDerived }: PythonClass): Making | undefined {
  const loading = loaders.filter((name) => methods.has(name));
  const maker = loading.find((name) => methods.get(name)?.isBound === false);
  const starting = maker === undefined ? methods.get('__init__') : methods.get(maker);
  const loader = maker === undefined ? loading[0] : undefined;
  const steps: readonly (readonly [string, PythonMethod | undefined])[] = [
    ['make', starting],
    ['load', methods.get(loader ?? '')],
  ];
  if (steps.some(([, method]) => method && unknownOf(method).length > 0)) return undefined;
  // What another class is made with is not looked for.
  if (!starting && isDerived && loader === undefined) return undefined;
  const loads = steps.map(([role, method]): Loader => (method ? taking(role, method.parameters, method.place) : {}));
  const takes = Object.assign({}, ...loads.map((one) => one.takes)) as Record<string, PlaceKind>;
  const modelFile = loads.find((one) => one.modelFile !== undefined)?.modelFile;
  return {
    functions: { ...(maker !== undefined && { make: maker }), ...(loader !== undefined && { load: loader }) },
    takes,
    ...(modelFile !== undefined && { modelFile }),
  };
}

/** Parameters that have to be given, and that are no place of a model. */
function unknownOf({ parameters }: PythonMethod): readonly string[] {
  return parameters
    .filter((one, index) => one.default === undefined && !(index === 0 && isModelPlace(one) && one.name !== 'model'))
    .map(({ name }) => name);
}

/** A class that could answer if somebody said how one is made: what is missing, and what to write, as a sentence. */
export function openClass(path: string, python: PythonProgram): string | undefined {
  if (python.app || handlers(path, python)) return undefined;
  const found = servingClass(path, python);
  const predict = found && predictors.find((name) => found.methods.has(name));
  if (!found || predict === undefined) return undefined;
  const starting = found.methods.get('__init__');
  const needed = [...new Set([...found.methods.values()].flatMap((one) => (one === starting ? unknownOf(one) : [])))];
  return needed.length > 0
    ? `${path} has the class ${found.name}, which needs ${needed.join(', ')}, and nothing here knows that. To serve with it, write model_fn(model_dir), which makes one, and predict_fn(data, model), which calls its ${predict}().`
    : `${path} has the class ${found.name}, which another class says how to make. To serve with it, write model_fn(model_dir), which makes one, and predict_fn(data, model), which calls its ${predict}().`;
}
