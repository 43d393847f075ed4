import { isUsualTarget, type ColumnUse } from '../programs/columnUse';
import { columnsUsedBy } from '../programs/columnsUsedBy';
import { dataTable, type DataTable } from './dataTable';
import { textAt } from '../folderFiles';
import type { Program, ReadFolder } from '../program';
import { channelSources, isSample, sampleTable } from './sampleData';
import type { TrainNeeds } from '../needs/trainNeeds';

/** What a model can be asked: a value for each of its columns, by their names. */
export type ModelRow = Readonly<Record<string, number | string>>;

/** Rows that the model of a training program can be asked; undefined where nobody knows its columns. */
export function modelRows(folder: ReadFolder, train: Program, needs: TrainNeeds): readonly ModelRow[] | undefined {
  const text = train.python?.text ?? textAt(folder, train.path);
  const use = columnsUsedBy(folder, train);
  const sources = channelSources(folder, train, needs);
  const [own] = sources.filter((source) => !isSample(source)).flatMap(({ path }) => tableAt(folder, path, text) ?? []);
  const table = own ?? (sources.some(isSample) ? sampleTable(use) : undefined);
  const rows = table ? rowsOf(table, use) : [];
  return rows.some((row) => Object.keys(row).length > 0) ? rows : undefined;
}

/** The first table of a channel: its file, or one of its folder. */
export function tableAt({ files }: ReadFolder, path: string, text: string): DataTable | undefined {
  const heads = files.flatMap((file) =>
    file.path === path || file.path.startsWith(`${path}/`) ? (file.head ?? []) : [],
  );
  const mayHaveHeader = !/\bheader\s*=\s*(?:None|F(?:ALSE)?\b)/.test(text);
  return heads[0] === undefined ? undefined : dataTable(heads[0], mayHaveHeader);
}

/** Two rows of a table without what is learned from it. */
function rowsOf({ columns, rows }: DataTable, use: ColumnUse): readonly ModelRow[] {
  const all = columns ?? (rows[0] ?? []).map((_, index) => `x${String(index + 1)}`);
  const left = leftOf(all, use);
  const lists = [...use.lists, ...use.formulas.map(({ from }) => from)];
  const known = new Set([...all, ...use.made]);
  const picked = lists.filter((names) => names.length > 0 && names.every((name) => known.has(name)));
  const takesAll = picked.length === 0 || use.removed.some((name) => all.includes(name));
  const taken = (takesAll ? all : [...new Set(picked.flat())]).filter((name) => !left.includes(name));
  // What the program makes of others is asked for too, with a value that any column could have.
  const value = (row: readonly string[], name: string) => (all.includes(name) ? (row[all.indexOf(name)] ?? '') : '1');
  return rows.slice(0, 2).map((row) => Object.fromEntries(taken.map((name) => [name, valueOf(value(row, name))])));
}

/** Columns that the model is not asked: where no name tells them, what is learned stands at an end of the row. */
function leftOf(columns: readonly string[], { left, learnsFirst }: ColumnUse): readonly string[] {
  const named = left.filter((name) => columns.includes(name));
  const usual = columns.filter(isUsualTarget);
  if (named.length > 0 || usual.length > 0) return [...named, ...usual];
  return columns.slice(...(learnsFirst ? [0, 1] : [-1]));
}

function valueOf(text: string): number | string {
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}
