import type { Socket } from './pipeline';

/** A column as it stands in a schema. */
export interface SchemaColumn {
  readonly name: string;
  readonly type: string;
  /** Absent for basic. */
  readonly struct?: 'vector' | 'array';
}

/** How a schema names a column of a pipeline; what nobody knows is taken for a text that goes in, or a number that comes out. */
export function schemaColumn({ column, kind }: Socket, unknown: 'string' | 'double' = 'double'): SchemaColumn {
  if (!kind) return { name: column, type: unknown };
  if (kind.shape === 'tensor') return { name: column, type: 'double', struct: 'vector' };
  return { name: column, type: kind.type, ...(kind.shape === 'list' && { struct: 'array' }) };
}

export function columnText({ name, type, struct }: SchemaColumn): string {
  const last = struct === undefined ? '' : `, "struct": "${struct}"`;
  return `{"name": ${JSON.stringify(name)}, "type": "${type}"${last}}`;
}
