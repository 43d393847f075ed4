/** One way in which an answer is not what a fixture expects. */
export interface Mismatch {
  /** Field of `Expect`. */
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}
