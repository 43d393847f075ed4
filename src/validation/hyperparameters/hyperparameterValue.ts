import { nearestName } from '../nearestName';
import { listed } from '../problem';
import { rangeText, type HyperparameterSpec } from './hyperparameterSpec';

/** What is wrong with a value: that it does not read as its type (H13), or that it is none of those allowed (H14). */
export interface ValueFault {
  readonly code: 'H13' | 'H14';
  /** Half a sentence after "must be". */
  readonly wanted: string;
  readonly guess?: string;
}

/** Python's int(), float(): what is around a number does not count, `_` may stand between digits. */
const integer = /^[+-]?\d+(_\d+)*$/;
const float = /^[+-]?((\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+)?|inf(inity)?|nan)$/i;
const booleans = new Set(['true', 'false', '0', '1', 'yes', 'no']);

/** The text that a program reads: some submitters put JSON quotes around text, and containers accept both. */
export function plainText(value: string): string {
  if (!/^".*"$/.test(value)) return value;
  try {
    const inner: unknown = JSON.parse(value);
    return typeof inner === 'string' ? inner : value;
  } catch {
    // Quotes that are no JSON are part of the text.
    return value;
  }
}

/** @returns undefined for a value that can be used */
export function valueFault(spec: HyperparameterSpec, value: string): ValueFault | undefined {
  const text = plainText(value);
  if (text === spec.default || spec.also?.includes(text.trim()) === true) return undefined;
  switch (spec.type) {
    case 'integer':
    case 'float':
      return numberFault(spec, text.trim(), spec.type) ?? (spec.words && numberWordFault(spec.words, text.trim()));
    case 'boolean':
      return booleans.has(text.trim().toLowerCase()) ? undefined : { code: 'H13', wanted: 'true or false' };
    case 'list':
      return listFault(spec, text);
    case 'tuple':
      return tupleFault(spec, text);
    case 'string':
      return stringFault(spec, text);
  }
}

function numberFault(spec: HyperparameterSpec, text: string, type: 'integer' | 'float'): ValueFault | undefined {
  const range = rangeText(spec);
  const wanted = `${type === 'integer' ? 'a whole number' : 'a number'}${range === undefined ? '' : ` in ${range}`}`;
  const also = spec.also ? `${wanted}, or ${spec.also.map((word) => JSON.stringify(word)).join(', ')}` : wanted;
  if (!(type === 'integer' ? integer : float).test(text)) return { code: 'H13', wanted: also };
  return isInside(spec, numberOf(text)) ? undefined : { code: 'H14', wanted: also };
}

/** The number of a text that Python reads as one; NaN for anything else. */
export function numberOf(text: string): number {
  const plain = text.trim().replaceAll('_', '').toLowerCase();
  if (!float.test(plain)) return NaN;
  if (plain.includes('inf')) return plain.startsWith('-') ? -Infinity : Infinity;
  return Number(plain);
}

/** Whether a number is within the limits; one that is no number is neither below nor above. */
export function isInside({ min, minExclusive, max, maxExclusive }: HyperparameterSpec, value: number): boolean {
  if (min !== undefined && (value < min || (minExclusive === true && value === min))) return false;
  return !(max !== undefined && (value > max || (maxExclusive === true && value === max)));
}

/** Numbers that are written differently are still the same. */
function numberWordFault(words: readonly string[], text: string): ValueFault | undefined {
  return words.some((word) => numberOf(word) === numberOf(text)) ? undefined : wordFault(words, text);
}

function wordFault(words: readonly string[], text: string): ValueFault | undefined {
  if (words.includes(text)) return undefined;
  const guess = nearestName(text, words);
  const wanted = `one of ${listed(words.map((word) => JSON.stringify(word)))}`;
  return { code: 'H14', wanted, ...(guess !== undefined && { guess }) };
}

function stringFault({ words, pattern }: HyperparameterSpec, text: string): ValueFault | undefined {
  if (words) return wordFault(words, text);
  if (pattern === undefined || new RegExp(pattern).test(text)) return undefined;
  return { code: 'H14', wanted: `of the form ${pattern}` };
}

/** A list is written as JSON or with commas; a metric of XGBoost may carry a threshold: `error@0.7`. */
function listFault(spec: HyperparameterSpec, text: string): ValueFault | undefined {
  for (const item of itemsOf(text)) {
    if (spec.words) {
      const fault = wordFault(spec.words, item.replace(/@.*$/, ''));
      if (fault)
        return {
          ...fault,
          wanted: `a list of ${fault.wanted.replace(/^one of /, '')}`,
          ...(fault.guess !== undefined && { guess: text.replace(item, fault.guess) }),
        };
    } else if (spec.itemType === 'integer' || spec.itemType === 'float') {
      const fault = numberFault(spec, item, spec.itemType);
      if (fault) return { code: fault.code, wanted: `a list of numbers, each ${fault.wanted}` };
    }
  }
  return undefined;
}

function itemsOf(text: string): readonly string[] {
  const inner = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (inner.trim() === '') return [];
  return inner.split(',').map((item) => item.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

/** Python's tuples and nested lists, of numbers. */
function tupleFault({ words, min }: HyperparameterSpec, text: string): ValueFault | undefined {
  const wanted = 'numbers in brackets, like "(1, -1)" or "[[1, 2], [3]]"';
  if (!/^[[({][\s\d,.()[\]{}+-]*[\])}]$/.test(text.trim())) return { code: 'H13', wanted };
  const numbers = text.match(/[+-]?\d+(\.\d+)?/g) ?? [];
  const wrong = numbers.some((one) => (words ? !words.includes(one) : Number(one) < (min ?? -Infinity)));
  return wrong ? { code: 'H14', wanted: words ? `a tuple of ${words.join(', ')}` : wanted } : undefined;
}
