import { nearestName } from '../nearestName';
import { replace, type Finding } from './finding';
import { missing } from './missingMember';
import { memberOf, memberWithComma, type Member, type ObjectNode, type SchemaNode } from './schemaNode';

/** A column whose keys are right: its words, with where they stand. */
export interface Column {
  readonly node: ObjectNode;
  readonly name: Word;
  readonly type: Word;
  /** Absent for one without, and for null: both mean basic. */
  readonly struct?: Word;
}

/** A value as the container reads it: numbers and booleans become text. */
export interface Word {
  readonly text: string;
  readonly member: Member;
}

const keys = ['name', 'type', 'struct'] as const;
const otherNames: Readonly<Record<string, string>> = {
  dtype: 'type',
  datatype: 'type',
  col: 'name',
  column: 'name',
  columnname: 'name',
  colname: 'name',
  field: 'name',
  fieldname: 'name',
  structure: 'struct',
  structtype: 'struct',
  shape: 'struct',
};

/** Rules C01 to C09 for one column. The column is absent where its keys are wrong. */
export function checkColumn(
  node: SchemaNode,
  text: string,
): { readonly findings: readonly Finding[]; readonly column?: Column } {
  if (node.type === 'broken') return { findings: [] };
  if (node.type !== 'object') return { findings: [notAColumn(node, text)] };
  const strange = checkKeys(node);
  const meant = new Set(strange.flatMap(({ stands }) => stands ?? []));
  const wrong = [
    ...strange.map(({ finding }) => finding),
    ...checkName(node, meant.has('name')),
    ...checkType(node, meant.has('type')),
    ...checkStruct(node),
  ];
  const findings = [...wrong, ...checkNameText(node)];
  const column = wrong.length === 0 ? columnOf(node) : undefined;
  return { findings, ...(column && { column }) };
}

function columnOf(node: ObjectNode): Column | undefined {
  const [name, type, struct] = keys.map((key) => wordOf(memberOf(node, key)));
  return name && type && { node, name, type, ...(struct && { struct }) };
}

function wordOf(member: Member | undefined): Word | undefined {
  const value = member?.value;
  if (!member || !value || value.type === 'object' || value.type === 'list') return undefined;
  return value.type === 'null' || value.type === 'broken' ? undefined : { text: value.value, member };
}

function notAColumn(node: Exclude<SchemaNode, ObjectNode>, text: string): Finding {
  const repair =
    node.type === 'text'
      ? `{"name": ${JSON.stringify(node.value)}, "type": "string"}`
      : node.type === 'list' && node.items.length === 2 && node.items.every(({ type }) => type === 'text')
        ? `{"name": ${sliceOf(text, node.items[0])}, "type": ${sliceOf(text, node.items[1])}}`
        : undefined;
  return {
    from: node.from,
    to: node.type === 'list' ? node.from + 1 : node.to,
    code: 'C01',
    message: 'Each column is an object of name, type and, if need be, struct.',
    action: 'Write {"name": …, "type": …}.',
    ...(repair !== undefined && { repairs: [replace(node, repair, 'Change to a column')] }),
  };
}

function sliceOf(text: string, node: SchemaNode | undefined): string {
  return node ? text.slice(node.from, node.to) : '""';
}

function checkKeys(node: ObjectNode): readonly { readonly finding: Finding; readonly stands?: string }[] {
  return node.members.flatMap((member) => {
    const { key } = member;
    if (keys.some((known) => known === key.value)) return [];
    const plain = key.value.toLowerCase().replaceAll(/[_\s-]/g, '');
    const meant = Object.hasOwn(otherNames, plain) ? otherNames[plain] : nearestName(key.value, keys);
    if (meant === undefined || memberOf(node, meant)) return [{ finding: unknown(node, member) }];
    return [{ finding: misspelt(member, meant), stands: meant }];
  });
}

function misspelt({ key }: Member, meant: string): Finding {
  return {
    from: key.from,
    to: key.to,
    code: 'C03',
    message: `"${key.value}" is unknown in a column; did you mean "${meant}"? Names are case-sensitive.`,
    action: 'Rename it.',
    repairs: [replace(key, JSON.stringify(meant), `Rename to "${meant}"`)],
  };
}

function unknown(node: ObjectNode, member: Member): Finding {
  return {
    from: member.key.from,
    to: member.key.to,
    code: 'C02',
    message: `"${member.key.value}" is unknown in a column: the container rejects the whole schema.`,
    action: 'Delete it: a column has name, type and struct only.',
    repairs: [replace(memberWithComma(node, member), '', `Delete "${member.key.value}"`)],
  };
}

function checkName(node: ObjectNode, isMisspelt: boolean): readonly Finding[] {
  const member = memberOf(node, 'name');
  if (member?.value.type === 'object' || member?.value.type === 'list') {
    const { from } = member.value;
    return [
      { from, to: from + 1, code: 'C06', message: 'The name of a column must be text.', action: 'Write "name": "…".' },
    ];
  }
  if (isMisspelt || (member && member.value.type !== 'null')) return [];
  return [missing(node, member, { code: 'C04', key: 'name', value: '""', message: 'A column needs a name.' })];
}

function checkType(node: ObjectNode, isMisspelt: boolean): readonly Finding[] {
  const member = memberOf(node, 'type');
  if (member?.value.type === 'object' || member?.value.type === 'list') return [notAWord(member, 'type')];
  if (isMisspelt || (member && member.value.type !== 'null')) return [];
  return [missing(node, member, { code: 'C05', key: 'type', value: '"double"', message: 'A column needs a type.' })];
}

function checkStruct(node: ObjectNode): readonly Finding[] {
  const member = memberOf(node, 'struct');
  return member?.value.type === 'object' || member?.value.type === 'list' ? [notAWord(member, 'struct')] : [];
}

function notAWord({ value }: Member, key: string): Finding {
  const words = key === 'type' ? 'boolean, byte, short, int, float, double, long or string' : 'basic, vector or array';
  return {
    from: value.from,
    to: value.from + 1,
    code: 'C08',
    message: `The ${key} of a column must be one word.`,
    action: `Write ${words}.`,
  };
}

/** C07 and C09: what is accepted, and hardly meant. */
function checkNameText(node: ObjectNode): readonly Finding[] {
  const value = memberOf(node, 'name')?.value;
  if (value?.type === 'number' || value?.type === 'boolean') {
    const quoted = JSON.stringify(value.value);
    const message = `The container takes this name as the text ${quoted}.`;
    const repairs = [replace(value, quoted, `Change to ${quoted}`)];
    return [{ from: value.from, to: value.to, code: 'C07', message, action: 'Put it in quotes.', repairs }];
  }
  if (value?.type !== 'text' || (value.value !== '' && value.value.trim() === value.value)) return [];
  const isEmpty = value.value.trim() === '';
  const trimmed = JSON.stringify(value.value.trim());
  return [
    {
      from: value.from,
      to: value.to,
      code: 'C09',
      message: isEmpty ? 'The name of this column is empty.' : 'The name of this column has blanks around it.',
      action: 'It must match the column of the pipeline exactly.',
      ...(!isEmpty && { repairs: [replace(value, trimmed, `Change to ${trimmed}`)] }),
    },
  ];
}
