import type { MappedText, Span } from '../../grammars/mappedText';
import type { LengthLimit } from '../sparkml/checkLength';
import type { Repair, TextChange } from '../sparkml/finding';

/** The variables that one container gets, as a file gives them. Offsets are those of the file. */
export interface Environment {
  readonly variables: readonly Variable[];
  /** The longest value that the request on the way takes; absent where no request is. */
  readonly limit?: LengthLimit;
  /** What the container is made of, where the file says so. */
  readonly image?: string;
  /** These are certainly variables of a container: a name that is nearly right was meant to be right. */
  readonly isCertain: boolean;
}

export interface Variable {
  readonly name: MappedText;
  readonly value: VariableValue;
}

/** What a variable gets. Only what certainly arrives so is judged. */
export type VariableValue = TextValue | ObjectValue | UnknownValue;

export interface TextValue {
  readonly kind: 'text';
  readonly text: MappedText;
  /** Repairs the whole value where single characters of it can't be edited. */
  readonly repair?: Repair;
}

/** An object or list where the API takes text only. */
export interface ObjectValue extends Span {
  readonly kind: 'object';
  /** What to write around it, so that it becomes text. */
  readonly wrap?: { readonly title: string; readonly changes: readonly TextChange[] };
}

/** Made by code, taken from elsewhere. */
export interface UnknownValue {
  readonly kind: 'unknown';
}

export const schemaVariable = 'SAGEMAKER_SPARKML_SCHEMA';

/** Whether a text can hold anything for these rules: a quick look before a file is parsed. */
export function mentionsSparkml(text: string): boolean {
  return /SPARK[_-]?ML/i.test(text);
}
