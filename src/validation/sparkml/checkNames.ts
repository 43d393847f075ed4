import type { Column } from './checkColumn';
import { columnStructs, columnTypes } from './columnWords';
import { replace, type Finding } from './finding';
import { endOfMembers, memberOf } from './schemaNode';

/** Columns that Spark's models write by these names. */
const written = new Set(['prediction', 'probability', 'rawPrediction']);
const vectors = new Set(['features', 'probability', 'rawPrediction']);

/** Rules M01 to M07 but for M05: names, and what pipelines usually do. */
export function checkNames(inputs: readonly Column[], output: Column | undefined): readonly Finding[] {
  return [
    ...checkSame(inputs),
    ...inputs.filter(({ name }) => written.has(name.text)).map(writtenInput),
    ...inputs.flatMap(checkSparkColumn),
    ...(output ? [...checkOutputName(inputs, output), ...checkSparkColumn(output)] : []),
    ...checkCsv(inputs),
  ];
}

/** M01 and M04. */
function checkSame(inputs: readonly Column[]): readonly Finding[] {
  const seen = new Map<string, string>();
  const exact = new Set<string>();
  return inputs.flatMap((column) => {
    const { text } = column.name;
    const before = seen.get(text.toLowerCase());
    const isRepeated = exact.has(text);
    exact.add(text);
    seen.set(text.toLowerCase(), text);
    if (isRepeated) {
      const message = `Two input columns are called "${text}": every request fails (struct already has field).`;
      return [atName(column, 'M01', message, 'Rename one of them.')];
    }
    if (before === undefined || text === '') return [];
    const message = `"${before}" and "${text}" differ in case only; for the pipeline they are two columns.`;
    return [atName(column, 'M04', message, 'Check the name.')];
  });
}

/** M02 */
function checkOutputName(inputs: readonly Column[], output: Column): readonly Finding[] {
  const { text } = output.name;
  const input = inputs.find(({ name }) => name.text === text);
  if (!input) return [];
  if (!isEchoed(input, output)) {
    const message = `The output "${text}" is an input of another type: whether it is echoed or a stage writes it, every request fails.`;
    return [{ ...atName(output, 'M02', message, 'Name the column that the pipeline makes.'), severity: 'error' }];
  }
  const message = `The output "${text}" is also an input: it is echoed, or the stage that writes it fails.`;
  return [atName(output, 'M02', message, 'Name the column that the pipeline makes.')];
}

/** Whether an input can be asked for as this output: nothing is converted, and float is read as double. Words that are unknown are told elsewhere. */
function isEchoed(input: Column, output: Column): boolean {
  const [from, to] = [structOf(input), structOf(output)];
  if (!isKnown(input, from) || !isKnown(output, to)) return true;
  if (from !== 'basic' || to !== 'basic') return from === to;
  return input.type.text === (output.type.text === 'float' ? 'double' : output.type.text);
}

function structOf({ struct }: Column): string {
  return struct === undefined || struct.text.trim() === '' ? 'basic' : struct.text;
}

function isKnown({ type }: Column, struct: string): boolean {
  return columnStructs.some((known) => known === struct) && columnTypes.some((known) => known === type.text);
}

function writtenInput(column: Column): Finding {
  const message = `Spark's models write "${column.name.text}" themselves; as an input it collides with that.`;
  return atName(column, 'M03', message, 'Remove it from the input, unless the pipeline really reads it.');
}

/** M06: only for words that are known. */
function checkSparkColumn(column: Column): readonly Finding[] {
  const { node, name, struct } = column;
  const word = struct?.text ?? 'basic';
  const wanted =
    word === 'basic' && vectors.has(name.text)
      ? 'vector'
      : name.text === 'prediction' && word === 'vector'
        ? 'basic'
        : undefined;
  if (wanted === undefined) return [];
  const { at, comma } = endOfMembers(node);
  const value = memberOf(node, 'struct')?.value;
  const repair = value
    ? replace(value, `"${wanted}"`, `Change to "${wanted}"`)
    : replace({ from: at, to: at }, `${comma}"struct": "${wanted}"`, `Insert "struct": "${wanted}"`);
  const message = `Spark's "${name.text}" is normally ${wanted === 'vector' ? 'a vector' : 'one number'}.`;
  return [
    {
      ...atName(column, 'M06', message, `Set struct to "${wanted}", unless your pipeline differs.`),
      repairs: [repair],
    },
  ];
}

/** M07, once. */
function checkCsv(inputs: readonly Column[]): readonly Finding[] {
  const list = inputs.find(({ struct }) => struct?.text === 'vector' || struct?.text === 'array');
  if (!list?.struct) return [];
  const { from, to } = list.struct.member.value;
  const message =
    'With vector or array inputs, every CSV request fails; the Python SDK sends CSV unless told otherwise.';
  return [{ from, to, code: 'M07', message, action: 'Send application/json.' }];
}

function atName({ name }: Column, code: string, message: string, action: string): Finding {
  const { from, to } = name.member.value;
  return { from, to, code, message, action };
}
