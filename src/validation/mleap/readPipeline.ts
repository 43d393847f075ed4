import type { ModelFiles } from '../../definitions/modelReader';
import type { ColumnKind, Pipeline, Socket, Stage } from './pipeline';
import { kindOfPort } from './stageKinds';

/** What a model is: a pipeline, something that keeps the container from starting, or neither, where it can't be read here. */
export type PipelineReading =
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'fault'; readonly message: string; readonly action: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** Pipelines in pipelines; deeper ones are none. */
const deepest = 20;

/** Reads the files of a model as an MLeap bundle: `bundle.json`, and `root/` with two files for each stage. */
export function readPipeline(files: ModelFiles): PipelineReading {
  const bundle = jsonAt(files, 'bundle.json');
  if (!bundle) return withoutBundle(files);
  const format = field(bundle, 'format');
  if (format !== 'json') {
    return { kind: 'unknown', why: `its format is ${String(format)}; only json can be read here` };
  }
  const stages = stagesAt(files, 'root', 0);
  if (!stages) return { kind: 'unknown', why: 'its stages are incomplete, or none that MLeap writes' };
  return { kind: 'pipeline', pipeline: { stages } };
}

function withoutBundle({ names }: ModelFiles): PipelineReading {
  const inside = names.find((name) => name.endsWith('/bundle.json'));
  const zip = names.find((name) => /\.zip$/i.test(name));
  const isThere = names.includes('bundle.json');
  if (isThere) return { kind: 'unknown', why: 'its bundle.json can not be read' };
  const what = inside
    ? `bundle.json lies in ${inside.slice(0, inside.lastIndexOf('/'))}`
    : zip
      ? `there is ${zip} in its place`
      : 'there is none';
  return {
    kind: 'fault',
    message: `The model has no bundle.json at its top (${what}): the container does not start.`,
    action:
      zip && !inside ? 'Pack what is in the zip: bundle.json and root/.' : 'Pack bundle.json and root/ at the top.',
  };
}

function stagesAt(files: ModelFiles, folder: string, depth: number): readonly Stage[] | undefined {
  const [model, node] = [jsonAt(files, `${folder}/model.json`), jsonAt(files, `${folder}/node.json`)];
  const operation = field(model, 'op');
  if (typeof operation !== 'string' || depth > deepest) return undefined;
  const attributes = field(model, 'attributes');
  if (operation === 'pipeline') {
    const names = textsOf(field(field(attributes, 'nodes'), 'string'));
    if (!names) return undefined;
    const inner = names.map((name) => stagesAt(files, `${folder}/${name}.node`, depth + 1));
    return inner.every((stages) => stages !== undefined) ? inner.flat() : undefined;
  }
  const name = field(node, 'name');
  const shapes = shapesOf(attributes);
  const shape = field(node, 'shape');
  const sockets = (side: 'inputs' | 'outputs') => socketsOf(field(shape, side), operation, side, shapes);
  const [inputs, outputs] = [sockets('inputs'), sockets('outputs')];
  if (!inputs || !outputs) return undefined;
  return [{ name: typeof name === 'string' ? name : folder, operation, inputs, outputs }];
}

function socketsOf(
  value: unknown,
  operation: string,
  side: 'inputs' | 'outputs',
  shapes: readonly (ColumnKind['shape'] | undefined)[],
): readonly Socket[] | undefined {
  // A stage without inputs may leave them out.
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return undefined;
  const sockets = value.map((one: unknown): Socket | undefined => {
    const [port, column] = [field(one, 'port'), field(one, 'name')];
    if (typeof port !== 'string' || typeof column !== 'string') return undefined;
    const kind = kindOfPort(operation, side, port, shapes);
    return { port, column, ...(kind && { kind }) };
  });
  return sockets.every((socket) => socket !== undefined) ? sockets : undefined;
}

/** `input_shapes` of several inputs, or `input_shape` of one. */
function shapesOf(attributes: unknown): readonly (ColumnKind['shape'] | undefined)[] {
  const several = field(field(attributes, 'input_shapes'), 'data_shape');
  const one = field(field(attributes, 'input_shape'), 'data_shape');
  const shapes: readonly unknown[] = Array.isArray(several) ? several : one === undefined ? [] : [one];
  return shapes.map((shape) => {
    const base = field(shape, 'base');
    return base === 'scalar' || base === 'tensor' || base === 'list' ? base : undefined;
  });
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function jsonAt({ texts }: ModelFiles, path: string): unknown {
  try {
    return JSON.parse(texts.get(path) ?? '');
  } catch {
    // The same as if it were not there: the model can't be read.
    return undefined;
  }
}
