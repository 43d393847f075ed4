import type { Span } from '../../grammars/mappedText';
import { nearestName } from '../nearestName';
import { replace, type Finding } from './finding';
import { memberOf, memberWithComma, type ListNode, type Member, type ObjectNode, type SchemaNode } from './schemaNode';
import { missing } from './missingMember';

/** What is wrong with the schema's outer form (S…), and the parts of it that can be judged on. */
export interface Shape {
  readonly findings: readonly Finding[];
  readonly inputs: readonly SchemaNode[];
  readonly output?: SchemaNode;
  /** Where the list of inputs stands. */
  readonly list?: Span;
}

const nothing = { inputs: [] };
const outputSkeleton = '{"name": "prediction", "type": "double"}';
const otherNames: Readonly<Record<string, string>> = {
  inputschema: 'input',
  inputcolumns: 'input',
  inputcols: 'input',
  inputfields: 'input',
  outputschema: 'output',
  outputcolumn: 'output',
  outputcol: 'output',
};

/** Rules S01 to S10. */
export function checkShape(text: string, root: SchemaNode): Shape {
  if (root.type === 'broken') return { ...nothing, findings: [] };
  if (root.type === 'null') return { ...nothing, findings: [nullSchema(root)] };
  if (root.type !== 'object') return { ...nothing, findings: [notAnObject(text, root)] };
  const pasted = wholeRequest(text, root);
  if (pasted) return { ...nothing, findings: [pasted] };
  const keys = checkKeys(root);
  const meant = new Set(keys.flatMap(({ stands }) => stands ?? []));
  const input = memberOf(root, 'input');
  const output = memberOf(root, 'output');
  const findings = [
    ...keys.map(({ finding }) => finding),
    ...(meant.has('input') ? [] : checkInput(text, root, input)),
    ...(meant.has('output') ? [] : checkOutput(text, root, output)),
  ];
  return {
    findings,
    inputs: input?.value.type === 'list' ? input.value.items : [],
    ...(output?.value.type === 'object' && { output: output.value }),
    ...(input?.value.type === 'list' && { list: input.value }),
  };
}

function nullSchema({ from, to }: SchemaNode): Finding {
  const message = 'The schema is null: every request is answered with 400 and an empty body.';
  return { from, to, code: 'S02', message, action: 'Write an object with input and output.' };
}

function notAnObject(text: string, root: Exclude<SchemaNode, ObjectNode>): Finding {
  const { from, to, type } = root;
  const wrapped = `{"input": ${text.slice(from, to)}, "output": ${outputSkeleton}}`;
  return {
    from,
    to: type === 'list' ? from + 1 : to,
    code: 'S01',
    message: 'The schema must be an object with input and output.',
    action:
      type === 'list' ? 'Put the list under "input", and name the output.' : 'Write {"input": […], "output": {…}}.',
    ...(type === 'list' && { repairs: [replace(root, wrapped, 'Wrap the list as input')] }),
  };
}

/** S10: the body of a request, with data or a schema in it. */
function wholeRequest(text: string, root: ObjectNode): Finding | undefined {
  const schema = memberOf(root, 'schema');
  if (schema?.value.type !== 'object' || memberOf(root, 'input') || memberOf(root, 'output')) return undefined;
  const { from, to } = schema.key;
  return {
    from,
    to,
    code: 'S10',
    message: 'This is the body of a request; only what stands under "schema" belongs here.',
    action: 'Keep that part alone.',
    repairs: [replace(root, text.slice(schema.value.from, schema.value.to), 'Keep the schema only')],
  };
}

interface KeyFinding {
  readonly finding: Finding;
  /** The key that it was meant to be. */
  readonly stands?: string;
}

