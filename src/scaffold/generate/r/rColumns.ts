import { formulaOf, isColumnList, type ColumnUse } from '../programs/columnUse';

const formula = /[(\s]([A-Za-z][\w.]*)\s*~\s*([\w.][\w. +*:-]*)/g;
const list = /\bc\(((?:\s*(?:"[^"\n]+"|'[^'\n]+')\s*,?)+\s*)\)/g;
const word = /"([^"\n]+)"|'([^'\n]+)'/g;
const single = /(?<=\w)\[{1,2}\s*,?\s*(["'])([A-Za-z][\w.]*)\1/g;
const learnedColumn = /\by\w*\s*(?:=|<-)\s*\w+(?:\[{1,2}\s*(["'])([^"'\n]+)\1\s*\]|\$([A-Za-z_][\w.]*)(?![\w(]))/gi;
const learnedName = /(?:target|label|outcome)[\w.-]*["']?[^\n=:]{0,40}(?:=|<-|:)\s*(["'])([^"'\n]+)\1/gi;

/** What the text of a program of R says of columns; that of another language as far as it looks like one. */
export function rColumns(text: string): ColumnUse {
  const lists = [...text.matchAll(list)].map((found) => ({
    names: [...(found[1] ?? '').matchAll(word)].map(([, double, one]) => double ?? one ?? ''),
    before: text.slice(Math.max(0, found.index - 60), found.index),
  }));
  const formulas = [...text.matchAll(formula)].map(([, learned = '', from = '']) => formulaOf(learned, from));
  const removed = lists.filter(({ before }) => before.endsWith('-')).flatMap(({ names }) => names);
  const learned = [
    ...[...text.matchAll(learnedColumn)].map(([, , name, attribute]) => name ?? attribute ?? ''),
    ...[...text.matchAll(learnedName)].map(([, , name = '']) => name),
    ...formulas.map((one) => one.learned),
  ];
  return {
    named: [...text.matchAll(single)].map(([, , name = '']) => name),
    left: [...learned, ...removed],
    removed,
    lists: lists.filter(({ before }) => isTaken(before)).map(({ names }) => names),
    formulas,
    made: [],
    learnsFirst: false,
  };
}

/** Whether the text before a list says that it is one of columns that are taken: `cars[, `, `features <- `. */
function isTaken(before: string): boolean {
  const [, name = ''] = /([\w.]+)\s*(?:=|<-)\s*$/.exec(before) ?? [];
  return /\w\[{1,2}\s*,?\s*$/.test(before) || isColumnList(name);
}
