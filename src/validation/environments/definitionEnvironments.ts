import type { Definition } from '../../definitions/definition';
import type { Diagnostic } from '../../definitions/diagnostic';
import { TextPositions } from '../../definitions/textPosition';
import type { DataMap } from '../../grammars/dataNode';
import { jsonData, treeData } from '../../grammars/jsonData';
import { dataEnvironments, type DataDialect } from './dataEnvironments';
import { mentionsSparkml, type Environment, type ObjectValue } from './environment';
import { judgeEnvironments } from './judgeEnvironments';

/** E…, and the rules of the schema, for the Environment maps of a definition. */
export function checkEnvironments(definition: Read): readonly Diagnostic[] {
  return judgeEnvironments(definitionEnvironments(definition), new TextPositions(definition.text));
}

export function definitionEnvironments({ text, tree }: Read): readonly Environment[] {
  if (!mentionsSparkml(text)) return [];
  const root = tree ? treeData(tree, text) : jsonData(text);
  if (!root) return [];
  const dialect: DataDialect = { isTemplate: () => false, wrap: (node) => encoded(text, node) };
  return dataEnvironments(root, dialect);
}

type Read = Pick<Definition, 'text' | 'tree'>;

/** The object as JSON text in a JSON string. */
function encoded(text: string, { from, to }: DataMap): ObjectValue['wrap'] {
  try {
    const value = JSON.parse(text.slice(from, to)) as unknown;
    return { title: 'Encode as JSON text', changes: [{ from, to, text: JSON.stringify(JSON.stringify(value)) }] };
  } catch {
    // What is no JSON is told by the editor.
    return undefined;
  }
}
