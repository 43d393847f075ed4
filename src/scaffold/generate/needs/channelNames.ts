/** The channel that a name speaks of. */
export function channelFor(name: string): string {
  if (/(?:^|[-_./])test/i.test(name)) return 'test';
  return /(?:^|[-_./])(?:val|valid|validation|eval|dev)(?:[-_./]|$|idation)/i.test(name) ? 'validation' : 'train';
}
