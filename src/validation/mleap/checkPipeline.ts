import { nearestName } from '../nearestName';
import { listed } from '../problem';
import type { Column } from '../sparkml/checkColumn';
import type { Columns } from '../sparkml/columns';
import { columnStructs, columnTypes } from '../sparkml/columnWords';
import { replace, type Finding, type Repair } from '../sparkml/finding';
import { columnText, schemaColumn } from './schemaColumn';
import { neededColumns, writtenColumns, type Pipeline, type Socket, type Stage } from './pipeline';

type Placed = Socket & { readonly stage: Stage };

/** M08 to M12: the columns of a schema against the pipeline that they are for. Offsets are those of the schema's text. */
export function checkPipeline(columns: Columns, pipeline: Pipeline): readonly Finding[] {
  const needed = neededColumns(pipeline);
  return [
    ...checkMissing(columns, needed),
    ...columns.inputs.flatMap((column) => checkInput(column, needed, pipeline)),
    ...checkOutput(columns, pipeline),
  ];
}

/** M08: what has nearly the name of an input that nobody needs is meant by it. */
function checkMissing({ inputs, list }: Columns, needed: readonly Placed[]): readonly Finding[] {
  const missing = needed.filter(({ column }) => !inputs.some(({ name }) => name.text === column));
  const spare = inputs.filter(({ name }) => !needed.some(({ column }) => column === name.text));
  const findings: Finding[] = [];
  const others: Placed[] = [];
  for (const socket of missing) {
    const near = nearestName(
      socket.column,
      spare.map(({ name }) => name.text),
    );
    const column = spare.find(({ name }) => name.text === near);
    if (column) findings.push(misspelt(column, socket));
    else others.push(socket);
  }
  return others.length === 0 ? findings : [...findings, missingColumns(list, inputs, others)];
}

function misspelt({ name }: Column, { column }: Placed): Finding {
  const { from, to } = name.member.value;
  const message = `The pipeline needs "${column}", and has no "${name.text}": every request fails.`;
  const repairs = [replace({ from, to }, JSON.stringify(column), `Rename to "${column}"`)];
  return { from, to, code: 'M08', message, action: 'Rename it.', repairs };
}

function missingColumns(list: Columns['list'], inputs: readonly Column[], others: readonly Placed[]): Finding {
  const names = listed(others.map(({ column }) => `"${column}"`));
  const text = others.map((socket) => columnText(schemaColumn(socket))).join(', ');
  const at = inputs.at(-1)?.node.to ?? list.from + 1;
  const repair = replace({ from: at, to: at }, inputs.length > 0 ? `, ${text}` : text, 'Insert what is missing');
  const message = `The pipeline needs ${names} too: every request fails (invalid field).`;
  const action = 'Add what is missing, in the order of the values.';
  return { from: list.from, to: list.from + 1, code: 'M08', message, action, repairs: [repair] };
}

/** M09 and M12. */
function checkInput(column: Column, needed: readonly Placed[], pipeline: Pipeline): readonly Finding[] {
  const { name } = column;
  const writer = pipeline.stages.find(({ outputs }) => outputs.some((output) => output.column === name.text));
  if (writer) {
    const { from, to } = name.member.value;
    const message = `${writer.operation} writes "${name.text}" itself: every request fails (struct already has field).`;
    return [{ from, to, code: 'M12', message, action: 'Remove it from the input.' }];
  }
  const socket = needed.find((one) => one.column === name.text);
  const shape = shapeOf(column);
  if (!socket?.kind || shape === undefined || shape === socket.kind.shape) return [];
  const { from, to } = column.struct?.member.value ?? column.node;
  const meant = columnText(schemaColumn(socket));
  return [
    {
      from,
      to,
      code: 'M09',
      message: `${socket.stage.operation} takes "${name.text}" as ${shapeNames[socket.kind.shape]}, and here it is ${shapeNames[shape]}: every request fails.`,
      action: `Write ${meant}.`,
      repairs: [replace(column.node, meant, `Change to ${meant}`)],
    },
  ];
}

const shapeNames = { scalar: 'one value', tensor: 'a vector', list: 'an array' } as const;

/** Words that are unknown are told elsewhere. */
function shapeOf({ struct }: Column): keyof typeof shapeNames | undefined {
  const word = struct?.text.trim() === '' ? 'basic' : (struct?.text ?? 'basic');
  if (!columnStructs.some((known) => known === word)) return undefined;
  return word === 'vector' ? 'tensor' : word === 'array' ? 'list' : 'scalar';
}

/** M10 and M11: what is asked for. */
function checkOutput({ inputs, output }: Columns, pipeline: Pipeline): readonly Finding[] {
  const written = writtenColumns(pipeline);
  const { name } = output;
  const socket = written.find(({ column }) => column === name.text);
  if (socket) return checkOutputKind(output, socket);
  if (inputs.some((input) => input.name.text === name.text)) return [];
  const { from, to } = name.member.value;
  const near = nearestName(
    name.text,
    written.map(({ column }) => column),
  );
  const best = [...written.filter(({ column }) => column === near), ...written.filter(({ column }) => column !== near)];
  const names = listed(best.map(({ column }) => `"${column}"`));
  return [
    {
      from,
      to,
      code: 'M10',
      message: `The pipeline makes no "${name.text}": every request fails (invalid fields).`,
      action: best.length > 0 ? `Ask for ${names}.` : 'The pipeline has no stages: ask for one of the inputs.',
      repairs: best.slice(0, 3).map((one) => asked(output, one)),
    },
  ];
}

function asked(output: Column, socket: Placed): Repair {
  return replace(output.node, columnText(schemaColumn(socket)), `Ask for "${socket.column}"`);
}

function checkOutputKind(output: Column, socket: Placed): readonly Finding[] {
  const { kind, stage } = socket;
  const shape = shapeOf(output);
  if (!kind || shape === undefined || !columnTypes.some((type) => type === output.type.text)) return [];
  const isRight = shape === kind.shape && (shape !== 'scalar' || typesRead[kind.type].includes(output.type.text));
  if (isRight) return [];
  const wrong = shape === kind.shape ? output.type : (output.struct ?? output.type);
  const { from, to } = wrong.member.value;
  const meant = columnText(schemaColumn(socket));
  const what = kind.shape === 'scalar' ? `one ${kind.type}` : shapeNames[kind.shape];
  return [
    {
      from,
      to,
      code: 'M11',
      message: `${stage.operation} writes "${socket.column}" as ${what}; nothing is converted, so every request fails.`,
      action: `Write ${meant}.`,
      repairs: [asked(output, socket)],
    },
  ];
}

/** The words of a schema that read a value of a type; a float can't be read at all. */
const typesRead: Readonly<Record<'double' | 'int' | 'float' | 'string', readonly string[]>> = {
  double: ['double', 'float'],
  int: ['int'],
  float: [],
  string: ['string'],
};
