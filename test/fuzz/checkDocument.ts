import type { Diagnostic, Fix, Range } from '../../src/definitions/diagnostic';
import { validateFile } from '../../src/validation/files/validateFile';
import { fakeFiles } from '../unit/validation/fakeFiles';
import { applyFix, offsetOf } from '../unit/validation/sparkml/applyFix';
import { project, type Seed } from './seeds';

/** Milliseconds of the processor that no document of a few kilobytes may take. */
const longest = 1_000;

/** What is wrong with what is said about a document; undefined when all is well. */
export async function faultOf(seed: Seed, text: string): Promise<string | undefined> {
  try {
    const started = process.cpuUsage();
    const found = await judgeSeed(seed, text);
    const took = process.cpuUsage(started).user / 1_000;
    if (took > longest) return `took ${took.toFixed(0)} ms`;
    return placeFault(seed, text, found) ?? (await fixFault(seed, text, found));
  } catch (error) {
    return `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

/** All that is said about a document: about the file beside it, where that is what is checked. */
export async function judgeSeed({ path, checked }: Seed, text: string): Promise<readonly Diagnostic[]> {
  const disk = { ...project, ...(checked && { [checked.path]: checked.text }), [path]: text };
  const files = fakeFiles(disk, {}, ['/car/image/train']);
  return validateFile(checked ?? { path, text }, { files, style: 'posix', projectRootOf: () => '/car' });
}

function placeFault({ checked }: Seed, mutated: string, found: readonly Diagnostic[]): string | undefined {
  const text = checked?.text ?? mutated;
  for (const { code, range, fixes = [] } of found) {
    if (!isIn(text, range)) return `${code} is outside: ${JSON.stringify(range)}`;
    for (const { title, edits } of fixes) {
      if (!edits.every((edit) => isIn(text, edit.range))) return `${code}: "${title}" edits outside`;
      if (overlap(text, edits)) return `${code}: the edits of "${title}" overlap`;
    }
  }
  return undefined;
}

/** Both ends are places of the text, in their order, and not between the two halves of a line break. */
function isIn(text: string, { start, end }: Range): boolean {
  const lines = text.split(/\r\n|\n|\r/);
  const places = [start, end].map(
    (place) => place.character >= 0 && place.character <= (lines[place.line] ?? '').length,
  );
  return lines.length > end.line && places.every(Boolean) && offsetOf(text, start) <= offsetOf(text, end);
}

function overlap(text: string, edits: Fix['edits']): boolean {
  const spans = edits.map(({ range }) => [offsetOf(text, range.start), offsetOf(text, range.end)] as const);
  return spans.sort(([a], [b]) => a - b).some(([from], index) => index > 0 && from < (spans[index - 1]?.[1] ?? 0));
}

/** What keeps a document, or a value in it, from being read at all: behind it, everything else comes to light only once it is repaired. */
const hiding = /^(?:P\d\d|E01|E02|S01|S10|definition\.)/;
const unreadable = /^(?:P\d\d|definition\.)/;

/** A repair that is offered alone takes away what it is for, and breaks nothing. */
async function fixFault(seed: Seed, text: string, found: readonly Diagnostic[]): Promise<string | undefined> {
  if (seed.checked) return undefined;
  const isRead = !found.some(({ code }) => unreadable.test(code));
  for (const one of found.slice(0, 5)) {
    const fix = onlyFix(one);
    if (!fix) continue;
    const after = await judgeSeed(seed, applyFix(text, fix));
    const isBroken = isRead && !hiding.test(one.code) && after.some(({ code }) => unreadable.test(code));
    if (isBroken || count(after, one) >= count(found, one)) {
      return `${one.code}: "${fix.title}" ${isBroken ? 'breaks the document' : 'repairs nothing'}`;
    }
  }
  return undefined;
}

function onlyFix({ fixes, replacement, range }: Diagnostic): Fix | undefined {
  if (replacement !== undefined) return { title: `Change to ${replacement}`, edits: [{ range, text: replacement }] };
  return fixes?.length === 1 ? fixes[0] : undefined;
}

/** How often the same is said. */
function count(found: readonly Diagnostic[], { code, message }: Diagnostic): number {
  return found.filter((one) => one.code === code && one.message === message).length;
}
