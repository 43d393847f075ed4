import type { DefinitionKind } from '../definitions/definitionKinds';

/** What a Describe response holds of the request that it answers for, in the order of the API's reference. */
export async function requestOf(
  kind: DefinitionKind,
  described: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { requestSchemas } = await import('../validation/requestSchemas');
  const schema = requestSchemas[kind];
  const root = schema?.definitions[schema.$ref?.replace('#/definitions/', '') ?? ''] ?? schema;
  const fields = Object.keys(root?.properties ?? {});
  const isSaid = (value: unknown) =>
    value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(fields.flatMap((field) => (isSaid(described[field]) ? [[field, described[field]]] : [])));
}
