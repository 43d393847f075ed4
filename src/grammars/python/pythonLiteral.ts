import type { SyntaxNode } from '@lezer/common';
import type { MappedText } from '../mappedText';

/** What an expression certainly is when the program runs. */
export type PythonValue = PythonText | PythonCollection | PythonScalar;

export interface PythonText {
  readonly kind: 'text';
  readonly text: MappedText;
  /** `str` or `repr` around a dict: the call's name, which should be json.dumps. */
  readonly printedBy?: SyntaxNode;
}

export interface PythonCollection {
  readonly kind: 'dict' | 'list';
  readonly node: SyntaxNode;
  readonly items: readonly PythonItem[];
}

export interface PythonItem {
  /** Of a dict's item. */
  readonly key?: PythonValue & { readonly kind: 'text' };
  readonly value: PythonValue;
}

export interface PythonScalar {
  readonly kind: 'number' | 'boolean' | 'none';
  readonly node: SyntaxNode;
  /** As JSON has it. */
  readonly json: string;
}
