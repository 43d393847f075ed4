import { isUsualTarget, type ColumnUse } from '../programs/columnUse';
import { columnsUsedBy } from '../programs/columnsUsedBy';
import type { DataTable } from './dataTable';
import { folderOf, nameOf, textAt, type FolderFiles } from '../folderFiles';
import type { Program, ReadFolder } from '../program';
import { pathsUsedBy } from '../programs/programPaths';
import type { TrainNeeds } from '../needs/trainNeeds';

/** Where the data of a channel come from. */
export interface ChannelSource {
  readonly channel: string;
  /** Relative to the folder. */
  readonly path: string;
  /** A file that has to be written, since there are no data of that kind yet. */
  readonly sample?: { readonly path: string; readonly content: string };
}

/** Where samples are written: apart from data that somebody may bring later. */
const sampleFolder = 'sample-data';
const names = ['data', 'dataset', 'datasets', 'input', 'inputs', 'sample-data'];
const others: Readonly<Record<string, readonly string[]>> = {
  train: ['train', 'training'],
  training: ['training', 'train'],
  validation: ['validation', 'val', 'valid', 'eval', 'dev'],
  test: ['test', 'testing', 'eval'],
};

/** Whether a source is a sample of ours, now or from an earlier time. */
export function isSample({ path, sample }: ChannelSource): boolean {
  return sample !== undefined || path.startsWith(`${sampleFolder}/`);
}

/** Data for each channel: what is there, else a sample in the form that the program asks for. */
export function channelSources(folder: ReadFolder, program: Program, needs: TrainNeeds): readonly ChannelSource[] {
  const text = program.python?.text ?? textAt(folder, program.path);
  return needs.channels.map((channel) => {
    const linked = Object.entries(needs.links).find(([, place]) => place.startsWith(`input/data/${channel}`));
    const wanted = [linked?.[1], ...Object.values(needs.places)].find((place) =>
      place?.startsWith(`input/data/${channel}/`),
    );
    const path = needs.data[channel] ?? existing(folder, channel, linked?.[0]);
    if (path !== undefined) return { channel, path };
    const read = pathsUsedBy(folder, program).reads.find((one) => one.startsWith(`${linked?.[0] ?? ' '}/`));
    const name = nameOf(wanted ?? read ?? joined(text, channel) ?? '') || 'sample.csv';
    const sample = {
      path: `${sampleFolder}/${channel}/${name}`,
      content: sampleContent(name, text, columnsUsedBy(folder, program)),
    };
    return { channel, path: `${sampleFolder}/${channel}`, sample };
  });
}

/** The file that a text joins to the folder of a channel. */
function joined(text: string, channel: string): string | undefined {
  const place = String.raw`(?:SM_CHANNEL_${channel.toUpperCase()}|input/data/${channel})\b`;
  return new RegExp(String.raw`${place}[^\n]{0,40}?["'/]([\w-]+\.(?:csv|tsv|jsonl?|txt))\b`).exec(text)?.[1];
}

/** Data of a channel that are there: what the program reads by name, a folder of the channel's name, one for all. */
function existing({ files }: FolderFiles, channel: string, linked: string | undefined): string | undefined {
  if (linked !== undefined && files.some(({ path }) => path === linked || path.startsWith(`${linked}/`))) return linked;
  const own = others[channel] ?? [channel];
  const folders = [...names.flatMap((name) => own.map((one) => `${name}/${one}`)), ...own, ...names];
  return folders.find((name) =>
    files.some(({ path }) => folderOf(path) === name && !/\.(?:py|ipynb|R|md)$/i.test(path)),
  );
}

const sampleRows = 12;
const mostColumns = 12;

/** A few rows of numbers; with a header where the program reads one, of the columns that it names. */
function sampleContent(name: string, text: string, use: ColumnUse): string {
  const hasHeader =
    /read_csv\(|read_table\(|DictReader|read\.csv\b/.test(text) && !/header\s*=\s*(?:None|FALSE|F\b)/.test(text);
  const { columns, rows } = sampleTable(use);
  if (/\.jsonl?$/i.test(name)) {
    const objects = rows.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map((one, index) => [one, Number(row[index])]))),
    );
    return name.endsWith('l') ? `${objects.join('\n')}\n` : `[\n${objects.join(',\n')}\n]\n`;
  }
  const separator = name.endsWith('.tsv') ? '\t' : ',';
  const lines = [...(hasHeader ? [columns] : []), ...rows].map((row) => row.join(separator));
  return `${lines.join('\n')}\n`;
}

/** What the sample for a program holds, whether its file has a header or not. */
export function sampleTable(use: ColumnUse): Required<DataTable> {
  const columns = columnsOf(use);
  const rows = Array.from({ length: sampleRows }, (_, row) =>
    columns.map((one, index) => String(value(one, row, index))),
  );
  return { columns, rows };
}

/** At least three: those that the program names, what it is to learn at the end of them if it names none. */
function columnsOf({ lists, formulas, named: single, made, left }: ColumnUse): readonly string[] {
  const found = [...lists, ...formulas.map(({ learned, from }) => [...from, learned]), single].flat();
  const plain = [...new Set(found)].filter((name) => /^[\p{L}_][\p{L}\p{N}_. -]*$/u.test(name) && !made.includes(name));
  // What is learned comes last, as people have it.
  const named = [...plain.filter((name) => !left.includes(name)), ...plain.filter((name) => left.includes(name))].slice(
    -mostColumns,
  );
  const columns = [...['x1', 'x2'].slice(0, Math.max(0, 3 - named.length)), ...named];
  return columns.length < 3 ? [...columns, 'target'] : columns;
}

function value(column: string, row: number, index: number): number {
  if (isUsualTarget(column)) return row % 2;
  return Math.round(((row * (index + 3) * 7) % 23) * 10 + (row % 2) * 5) / 100;
}
