/** A document with one element around its content. */
export function xmlText(root: string, content: string, namespace: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${content}</${root}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** An element with text in it. */
export function element(name: string, text: string): string {
  return `<${name}>${text.replace(/[&<>"\r]/g, (sign) => entities[sign] ?? sign)}</${name}>`;
}

/** The content of each element of a name in a document without attributes, as clients of S3 write it; unescaped by `textIn`. */
export function elementsIn(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, content = '']) => content,
  );
}

/** The text of the first element of a name; undefined where there is none. */
export function textIn(xml: string, name: string): string | undefined {
  return elementsIn(xml, name)[0]?.replace(/&(lt|gt|quot|apos|amp|#\d+|#x[0-9a-fA-F]+);/g, (_all, entity: string) =>
    sign(entity),
  );
}

const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function sign(entity: string): string {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(entity) ?? [];
  if (hex === undefined && decimal === undefined) return signs[entity] ?? '';
  return String.fromCodePoint(Math.min(hex === undefined ? Number(decimal) : parseInt(hex, 16), 0x10ffff));
}
