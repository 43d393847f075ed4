import type { Span } from '../../../grammars/mappedText';
import { nearestName } from '../../nearestName';
import { replace, type Repair } from '../finding';
import { readSchema } from '../readSchema';
import { memberOf, memberWithComma, type Member, type ObjectNode, type SchemaNode } from '../schemaNode';
import type { RequestFinding } from './sparkmlRequest';

/** The two members of a request, as far as they are there. */
export interface ReadRequest {
  readonly findings: readonly RequestFinding[];
  /** Absent where the request can't be used at all. */
  readonly data?: Member;
  /** Its own schema; null counts as none. */
  readonly schema?: Member;
}

/** A body as JSON (R14): the rules are those of a schema's text, and so are the repairs. */
export function readBody(text: string): { readonly root?: SchemaNode; readonly findings: readonly RequestFinding[] } {
  if (text.trim() === '') {
    return { findings: [unreadable({ from: 0, to: text.length }, 'There is no JSON here.', 'Write {"data": […]}.')] };
  }
  const { root, findings } = readSchema(text);
  const told = findings
    .filter(({ code }) => code !== 'P12')
    .map((finding): RequestFinding => {
      if (finding.code !== 'P11') return { ...finding, code: 'R14', severity: 'error' };
      const message = 'The container ignores what follows the JSON value.';
      return {
        ...finding,
        code: 'R14',
        severity: 'warning',
        message,
        action: 'Delete it, or send application/jsonlines.',
      };
    });
  const isBroken = told.some(({ severity }) => severity === 'error');
  return root && !isBroken ? { root, findings: told } : { findings: told };
}

/** R01 and R02 for what must be {"schema": …, "data": […]}. */
export function readRequest(root: SchemaNode): ReadRequest {
  if (root.type !== 'object') {
    const repairs = root.type === 'list' ? [wrapped(root)] : [];
    const message = 'A request is an object with "data".';
    return { findings: [{ ...unreadable(opening(root), message, 'Write {"data": […]}.'), repairs }] };
  }
  const data = memberOf(root, 'data');
  const unknown = root.members.filter(({ key }) => key.value !== 'data' && key.value !== 'schema');
  const findings = unknown.map((member) => unknownKey(root, member, unknown.length === 1 && !data));
  if (!data || data.value.type === 'null') {
    if (unknown.length > 0 && !data) return { findings };
    const place = data?.value ?? { from: root.from, to: root.from + 1 };
    const message = data ? '"data" is null.' : 'The request has no "data".';
    return { findings: [...findings, { ...spanOf(place), code: 'R01', message, action: 'Write {"data": […]}.' }] };
  }
  if (data.value.type !== 'list') {
    const message = '"data" must be a list: one value for each column.';
    return { findings: [...findings, unreadable(opening(data.value), message, 'Write […].')] };
  }
  const schema = memberOf(root, 'schema');
  return { findings, data, ...(schema && schema.value.type !== 'null' && { schema }) };
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}

function opening({ type, from, to }: SchemaNode): Span {
  return { from, to: type === 'object' || type === 'list' ? from + 1 : to };
}

function wrapped({ from, to }: Span): Repair {
  const changes = [
    { from, to: from, text: '{"data": ' },
    { from: to, to, text: '}' },
  ];
  return { title: 'Put it under "data"', changes };
}

/** R02 */
function unknownKey(root: ObjectNode, member: Member, isData: boolean): RequestFinding {
  const { key } = member;
  const meant = isData
    ? 'data'
    : nearestName(
        key.value,
        ['schema'].filter((name) => !memberOf(root, name)),
      );
  const repair = meant
    ? replace(key, JSON.stringify(meant), `Rename to "${meant}"`)
    : replace(memberWithComma(root, member), '', `Delete "${key.value}"`);
  return {
    from: key.from,
    to: key.to,
    code: 'R02',
    message: `"${key.value}" is unknown in a request: the container refuses it.`,
    action: meant ? `Rename it to "${meant}".` : 'Delete it: a request has "data" and "schema" only.',
    repairs: [repair],
  };
}

/** R14 */
export function unreadable({ from, to }: Span, message: string, action: string): RequestFinding {
  return { from, to, code: 'R14', message, action };
}
