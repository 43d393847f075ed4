/** Bytes of a hex dump's line. */
const lineBytes = 16;

/** The bytes behind base64. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Base64 of a text in UTF-8. */
export function base64Of(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Bytes as text; undefined when they are none: no UTF-8, or with control characters that no text has. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return bytes.some(isControl) ? undefined : text;
  } catch {
    // Not UTF-8, which is what was asked.
    return undefined;
  }
}

/** Whether a byte is a control character other than tab, line feed, form feed, carriage return and escape. */
function isControl(byte: number): boolean {
  return byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte);
}

/** Lines of offset, bytes in hexadecimal, and what of them is ASCII. */
export function hexDump(bytes: Uint8Array, most: number): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, most); at += lineBytes) {
    const part = [...bytes.subarray(at, Math.min(at + lineBytes, most))];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(lineBytes * 3 - 1)}  ${ascii}`);
  }
  return lines.join('\n');
}

/** What an editor calls the language of a content type. */
export function languageOf(contentType: string): string {
  if (/json/i.test(contentType)) return 'json';
  return /xml/i.test(contentType) ? 'xml' : 'plaintext';
}
