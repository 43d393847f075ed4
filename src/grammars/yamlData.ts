import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Alias, type ParsedNode, type Scalar } from 'yaml';
import type { DataEntry, DataNode } from './dataNode';
import type { MappedText } from './mappedText';
import { yamlScalar, type ScalarStyle } from './yamlScalar';

const deepest = 100;
/** Tags that other tools act on: !Sub, !Ref, !Join, !vault, … */
const ownTag = /^!(?!!)/;

/** The documents of a YAML file as data; those with mistakes in them as far as they can be read. */
export function yamlData(text: string): readonly DataNode[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false, keepSourceTokens: true });
  return [...documents].flatMap(({ contents }) => (contents ? [dataOf(contents, text, 0)] : []));
}

function dataOf(node: ParsedNode, text: string, depth: number): DataNode {
  const [from, to] = node.range;
  const span = { from, to };
  if (depth > deepest || isAlias(node) || isMadeByTag(node)) return { ...span, kind: 'unknown' };
  if (isMap(node)) {
    const entries = node.items.flatMap(({ key, value }): readonly DataEntry[] => {
      const name = isScalar(key) ? scalarText(key, text) : undefined;
      return name && value ? [{ key: name, value: dataOf(value, text, depth + 1) }] : [];
    });
    return { ...span, kind: 'map', entries };
  }
  if (isSeq(node)) {
    return { ...span, kind: 'list', items: node.items.map((item) => dataOf(item, text, depth + 1)) };
  }
  if (!isScalar(node)) return { ...span, kind: 'unknown' };
  if (typeof node.value !== 'string') return { ...span, kind: 'plain', value: node.source };
  const value = scalarText(node, text);
  return value ? { ...span, kind: 'text', text: value } : { ...span, kind: 'unknown' };
}

function isMadeByTag(node: Exclude<ParsedNode, Alias.Parsed>): boolean {
  const { tag } = node;
  if (tag === undefined || !ownTag.test(tag) || isCore(tag)) return false;
  // CloudFormation puts something in for ${…} only.
  return !(tag === '!Sub' && isScalar(node) && !node.source.includes('${'));
}

function isCore(tag: string): boolean {
  return tag.startsWith('!!') || tag === '!';
}

function scalarText(node: Scalar.Parsed, text: string): MappedText | undefined {
  const [from, to] = node.range;
  const value = typeof node.value === 'string' ? node.value : node.source;
  const token = node.srcToken;
  if (token?.type === 'block-scalar') {
    const header = text.indexOf('\n', from) + 1;
    return header > 0 ? yamlScalar(value, { text: text.slice(header, to), offset: header }, 'block') : undefined;
  }
  const style = styleOf(token?.type);
  const quote = style === 'plain' ? 0 : 1;
  const start = token && 'offset' in token ? token.offset : from;
  return yamlScalar(value, { text: text.slice(start + quote, to - quote), offset: start + quote }, style);
}

function styleOf(type: string | undefined): ScalarStyle {
  if (type === 'single-quoted-scalar') return 'single';
  return type === 'double-quoted-scalar' ? 'double' : 'plain';
}
