/** Whether a path matches a pattern of a Dockerfile: `*` and `?` stay inside one name, `[]` is a set of characters. */
export function matchesPath(pattern: string, path: string): boolean {
  if (!/[*?[\\]/.test(pattern)) return pattern === path;
  const tokens = pattern.match(/\[[!^]?(?:\\.|[^\]\\])+\]|\\.|[^]/g) ?? [];
  try {
    return new RegExp(`^${tokens.map(expressionOf).join('')}$`).test(path);
  } catch {
    // A set that is no set, for example [z-a], matches nothing.
    return false;
  }
}

function expressionOf(token: string): string {
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length > 2 && token.startsWith('[')) return token.replace(/^\[!/, '[^');
  return token.replace(/^\\(?=.)/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
