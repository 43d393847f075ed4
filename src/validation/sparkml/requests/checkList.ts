import type { Column } from '../checkColumn';
import type { SchemaNode } from '../schemaNode';
import type { RequestFinding } from './sparkmlRequest';

/** R05, R06 and R08 for a vector or an array: its elements are cast, not read. One finding for all that is wrong in the same way. */
export function checkList(node: SchemaNode, column: Column): readonly RequestFinding[] {
  const { from, to } = node;
  const { name, struct, type } = column;
  const what = `"${name.text}" is ${struct?.text === 'array' ? 'an array' : 'a vector'}`;
  if (node.type === 'null') {
    const message = `null is no value for "${name.text}": the answer is 400 with an empty body.`;
    return [{ from, to, code: 'R06', message, action: 'Write a list.', column }];
  }
  if (node.type !== 'list') {
    const end = node.type === 'object' ? from + 1 : to;
    const message = `${what}, and this is no list.`;
    return [{ from, to: end, code: 'R08', message, action: 'Write […].', column }];
  }
  const isVector = struct?.text === 'vector';
  // Told in the schema.
  if (isVector && type.text !== 'double') return [];
  const missing = isVector ? node.items.find((item) => item.type === 'null') : undefined;
  const strange = node.items.filter((item) => item.type !== 'null' && !fits(item, type.text));
  return [
    ...(missing ? [noElement(missing, column)] : []),
    ...wholeNumbers(strange.filter(isWhole), column),
    ...strange
      .filter((item) => !isReal(column) || !isWhole(item))
      .slice(0, 1)
      .map((item) => wrongElement(item, column)),
  ];
}

function isReal({ type }: Column): boolean {
  return type.text === 'double' || type.text === 'float';
}

function isWhole(node: SchemaNode): boolean {
  return node.type === 'number' && /^-?\d+$/.test(node.value);
}

/** Whether an element has the type itself, as the JSON reader gives it. */
function fits(node: SchemaNode, type: string): boolean {
  switch (type) {
    case 'double':
    case 'float':
      return node.type === 'number' && !isWhole(node);
    case 'int':
      return node.type === 'number' && isWhole(node) && inRange(node.value, 32);
    case 'long':
      return node.type === 'number' && isWhole(node) && !inRange(node.value, 32) && inRange(node.value, 64);
    case 'boolean':
      return node.type === 'boolean';
    case 'string':
      return node.type === 'text';
    default:
      return false;
  }
}

function inRange(number: string, width: number): boolean {
  const limit = 1n << BigInt(width - 1);
  if (number.length > 20) return false;
  const value = BigInt(number);
  return value >= -limit && value < limit;
}

function noElement({ from, to }: SchemaNode, column: Column): RequestFinding {
  const message = `A vector holds no null: the answer is 400 with an empty body.`;
  return { from, to, code: 'R06', message, action: 'Write a number.', column };
}

/** R05 */
function wholeNumbers(items: readonly SchemaNode[], column: Column): readonly RequestFinding[] {
  const [first] = items;
  if (!first || !isReal(column)) return [];
  const { from, to } = first;
  const message = `"${column.name.text}" holds ${column.type.text}; a number without a point is none in a list.`;
  const changes = items.map((item) => ({ from: item.to, to: item.to, text: '.0' }));
  const repairs = [{ title: items.length === 1 ? 'Add .0' : 'Add .0 to all of them', changes }];
  return [{ from, to, code: 'R05', message, action: 'Write it with .0.', repairs, column }];
}

/** R08 */
function wrongElement({ from, to, type: found }: SchemaNode, column: Column): RequestFinding {
  const { name, type } = column;
  const end = found === 'object' || found === 'list' ? from + 1 : to;
  const never = type.text === 'byte' || type.text === 'short' || type.text === 'long';
  return {
    from,
    to: end,
    code: 'R08',
    message: `"${name.text}" is a list of ${type.text}, and this is none: elements of lists are not converted.`,
    action: never ? 'Make the column an array of int or double.' : `Write a ${type.text}.`,
    column,
  };
}
