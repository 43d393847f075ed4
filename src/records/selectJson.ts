import { indexesOf, type PathStep } from './jsonPath';
import { elementsOf, membersOf } from './jsonText';

/** What a path finds in a JSON text, or why it finds nothing. */
export type Selected = { readonly text: string } | { readonly fault: string };

/**
 * What a path means in a JSON text: the value itself for a path that can only mean one, an object for the last step `['a','b']`, else a
 * list of all that was found. @param text valid JSON, read as latin1
 */
export function selectJson(text: string, steps: readonly PathStep[]): Selected {
  let found: readonly string[] = [text.trim()];
  let several = false;
  for (const [position, step] of steps.entries()) {
    const isLast = position === steps.length - 1;
    const next: string[] = [];
    for (const value of found) {
      const taken = take(value, step, isLast);
      if ('fault' in taken && !several) return taken;
      if ('texts' in taken) next.push(...taken.texts);
    }
    found = next;
    several ||= !isSingle(step, isLast);
  }
  const [only = 'null'] = found;
  return { text: several ? `[${found.join(',')}]` : only };
}

function isSingle(step: PathStep, isLast: boolean): boolean {
  if (step.kind === 'names') return step.names.length === 1 || isLast;
  return step.kind === 'indexes' && step.indexes.length === 1;
}

function take(
  value: string,
  step: PathStep,
  isLast: boolean,
): { readonly texts: readonly string[] } | { readonly fault: string } {
  if (step.kind === 'names') return takeNames(value, step.names, isLast);
  const elements =
    elementsOf(value) ?? (step.kind === 'all' ? membersOf(value)?.map((member) => member.value) : undefined);
  if (!elements) return { fault: 'there is no list where the path has an index' };
  const places = indexesOf(step, elements.length);
  if (!places) return { fault: `an index lies outside its list of ${String(elements.length)}` };
  return { texts: places.map((place) => elements[place] ?? 'null') };
}

function takeNames(
  value: string,
  names: readonly string[],
  isLast: boolean,
): { readonly texts: readonly string[] } | { readonly fault: string } {
  const members = membersOf(value);
  if (!members) return { fault: `there is no object where the path has ${names.join(', ')}` };
  const taken = names.flatMap((name) => members.findLast((member) => member.name === name) ?? []);
  if (names.length > 1 && isLast) return { texts: [`{${taken.map((member) => member.text).join(',')}}`] };
  if (names.length === 1 && taken.length === 0) return { fault: `there is no ${names.join(', ')}` };
  return { texts: taken.map((member) => member.value) };
}
