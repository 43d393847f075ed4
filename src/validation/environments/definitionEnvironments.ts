import type { Diagnostic } from '../../definitions/diagnostic';
import { TextPositions } from '../../definitions/textPosition';
import type { DataMap } from '../../grammars/dataNode';
import { jsonData } from '../../grammars/jsonData';
import { dataEnvironments, type DataDialect } from './dataEnvironments';
import { mentionsSparkml, type Environment, type ObjectValue } from './environment';
import { judgeEnvironments } from './judgeEnvironments';

/** E…, and the rules of the schema, for the Environment maps of a definition. */
export function checkEnvironments(text: string): readonly Diagnostic[] {
  return judgeEnvironments(definitionEnvironments(text), new TextPositions(text));
}

export function definitionEnvironments(text: string): readonly Environment[] {
  const root = mentionsSparkml(text) ? jsonData(text) : undefined;
  if (!root) return [];
  const dialect: DataDialect = { isTemplate: () => false, wrap: (node) => encoded(text, node) };
  return dataEnvironments(root, dialect);
}

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
