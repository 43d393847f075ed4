/** A regular expression for JavaScript. */
export interface MetricPattern {
  readonly source: string;
  readonly flags: string;
}

/** A character that is escaped, a class of characters, or a place where Python writes something of its own. */
const parts = /\\([^])|\[\^?\]?(?:\\[^]|[^\]\\])*\]|\(\?P(<|=([A-Za-z_]\w*)\))|\(\?#[^)]*\)/g;
const leadingFlags = /^\(\?([aiLmsux]+)\)/;

/**
 * The expression of a metric (T64). No source says which dialect the platform reads; people write them for Python, so that what only Python
 * knows (named groups, flags in front, \A and \Z) is turned into what JavaScript knows. What is no expression is left as it is.
 */
export function metricPattern(expression: string): MetricPattern {
  const [front = '', flags = ''] = leadingFlags.exec(expression) ?? [];
  const source = expression.slice(front.length).replaceAll(parts, inJavaScript);
  return { source, flags: [...new Set(flags)].filter((flag) => 'ims'.includes(flag)).join('') };
}

function inJavaScript(part: string, escaped?: string, named?: string, name?: string): string {
  if (escaped === 'A') return '^';
  if (escaped === 'Z') return '$';
  if (name !== undefined) return `\\k<${name}>`;
  if (named !== undefined) return '(?<';
  return part.startsWith('(?#') ? '' : part;
}
