import type { Diagnostic } from '../definitions/diagnostic';

/** Where something stands in a request: field names and list indices from the root. */
export type JsonPath = readonly (string | number)[];

/** Something wrong with a request, before its place in the text is looked up. */
export interface Problem {
  /** Rule id of the SageMaker contract, or `family.what`. */
  readonly code: string;
  readonly path: JsonPath;
  /** Mark the field's name in place of its value. */
  readonly at?: 'key';
  /** An error where it doesn't say. */
  readonly severity?: Diagnostic['severity'];
  readonly message: string;
  readonly action: string;
  /** JSON text that would replace what is marked. */
  readonly replacement?: string;
}

/** `InputDataConfig[0].ChannelName`; `the request` for the root. */
export function pathText(path: JsonPath): string {
  if (path.length === 0) return 'the request';
  return path
    .map((step, index) => (typeof step === 'number' ? `[${String(step)}]` : (index > 0 ? '.' : '') + step))
    .join('');
}

const shown = 12;

/** Names in a sentence, the first dozen of them. */
export function listed(names: readonly string[]): string {
  return names.length <= shown ? names.join(', ') : `${names.slice(0, shown).join(', ')} and others`;
}
