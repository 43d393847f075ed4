import { replace, type Finding } from './finding';
import { endOfMembers, type Member, type ObjectNode } from './schemaNode';

/** A key that must be there, is not, or is null: marked at the null or at the opening bracket. */
export function missing(
  node: ObjectNode,
  member: Member | undefined,
  wanted: { readonly code: string; readonly key: string; readonly value: string; readonly message: string },
): Finding {
  const { code, key, value, message } = wanted;
  if (member) {
    const repairs = [replace(member.value, value, `Change to ${value}`)];
    const action = 'null counts as missing.';
    return { from: member.value.from, to: member.value.to, noticedAt: node.to, code, message, action, repairs };
  }
  const { at, comma } = endOfMembers(node);
  const repairs = [replace({ from: at, to: at }, `${comma}"${key}": ${value}`, `Insert "${key}"`)];
  const action = `Add "${key}".`;
  return { from: node.from, to: node.from + 1, noticedAt: node.to, code, message, action, repairs };
}