function checkKeys(root: ObjectNode): readonly KeyFinding[] {
  return root.members.flatMap((member) => {
    const { key } = member;
    if (key.value === 'input' || key.value === 'output') return [];
    const meant = Object.hasOwn(otherNames, plain(key.value))
      ? otherNames[plain(key.value)]
      : nearestName(key.value, ['input', 'output']);
    const isFree = meant !== undefined && !memberOf(root, meant);
    return [isFree ? { finding: misspelt(member, meant), stands: meant } : { finding: unknown(root, member) }];
  });
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[_\s-]/g, '');
}

function misspelt({ key }: Member, meant: string): Finding {
  return {
    from: key.from,
    to: key.to,
    code: 'S04',
    message: `"${key.value}" is unknown; did you mean "${meant}"? Names are case-sensitive.`,
    action: 'Rename it.',
    repairs: [replace(key, JSON.stringify(meant), `Rename to "${meant}"`)],
  };
}

function unknown(root: ObjectNode, member: Member): Finding {
  return {
    from: member.key.from,
    to: member.key.to,
    code: 'S03',
    message: `"${member.key.value}" is unknown: the container rejects the whole schema.`,
    action: 'Delete it: a schema has "input" and "output" only.',
    repairs: [replace(memberWithComma(root, member), '', `Delete "${member.key.value}"`)],
  };
}

function checkInput(text: string, root: ObjectNode, input: Member | undefined): readonly Finding[] {
  const value = input?.value;
  if (!value || value.type === 'null') {
    const message = '"input" is required: the list of columns.';
    return [missing(root, input, { code: 'S05', key: 'input', value: '[]', message })];
  }
  if (value.type === 'list') return emptyInput(value);
  if (value.type === 'broken') return [];
  const { from, to } = value;
  const list = value.type === 'object' ? columnsOf(text, value) : undefined;
  return [
    {
      from,
      to: value.type === 'object' ? from + 1 : to,
      code: 'S07',
      message: '"input" must be a list of columns.',
      action: 'Write [{"name": …, "type": …}, …].',
      ...(list !== undefined && { repairs: [replace(value, list, 'Change to a list of columns')] }),
    },
  ];
}

/** One column as a list of it, and a map from names to types as a list of columns. */
function columnsOf(text: string, node: ObjectNode): string | undefined {
  if (memberOf(node, 'name') ?? memberOf(node, 'type')) return `[${text.slice(node.from, node.to)}]`;
  const columns = node.members.map(({ key, value }) =>
    value.type === 'text'
      ? `{"name": ${JSON.stringify(key.value)}, "type": ${JSON.stringify(value.value)}}`
      : undefined,
  );
  return columns.includes(undefined) ? undefined : `[${columns.join(', ')}]`;
}

function emptyInput({ from, to, items }: ListNode): readonly Finding[] {
  if (items.length > 0) return [];
  const message = 'There are no input columns; only a pipeline without inputs could run.';
  return [{ from, to, code: 'S09', message, action: 'Add the columns.' }];
}

function checkOutput(text: string, root: ObjectNode, output: Member | undefined): readonly Finding[] {
  const value = output?.value;
  if (!value || value.type === 'null') {
    const message = '"output" is required: the one column that is returned.';
    return [missing(root, output, { code: 'S06', key: 'output', value: outputSkeleton, message })];
  }
  if (value.type === 'object' || value.type === 'broken') return [];
  const only = value.type === 'list' && value.items.length === 1 ? value.items[0] : undefined;
  const repair =
    value.type === 'text'
      ? replace(value, `{"name": ${JSON.stringify(value.value)}, "type": "double"}`, 'Change to a column')
      : only?.type === 'object'
        ? replace(value, text.slice(only.from, only.to), 'Take the column out of the list')
        : undefined;
  return [
    {
      from: value.from,
      to: value.type === 'list' ? value.from + 1 : value.to,
      code: 'S08',
      message: '"output" is one object of name, type and struct; only one column can be returned.',
      action: 'Write {"name": …, "type": …}.',
      ...(repair && { repairs: [repair] }),
    },
  ];
}
