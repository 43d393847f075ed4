import type { Span } from '../../grammars/mappedText';

/** A schema's text as a tree; offsets are those of the text. */
export type SchemaNode = ObjectNode | ListNode | TextNode | PlainNode | BrokenNode;

export interface ObjectNode extends Span {
  readonly type: 'object';
  readonly members: readonly Member[];
}

export interface ListNode extends Span {
  readonly type: 'list';
  readonly items: readonly SchemaNode[];
}

export interface TextNode extends Span {
  readonly type: 'text';
  readonly value: string;
}

/** A number or a literal; `value` is how it is written. */
export interface PlainNode extends Span {
  readonly type: 'number' | 'boolean' | 'null';
  readonly value: string;
}

/** Something that was said to be wrong already: nothing more is known of it. */
export interface BrokenNode extends Span {
  readonly type: 'broken';
}

export interface Member extends Span {
  readonly key: TextNode;
  readonly value: SchemaNode;
}

/** The member that counts: the last of those with a name. */
export function memberOf(node: ObjectNode, name: string): Member | undefined {
  return node.members.findLast(({ key }) => key.value === name);
}

/** The span of a member and of the comma that goes with it. */
export function memberWithComma({ members }: ObjectNode, member: Member): Span {
  const index = members.indexOf(member);
  const next = members[index + 1];
  if (next) return { from: member.from, to: next.from };
  return { from: members[index - 1]?.to ?? member.from, to: member.to };
}

/** Where a new member goes, and what must stand before it. */
export function endOfMembers({ members, from }: ObjectNode): { readonly at: number; readonly comma: string } {
  const last = members.at(-1);
  return last ? { at: last.to, comma: ', ' } : { at: from + 1, comma: '' };
}
