import type { DataNode } from './dataNode';
import { MappedTextBuilder, type MappedText, type Quote } from './mappedText';

/** What jsonencode makes of a value that is written out, each character with the place that it comes from. */
export function hclJson(node: DataNode): MappedText {
  const builder = new MappedTextBuilder(node.from).piece(asHcl);
  write(node, builder);
  return builder.build();
}

/** JSON that shall stand in Terraform: keys are attributes, also one whose name stands there already. */
const asHcl: Quote = (text) => text.replaceAll(/"([A-Za-z_]\w*)": ?/g, '$1 = ').replace(/^: ?/, ' = ');

function write(node: DataNode, builder: MappedTextBuilder): void {
  if (node.kind === 'map') {
    builder.add('{', node.from, 1);
    node.entries.forEach(({ key, value }, index) => {
      const { from } = key.span(0, key.text.length);
      if (index > 0) builder.add(',', from, 0);
      writeText(key, builder, from);
      builder.add(':', key.span(key.text.length, key.text.length).from, 0);
      write(value, builder);
    });
    builder.add('}', node.to - 1, 1);
  } else if (node.kind === 'list') {
    builder.add('[', node.from, 1);
    node.items.forEach((item, index) => {
      if (index > 0) builder.add(',', item.from, 0);
      write(item, builder);
    });
    builder.add(']', node.to - 1, 1);
  } else if (node.kind === 'text') {
    builder.add('"', node.from, 1);
    writeSigns(node.text, builder);
    builder.add('"', node.to - 1, 1);
  } else if (node.kind === 'plain') builder.add(node.value, node.from, node.to - node.from);
}

/** A key may stand without quotes. */
function writeText(text: MappedText, builder: MappedTextBuilder, from: number): void {
  builder.add('"', from, 0);
  writeSigns(text, builder);
  builder.add('"', text.span(text.text.length, text.text.length).from, 0);
}

function writeSigns(text: MappedText, builder: MappedTextBuilder): void {
  for (let at = 0; at < text.text.length; at += 1) {
    const { from, to } = text.span(at, at + 1);
    // Terraform escapes these for HTML.
    const sign = text.text.charAt(at);
    const written = /[<>&]/.test(sign) ? `\\u00${sign.charCodeAt(0).toString(16)}` : JSON.stringify(sign).slice(1, -1);
    builder.add(written, from, to - from);
  }
}
