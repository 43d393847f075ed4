import { isUsualTarget } from '../programs/columnUse';
import { textAt } from '../folderFiles';
import { tableAt } from './modelRows';
import type { Program, ReadFolder } from '../program';
import type { ChannelSource } from './sampleData';
import type { TrainNeeds } from '../needs/trainNeeds';

const targetName = /(?:^|[-_.])(?:target|label|response)(?:[-_]?(?:col|column|name|feature|var|variable))?$/i;

/** Values for hyperparameters that name the column to learn, and have no default: of the data, the usual one, or the last. */
export function targetColumns(
  folder: ReadFolder,
  program: Program,
  { made }: TrainNeeds,
  sources: readonly ChannelSource[],
): Readonly<Record<string, string>> {
  const text = program.python?.text ?? textAt(folder, program.path);
  const [table] = sources.flatMap(({ path }) => tableAt(folder, path, text) ?? []);
  const columns = table?.columns ?? [];
  const target = columns.find(isUsualTarget) ?? columns.at(-1);
  return target === undefined
    ? {}
    : Object.fromEntries(made.filter((name) => targetName.test(name)).map((name) => [name, target]));
}
