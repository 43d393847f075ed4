import { messageOf } from '../contract/appError';

/** What is known of a regular expression without running it on a text. */
export interface ExpressionReport {
  /** Why it does not compile. */
  readonly fault?: string;
  /** How many groups it captures. */
  readonly groups: number;
}

/** Compiles an expression and counts its groups. */
export function checkExpression(expression: string): ExpressionReport {
  try {
    // Behind an empty alternative it is never run, however slow it is, and the match still has a place for each group.
    return { groups: (new RegExp(`|${expression}`).exec('')?.length ?? 1) - 1 };
  } catch (error) {
    const reason = messageOf(error).split(': ').at(-1) ?? '';
    return { fault: reason.charAt(0).toLowerCase() + reason.slice(1), groups: 0 };
  }
}
