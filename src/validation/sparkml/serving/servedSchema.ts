import { columnsIn } from '../judgeSchema';
import type { ServedSchema } from '../requests/sparkmlRequest';
import type { ServedContainer } from './servedContainer';

/** What the rules of requests must know of a container. */
export function servedSchema({ schema, accept }: ServedContainer): ServedSchema {
  const columns = schema && (columnsIn(schema.value.text) ?? ('refused' as const));
  return { ...(columns && { columns }), ...(accept !== undefined && { accept }) };
}
