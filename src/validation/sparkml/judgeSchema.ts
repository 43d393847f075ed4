import { checkColumn, type Column } from './checkColumn';
import { checkLength, type LengthLimit } from './checkLength';
import { checkNames } from './checkNames';
import { checkShape } from './checkShape';
import { checkWhole } from './checkWhole';
import { checkWords } from './checkWords';
import type { Columns } from './columns';
import { byPlace, moved, type Finding } from './finding';
import { readSchema } from './readSchema';
import type { SchemaNode } from './schemaNode';
import { sparkmlRule } from './sparkmlRules';

/**
 * All that is wrong with the text of a SAGEMAKER_SPARKML_SCHEMA: first what keeps it from being read (P, S, C), then what its words mean (T, M);
 * of each, first what the container refuses.
 * @param limit the longest value that the way to the container takes; absent where it takes any
 */
export function judgeSchema(text: string, limit?: LengthLimit): readonly Finding[] {
  return [...judgeText(text), ...(limit ? checkLength(text, limit) : [])];
}

/** The columns of a schema; undefined where the container can't read it. */
export function columnsIn(text: string): Columns | undefined {
  if (checkWhole(text)) return undefined;
  const { root, findings } = readSchema(text);
  return root && !findings.some(isError) ? judgeTree(text, root).columns : undefined;
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
  if (!root || isString) return errorsFirst(findings);
  const { form, meaning } = judgeTree(text, root);
  return [...errorsFirst([...findings, ...form]), ...meaning];
}

/** What is wrong with a schema that was read as JSON, and its columns, where the container can tell them. */
export interface JudgedTree {
  /** S and C. */
  readonly form: readonly Finding[];
  /** T and M, the errors first. */
  readonly meaning: readonly Finding[];
  readonly columns?: Columns;
}

/** Rules S, C, T and M for a tree. @param text what its offsets are those of */
export function judgeTree(text: string, root: SchemaNode): JudgedTree {
  const shape = checkShape(text, root);
  const inputs = shape.inputs.map((node) => checkColumn(node, text));
  const output = shape.output && checkColumn(shape.output, text);
  const columns = inputs.flatMap(({ column }): readonly Column[] => (column ? [column] : []));
  const keys = [...shape.findings, ...inputs.flatMap(({ findings }) => findings), ...(output?.findings ?? [])];
  const words = [
    ...columns.flatMap((column) => checkWords(column, 'input')),
    ...(output?.column ? checkWords(output.column, 'output') : []),
  ];
  const names = [...checkNames(columns, output?.column)].sort(byPlace);
  const found = { form: keys.sort(byPlace), meaning: errorsFirst([...words.sort(byPlace), ...names]) };
  if (!output?.column || columns.length < inputs.length || keys.some(isError)) return found;
  return { ...found, columns: { inputs: columns, output: output.column, list: shape.list ?? root } };
}

function errorsFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings.filter(isError), ...findings.filter((one) => !isError(one))];
}

function isError({ code, severity }: Finding): boolean {
  return (severity ?? sparkmlRule(code)?.severity ?? 'error') === 'error';
}
