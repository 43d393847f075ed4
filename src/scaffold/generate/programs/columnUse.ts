/** How a program uses the columns of a table, as far as its text tells. */
export interface ColumnUse {
  /** Columns that it names one at a time; maybe keys of other things too. */
  readonly named: readonly string[];
  /** What it learns to tell, and what else it takes out; maybe names of other things too. */
  readonly left: readonly string[];
  /** What it takes out with nothing else said: the rest of the columns is taken. */
  readonly removed: readonly string[];
  /** Lists that are of columns by where they stand. */
  readonly lists: readonly (readonly string[])[];
  readonly formulas: readonly Formula[];
  /** Columns that it makes of others. */
  readonly made: readonly string[];
  /** Whether it takes what it learns from the beginning of rows, not from their end. */
  readonly learnsFirst: boolean;
}

/** What is learned from what, as R and statsmodels write it. */
export interface Formula {
  readonly learned: string;
  /** Empty where it is learned from all others. */
  readonly from: readonly string[];
}

const usualTarget = /^(?:y|label|target|class|species|outcome|survived|churn)$/i;

/** Whether a column is one that people mostly want to be told. */
export function isUsualTarget(column: string): boolean {
  return usualTarget.test(column);
}

/** A formula of its two sides. */
export function formulaOf(learned: string, terms: string): Formula {
  return { learned, from: terms.split(/[ +*:-]+/).filter((name) => /^[A-Za-z]/.test(name)) };
}

/** Whether a list that is called so is one of columns that something is learned from. */
export function isColumnList(name: string): boolean {
  return /(?:features?|col(?:umn)?s?|numeric\w*|categor\w*|predictors?)$/i.test(name);
}
