import { checkColumn, type Column } from './checkColumn';
import { checkLength, type LengthLimit } from './checkLength';
import { checkNames } from './checkNames';
import { checkShape } from './checkShape';
import { checkWhole } from './checkWhole';
import { checkWords } from './checkWords';
import { byPlace, type Finding, type Repair } from './finding';
import { readSchema } from './readSchema';
import type { SchemaNode } from './schemaNode';

/**
 * All that is wrong with the text of a SAGEMAKER_SPARKML_SCHEMA: first what keeps it from being read (P, S, C), then what its words mean (T, M).
 * @param limit the longest value that the way to the container takes; absent where it takes any
 */
export function judgeSchema(text: string, limit?: LengthLimit): readonly Finding[] {
  return [...judgeText(text), ...(limit ? checkLength(text, limit) : [])];
}

function judgeText(text: string): readonly Finding[] {
  const whole = checkWhole(text);
  if (whole) {
    const { finding, inside } = whole;
    if (!inside) return [finding];
    return [finding, ...judgeText(text.slice(inside.from, inside.to)).map((one) => moved(one, inside.from))];
  }
  const { root, findings } = readSchema(text);
  const isString = root?.type === 'text' && findings.some(({ code }) => code === 'P03');
  if (!root || isString) return findings;
  return [...findings, ...judgeTree(text, root)];
}

function judgeTree(text: string, root: SchemaNode): readonly Finding[] {
  const shape = checkShape(text, root);
  const inputs = shape.inputs.map((node) => checkColumn(node, text));
  const output = shape.output && checkColumn(shape.output, text);
  const columns = inputs.flatMap(({ column }): readonly Column[] => (column ? [column] : []));
  const keys = [...shape.findings, ...inputs.flatMap(({ findings }) => findings), ...(output?.findings ?? [])];
  const words = [
    ...columns.flatMap((column) => checkWords(column, 'input')),
    ...(output?.column ? checkWords(output.column, 'output') : []),
  ];
  return [...keys.sort(byPlace), ...words.sort(byPlace), ...[...checkNames(columns, output?.column)].sort(byPlace)];
}

function moved(finding: Finding, by: number): Finding {
  const repairs = finding.repairs?.map(({ title, changes }): Repair => ({
    title,
    changes: changes.map(({ from, to, text }) => ({ from: from + by, to: to + by, text })),
  }));
  return { ...finding, from: finding.from + by, to: finding.to + by, ...(repairs && { repairs }) };
}
