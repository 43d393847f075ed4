import type { ModelFiles } from '../../../../src/definitions/modelReader';

/** A stage of a bundle: its operation, its columns by port, and its attributes. */
export interface BundleStage {
  readonly op: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly attributes?: object;
}

/** The files of a bundle, as MLeap writes them. */
export function bundleOf(stages: readonly BundleStage[], format = 'json'): ModelFiles {
  const names = stages.map(({ op }, index) => `${op}_${index}`);
  const sockets = (ports: Readonly<Record<string, string>>) =>
    Object.entries(ports).map(([port, name]) => ({ port, name }));
  const files: readonly (readonly [path: string, content: object])[] = [
    ['bundle.json', { uid: 'u', name: 'all', format, version: '0.20.0', timestamp: '1980-01-01T00:00:00' }],
    ['root/model.json', { op: 'pipeline', attributes: { nodes: { type: 'list', string: names } } }],
    ['root/node.json', { name: 'all', shape: { inputs: [], outputs: [] } }],
    ...stages.flatMap(({ op, inputs, outputs, attributes = {} }, index) => {
      const name = names[index] ?? '';
      const node = { name, shape: { inputs: sockets(inputs), outputs: sockets(outputs) } };
      return [
        [`root/${name}.node/model.json`, { op, attributes }] as const,
        [`root/${name}.node/node.json`, node] as const,
      ];
    }),
  ];
  const texts = new Map(files.map(([path, content]) => [path, JSON.stringify(content)]));
  return { names: [...texts.keys()], texts };
}

const columns = ['buying', 'maint', 'doors', 'persons', 'lug_boot', 'safety'];
const numbered = (port: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name, index) => [`${port}${index}`, name]));
const shape = (base: string) => ({ base, isNullable: false });
const vectors = columns.map((name) => `${name}_vector`);

/** The pipelines of the example, by the names that the recorded requests have for them. */
export const carBundles = {
  nothing: bundleOf([]),
  preprocessor: bundleOf([
    ...columns.map((name) => ({ op: 'string_indexer', inputs: { input: name }, outputs: { output: `${name}_index` } })),
    {
      op: 'one_hot_encoder',
      inputs: numbered(
        'input',
        columns.map((name) => `${name}_index`),
      ),
      outputs: numbered('output', vectors),
    },
    {
      op: 'vector_assembler',
      inputs: numbered('input', vectors),
      outputs: { output: 'features' },
      attributes: { input_shapes: { type: 'list', data_shape: vectors.map(() => shape('tensor')) } },
    },
  ]),
  postprocessor: bundleOf([
    {
      op: 'reverse_string_indexer',
      inputs: { input: 'label_index' },
      outputs: { output: 'label' },
      attributes: { input_shape: { data_shape: shape('scalar') } },
    },
  ]),
} as const;
