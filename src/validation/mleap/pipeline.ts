/** What a column of a pipeline holds. */
export interface ColumnKind {
  readonly shape: 'scalar' | 'tensor' | 'list';
  /** Of a scalar or of the elements; scalars that go in are converted, so it only matters for what comes out. */
  readonly type: 'double' | 'int' | 'float' | 'string';
}

/** A column that a stage reads or writes. */
export interface Socket {
  readonly port: string;
  readonly column: string;
  /** Absent where nobody knows. */
  readonly kind?: ColumnKind;
}

export interface Stage {
  readonly name: string;
  readonly operation: string;
  readonly inputs: readonly Socket[];
  readonly outputs: readonly Socket[];
}

/** The stages in the order in which they run; pipelines in pipelines are resolved. */
export interface Pipeline {
  readonly stages: readonly Stage[];
}

/** The columns that must come from outside, once each, in the order in which they are read. */
export function neededColumns({ stages }: Pipeline): readonly (Socket & { readonly stage: Stage })[] {
  const written = new Set<string>();
  const needed = new Map<string, Socket & { readonly stage: Stage }>();
  for (const stage of stages) {
    for (const socket of stage.inputs) {
      if (!written.has(socket.column) && !needed.has(socket.column)) needed.set(socket.column, { ...socket, stage });
    }
    for (const { column } of stage.outputs) written.add(column);
  }
  return [...needed.values()];
}

/** What the stages write, the last first: that is what people ask for. */
export function writtenColumns({ stages }: Pipeline): readonly (Socket & { readonly stage: Stage })[] {
  return stages.flatMap((stage) => stage.outputs.map((socket) => ({ ...socket, stage }))).reverse();
}
