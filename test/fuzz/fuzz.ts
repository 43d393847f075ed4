import { faultOf } from './checkDocument';
import { mutate, randomFrom } from './mutate';
import { seeds, type Seed } from './seeds';

/** A document that was judged wrongly. */
export interface Failure {
  readonly seed: number;
  readonly family: string;
  readonly path: string;
  readonly text: string;
  readonly fault: string;
}

/** What `fuzz` did. */
export interface FuzzReport {
  readonly documents: number;
  readonly byFamily: ReadonlyMap<string, number>;
  readonly failures: readonly Failure[];
}

/** The document of a number: the same one as long as seeds and changes stay what they are. */
export function documentOf(seed: number): { readonly origin: Seed; readonly text: string } {
  const random = randomFrom(seed);
  const pick = (): Seed => seeds[Math.floor(random() * seeds.length)] ?? { family: '', path: '', text: '' };
  const origin = pick();
  return { origin, text: mutate(origin.text, random, pick().text) };
}

/** Judges `count` changed documents, beginning with that of a number. */
export async function fuzz(first: number, count: number, most = 20): Promise<FuzzReport> {
  const byFamily = new Map<string, number>();
  const failures: Failure[] = [];
  for (let seed = first; seed < first + count && failures.length < most; seed += 1) {
    const { origin, text } = documentOf(seed);
    byFamily.set(origin.family, (byFamily.get(origin.family) ?? 0) + 1);
    const fault = await faultOf(origin, text);
    if (fault !== undefined) failures.push({ seed, family: origin.family, path: origin.path, text, fault });
  }
  return { documents: [...byFamily.values()].reduce((sum, one) => sum + one, 0), byFamily, failures };
}
