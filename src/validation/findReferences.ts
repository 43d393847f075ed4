import type { Definition } from '../definitions/definition';
import type { Range } from '../definitions/diagnostic';
import { TextPositions } from '../definitions/textPosition';
import { checkSchema, type FoundReference } from './checkSchema';
import { spot, syntaxTree } from './requestPlace';
import { requestSchemas } from './requestSchemas';

export interface LocatedReference extends FoundReference {
  /** The value in the text, without its quotes. */
  readonly range: Range;
}

/** The `file://` references of a definition, in the places that take one. */
export function findReferences(definition: Definition): readonly LocatedReference[] {
  const schema = requestSchemas[definition.kind];
  if (!schema) return [];
  const root = syntaxTree(definition);
  const positions = new TextPositions(definition.text);
  return checkSchema(definition.kind, schema, definition.request).references.map((reference) => {
    const { offset, length } = spot(root, reference);
    return { ...reference, range: positions.range(offset + 1, Math.max(length - 2, 0)) };
  });
}
