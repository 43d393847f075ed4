/** How a program uses the columns of a table, as far as its text tells. */
export interface ColumnUse {
  /** What it learns to tell, and what else it takes out; maybe names of other things too. */
  readonly left: readonly string[];
  /** What it takes out with nothing else said: the rest of the columns is taken. */
  readonly removed: readonly string[];
  /** Lists that are of columns by where they stand. */
  readonly lists: readonly (readonly string[])[];
  readonly formulas: readonly Formula[];
  /** Whether it takes what it learns from the beginning of rows, not from their end. */
  readonly learnsFirst: boolean;
}

/** A formula of R. */
interface Formula {
  readonly learned: string;
  /** Empty where it is learned from all others. */
  readonly from: readonly string[];
}

const formula = /[(\s]([A-Za-z][\w.]*)\s*~\s*([\w.][\w. +*:-]*)/g;
const list = /(?:\[|\bc\()((?:\s*(?:"[^"\n]+"|'[^'\n]+')\s*,?)+\s*)[\])]/g;
const word = /"([^"\n]+)"|'([^'\n]+)'/g;
/** What stands before a list of columns that are taken out, and of those that are taken. */
const removing = /(?:\.(?:pop|drop)\(\s*(?:columns\s*=\s*|labels\s*=\s*)?|\bdel\s+\w+\s*|-)$/;
const taking = /(?:\w\[\s*(?:,\s*)?|(?:features?|col(?:umn)?s?|numeric\w*|categor\w*|predictors?)\s*(?:=|<-)\s*)$/i;
const removedColumn = /(?:\.(?:pop|drop)\(\s*(?:columns\s*=\s*|labels\s*=\s*)?|\bdel\s+\w+\[\s*)(["'])([^"'\n]+)\1/g;
const learnedColumn = /\by\w*\s*(?:=|<-)\s*\w+(?:\[{1,2}\s*(["'])([^"'\n]+)\1\s*\]|[.$]([A-Za-z_]\w*)(?![\w(]))/gi;
const learnedName = /(?:target|label|outcome)[\w-]*["']?[^\n=:]{0,40}(?:=|<-|:)\s*(["'])([^"'\n]+)\1/gi;
const usualTarget = /^(?:y|label|target|class|species|outcome|survived|churn)$/i;

/** What the text of a program says of columns. */
export function columnUse(text: string): ColumnUse {
  const lists = [...text.matchAll(list)].map((found) => ({
    names: wordsIn(found[1] ?? ''),
    before: text.slice(Math.max(0, found.index - 60), found.index),
  }));
  const formulas = [...text.matchAll(formula)].map(([, learned = '', from = '']) => ({ learned, from: namesIn(from) }));
  const removed = [
    ...[...text.matchAll(removedColumn)].map(([, , name = '']) => name),
    ...lists.filter(({ before }) => removing.test(before)).flatMap(({ names }) => names),
  ];
  const learned = [
    ...[...text.matchAll(learnedColumn)].map(([, , name, attribute]) => name ?? attribute ?? ''),
    ...[...text.matchAll(learnedName)].map(([, , name = '']) => name),
    ...formulas.map((one) => one.learned),
  ];
  return {
    left: [...learned, ...removed],
    removed,
    lists: lists.filter(({ before }) => taking.test(before) && !removing.test(before)).map(({ names }) => names),
    formulas,
    learnsFirst: /\[:, *(?:0\]|1:)|\brow\[(?:0|1:)\]/.test(text) && !/\[:, *(?::-1|-1)|\[:-1\]|\brow\[-1\]/.test(text),
  };
}

/** Whether a column is one that people mostly want to be told. */
export function isUsualTarget(column: string): boolean {
  return usualTarget.test(column);
}

function wordsIn(names: string): readonly string[] {
  return [...names.matchAll(word)].map(([, double, single]) => double ?? single ?? '');
}

function namesIn(terms: string): readonly string[] {
  return terms.split(/[ +*:-]+/).filter((name) => /^[A-Za-z]/.test(name));
}
