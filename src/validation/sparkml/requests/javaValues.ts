const whole = /^[+-]?\p{Nd}+$/u;
const real =
  /^[+-]?(?:NaN|Infinity|(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|0[xX](?:[\da-fA-F]+\.?|[\da-fA-F]*\.[\da-fA-F]+)[pP][+-]?\d+)[fFdD]?)$/;
/** What Java takes for a blank around a number: everything up to the space. */
const blanks = /^[\0- ]+|[\0- ]+$/g;
const bits: Readonly<Record<string, number>> = { byte: 8, short: 16, int: 32, long: 64 };

/** Why the container can't read a text as a type, as the end of a sentence; undefined where it can. Types that it does not know are told elsewhere. */
export function valueFault(type: string, text: string): string | undefined {
  const width = Object.hasOwn(bits, type) ? bits[type] : undefined;
  if (width !== undefined) return wholeFault(type, text, width);
  if (type !== 'float' && type !== 'double') return undefined;
  if (text.replaceAll(blanks, '') === '') return `an empty value is no ${type}`;
  return real.test(text.replaceAll(blanks, '')) ? undefined : `${shown(text)} is no ${type}`;
}

function wholeFault(type: string, text: string, width: number): string | undefined {
  const article = type === 'int' ? 'an' : 'a';
  if (text === '') return `an empty value is no ${type}`;
  if (!whole.test(text)) return `${shown(text)} can't be read as ${article} ${type}, which is digits only`;
  // Digits of other alphabets count too; only how many there are matters here.
  const digits = text.replaceAll(/[^-0-9]/gu, '0').replace(/^(-?)0+(?=\d)/, '$1');
  const limit = 1n << BigInt(width - 1);
  const isShort = digits.length <= 20;
  if (isShort && BigInt(digits) >= -limit && BigInt(digits) < limit) return undefined;
  return `${shown(text)} is too large for ${article} ${type}, which ends at ${String(limit - 1n)}`;
}

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
