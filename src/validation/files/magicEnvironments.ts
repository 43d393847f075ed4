import { dirname, join } from 'node:path';
import { plainText, type MappedText, type Span } from '../../grammars/mappedText';
import { notebookMagics, type FilePart, type NotebookPart } from '../../grammars/notebookMagics';
import { parsePython } from '../../grammars/python/parsePython';
import { mentionsSparkml, schemaVariable, type Environment } from '../environments/environment';
import { environmentWithin } from '../environments/environmentWithin';
import { pythonEnvironments } from '../environments/pythonEnvironments';
import type { CheckContext } from './fileJudge';
import { fileKindOf } from './fileKind';
import { textReaderOf } from './textEnvironments';

/** The code of a notebook's cells, with its places in a file. */
export interface CellCode {
  /** Absolute path of the notebook. */
  readonly path: string;
  readonly code: MappedText;
  readonly cells: readonly number[];
}

/** The environments in what a notebook hands on: to shells, into files, to its own process. */
export async function magicEnvironments(
  { path, code, cells }: CellCode,
  context: CheckContext,
): Promise<readonly Environment[]> {
  const parts = notebookMagics(code.text, cells);
  return (await Promise.all(parts.map((part) => partEnvironments(part, code, { path, context })))).flat();
}

interface Around {
  readonly path: string;
  readonly context: CheckContext;
}

async function partEnvironments(part: NotebookPart, code: MappedText, around: Around): Promise<readonly Environment[]> {
  if (part.kind === 'variable') {
    const value = { kind: 'text', text: sliceOf(code, part.value) } as const;
    return [{ variables: [{ name: sliceOf(code, part.name), value }], isCertain: true }];
  }
  const own = sliceOf(code, part);
  const isSchema = part.kind === 'file' && fileKindOf(part.path) === 'sparkml-schema';
  if (!isSchema && !mentionsSparkml(own.text)) return [];
  const found = part.kind === 'shell' ? await shell(own.text, around) : await written(part, own.text, around);
  return found.map((environment) => environmentWithin(environment, own));
}

function sliceOf(code: MappedText, { from, to }: Span): MappedText {
  return code.slice(from, to);
}

async function shell(text: string, { path, context }: Around): Promise<readonly Environment[]> {
  const read = await textReaderOf('shell');
  return read({ path, text }, context);
}

async function written(
  { path: name }: FilePart,
  text: string,
  { path, context }: Around,
): Promise<readonly Environment[]> {
  const kind = fileKindOf(name);
  if (kind === undefined || kind === 'notebook') return [];
  if (kind === 'python') return pythonEnvironments(parsePython(text));
  if (kind === 'sparkml-schema') {
    const value = { kind: 'text', text: plainText(text) } as const;
    return [{ variables: [{ name: plainText(schemaVariable), value }], isCertain: true }];
  }
  const read = await textReaderOf(kind);
  return read({ path: join(dirname(path), name), text }, context);
}
