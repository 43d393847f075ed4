import { stemOf, type FolderFile } from '../folderFiles';
import { notebookProgram } from './notebookProgram';
import { depthOf, type Program, type ReadFolder } from '../program';

const processName =
  /^(?:pre|post)?process(?:ing|or)?$|^(?:pre|post)process|^prepare|_prep(?:aration)?$|^(?:etl|evaluate|evaluation|split|featuri[sz]e|features?|clean|transform_data|make_dataset)$/i;

/** Programs that could be a processing job, the most certain one first. */
export function processPrograms(folder: ReadFolder): readonly Program[] {
  const found = folder.candidates.flatMap((file) => processProgram(folder, file) ?? []);
  return found.sort((a, b) => a.rank - b.rank);
}

function processProgram(folder: ReadFolder, { path, text = '' }: FolderFile): Program | undefined {
  const speaks = text.includes('/opt/ml/processing');
  if (!speaks && !processName.test(stemOf(path))) return undefined;
  const rank = (speaks ? 0.5 : 1) + depthOf(path) / 10;
  const why = speaks
    ? `${path} speaks of the folders of a processing job.`
    : `${path} is named as a program that processes data.`;
  const python = folder.python.get(path);
  if (python) return python.runs ? { role: 'process', path, way: 'script', why, rank, python } : undefined;
  if (/\.r$/i.test(path)) return { role: 'process', path, way: 'r', why, rank: rank + 0.5 };
  const notebook = path.endsWith('.ipynb') ? notebookProgram(text, path) : undefined;
  if (notebook) return { role: 'process', path, way: 'notebook', why, rank: rank + 2, python: notebook };
  return /\.(?:sh|bash)$/.test(path) && text.startsWith('#!')
    ? { role: 'process', path, way: 'script', why, rank: rank + 1 }
    : undefined;
}
