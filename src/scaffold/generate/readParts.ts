import { readTrees, type TemplateLibrary } from '../templateLibrary';
import type { EntryParts } from './files/entryFiles';

/** What entry points are made of: parts of their own, and the server that templates have. @throws AppError `scaffold.template` */
export async function readParts({ root }: TemplateLibrary): Promise<EntryParts> {
  const files = await readTrees(root, ['/templates/parts/generate', '/templates/parts/server']);
  return new Map(files.flatMap(({ path, content }) => (typeof content === 'string' ? [[path, content]] : [])));
}
