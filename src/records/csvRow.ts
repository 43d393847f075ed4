/**
 * The columns of one row of CSV (RFC 4180) as they stand, quotes included, so that what is only passed on keeps every byte. A row holds no
 * line break (B5).
 */
export function columnsOf(row: string): readonly string[] {
  const columns: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < row.length; at += 1) {
    const character = row[at];
    // A doubled quote closes and opens again: the same in the end.
    if (character === '"' && (quoted || at === start)) quoted = !quoted;
    else if (character === '"' && row[at - 1] === '"') quoted = true;
    else if (character === ',' && !quoted) {
      columns.push(row.slice(start, at));
      start = at + 1;
    }
  }
  return [...columns, row.slice(start)];
}
