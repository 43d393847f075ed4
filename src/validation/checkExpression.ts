import { messageOf } from '../contract/appError';
import { metricPattern } from '../contract/metricPattern';

/** What is known of a regular expression without running it on a text. */
export interface ExpressionReport {
  /** Why it does not compile. */
  readonly fault?: string;
  /** How many groups it captures. */
  readonly groups: number;
}

/** Compiles an expression and counts its groups. @param flags of JavaScript */
export function checkExpression(expression: string, flags = ''): ExpressionReport {
  try {
    // Behind an empty alternative it is never run, however slow it is, and the match still has a place for each group.
    return { groups: (new RegExp(`|${expression}`, flags).exec('')?.length ?? 1) - 1 };
  } catch (error) {
    const reason = messageOf(error).split(': ').at(-1) ?? '';
    return { fault: reason.charAt(0).toLowerCase() + reason.slice(1), groups: 0 };
  }
}

/** The same for the expression of a metric. */
export function checkMetricExpression(expression: string): ExpressionReport {
  const { source, flags } = metricPattern(expression);
  return checkExpression(source, flags);
}
