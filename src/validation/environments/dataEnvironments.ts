import { dataAt, entryOf, placedData, type DataMap, type DataNode, type DataPath } from '../../grammars/dataNode';
import { createModelLimit, createTransformJobLimit, type LengthLimit } from '../sparkml/checkLength';
import { schemaVariable, type Environment, type Variable, type VariableValue } from './environment';

/** What a file of data means by its values. */
export interface DataDialect {
  /** Whether somebody fills in text before it reaches the container. */
  readonly isTemplate: (text: string) => boolean;
  /** How an object is made text here; absent where there is no such way. */
  readonly wrap?: (node: DataMap) => Extract<VariableValue, { kind: 'object' }>['wrap'];
}

const mapKeys = /^(?:env|environment|environmentvariables|environment_variables|variables|args|build_?args)$/i;

/** The environments in a tree of data: maps, lists of name and value, lists of NAME=VALUE. */
export function dataEnvironments(root: DataNode, dialect: DataDialect): readonly Environment[] {
  return placedData(root).flatMap(({ node, path }) =>
    node.kind === 'map' ? mapEnvironment(root, { node, path }, dialect) : listEnvironment(node.items, path, dialect),
  );
}

function mapEnvironment(
  root: DataNode,
  { node, path }: { readonly node: DataMap; readonly path: DataPath },
  dialect: DataDialect,
): readonly Environment[] {
  const isCertain = mapKeys.test(path.at(-1) ?? '');
  if (!isCertain && !entryOf(node, schemaVariable)) return [];
  const variables = node.entries.map(({ key, value }) => ({ name: key, value: valueOf(value, dialect, isCertain) }));
  const above = parentOf(root, node);
  const image = above && imageOf(above);
  const limit = limitOf(root, path, above);
  return [{ variables, isCertain, ...(image !== undefined && { image }), ...(limit && { limit }) }];
}

function valueOf(node: DataNode, dialect: DataDialect, isCertain: boolean): VariableValue {
  if (node.kind === 'text') return dialect.isTemplate(node.text.text) ? { kind: 'unknown' } : node;
  // A map in a map of variables is a mistake, unless it is a call that another tool does (Fn::Sub, Ref, valueFrom).
  if ((node.kind === 'map' && !isCall(node)) || node.kind === 'list') {
    if (!isCertain) return { kind: 'unknown' };
    const wrap = node.kind === 'map' ? dialect.wrap?.(node) : undefined;
    return { kind: 'object', from: node.from, to: node.to, ...(wrap && { wrap }) };
  }
  return { kind: 'unknown' };
}

function isCall({ entries }: DataMap): boolean {
  return (
    entries.length === 0 || entries.some(({ key }) => /^(?:Fn::.*|Ref|Condition|valueFrom|\$ref|\$.*)$/i.test(key.text))
  );
}

/** Kubernetes, task definitions: {name, value}; compose: NAME=VALUE. */
function listEnvironment(items: readonly DataNode[], path: DataPath, dialect: DataDialect): readonly Environment[] {
  const isCertain = mapKeys.test(path.at(-1) ?? '');
  const variables = items.flatMap((item): readonly Variable[] => {
    if (item.kind === 'map') return namedVariable(item, dialect);
    if (item.kind !== 'text' || !isCertain) return [];
    const sign = item.text.text.indexOf('=');
    if (sign < 0) return [];
    const value = item.text.slice(sign + 1);
    const isKnown = !dialect.isTemplate(value.text);
    return [{ name: item.text.slice(0, sign), value: isKnown ? { kind: 'text', text: value } : { kind: 'unknown' } }];
  });
  return variables.length > 0 ? [{ variables, isCertain }] : [];
}

function namedVariable(item: DataMap, dialect: DataDialect): readonly Variable[] {
  const name = entryOf(item, 'name') ?? entryOf(item, 'Name');
  const value = entryOf(item, 'value') ?? entryOf(item, 'Value');
  if (name?.value.kind !== 'text') return [];
  return [{ name: name.value.text, value: value ? valueOf(value.value, dialect, true) : { kind: 'unknown' } }];
}

function parentOf(root: DataNode, child: DataMap): DataMap | undefined {
  for (const { node } of placedData(root)) {
    if (node.kind === 'map' && node.entries.some(({ value }) => value === child)) return node;
  }
  return undefined;
}

function imageOf(container: DataMap): string | undefined {
  for (const key of ['Image', 'image', 'ImageUri', 'TrainingImage']) {
    const value = entryOf(container, key)?.value;
    if (value?.kind === 'text') return value.text.text;
  }
  return undefined;
}

/** By what the map lies in: a container of a model, or a transform job. */
function limitOf(root: DataNode, path: DataPath, above: DataMap | undefined): LengthLimit | undefined {
  if (path.at(-1) !== 'Environment') return undefined;
  if (above && (entryOf(above, 'TransformInput') ?? entryOf(above, 'TransformResources')))
    return createTransformJobLimit;
  const isContainer = /^(?:PrimaryContainer|Containers)$/.test(path.at(-2) ?? '');
  const isRequest =
    above && (entryOf(above, 'Image') ?? entryOf(above, 'ModelDataUrl') ?? entryOf(above, 'ModelPackageName'));
  const isCloudFormation = dataAt(root, 'Resources') !== undefined;
  return isContainer || (isRequest && !isCloudFormation) ? createModelLimit : undefined;
}
