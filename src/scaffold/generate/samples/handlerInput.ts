import type { ModelRow } from './modelRows';
import type { Program } from '../program';
import { sampleTable } from './sampleData';
import { fieldValue } from './sampleFields';

/** Keys under which requests have what the model is asked; other keys are columns. */
const envelope =
  /^(?:instances|inputs?|features|data|rows|records|items|body|payload|texts?|prompt|question|query|sentence)$/;

/** Rows of the columns that a program itself names, where that is all that tells of its data. */
export function namedRows({ python }: Program): readonly ModelRow[] | undefined {
  const use = python?.columns;
  if (!use) return undefined;
  const plain = (names: readonly string[]): readonly string[] => names.filter((name) => !envelope.test(name));
  const lists = use.lists.map(plain).filter((names) => names.length > 0);
  const named = plain(use.named);
  if (lists.length === 0 && named.length === 0) return undefined;
  const { columns, rows } = sampleTable({ ...use, lists, named });
  return rows.slice(0, 2).map((row) => Object.fromEntries(columns.map((name, index) => [name, Number(row[index])])));
}

/** What a function that predicts says that it takes, where that is no array of rows; undefined where it does not say. */
export function handlerInput(program: Program, rows: readonly ModelRow[]): unknown {
  const { way, functions = {}, className, python } = program;
  const name = functions['predict'];
  if (way !== 'handlers' || name === undefined || functions['read'] !== undefined) return undefined;
  const owner = python?.classes.find((one) => one.name === className);
  const called = className === undefined ? python?.functions.get(name) : owner?.methods.get(name);
  const own = called?.parameters.filter((one) => one.default === undefined && !isModel(one.name)) ?? [];
  const [first] = own;
  const [row = {}] = rows;
  if (!first) return undefined;
  if (own.length > 1)
    return Object.fromEntries(
      own.map((one) => [one.name, fieldValue(one.name, one.type ?? 'float', { texts: [], row })]),
    );
  return inputOf(first.name, first.type ?? '', python?.text ?? '', rows);
}

/** What is passed for one parameter, by its type and name, and by what is looked for in it. */
function inputOf(name: string, type: string, text: string, rows: readonly ModelRow[]): unknown {
  const [row = {}] = rows;
  if (type.includes('DataFrame') || /^(?:df|dataframe)$/.test(name)) return rows;
  if (/^(?:str\b|Optional\[str)/.test(type) || /^(?:text|sentence|prompt|question|query|document)$/.test(name))
    return 'some text';
  if (/^(?:list|List)\[str\]$/.test(type) || (type === '' && name === 'texts')) return ['some text'];
  const key = new RegExp(String.raw`\b${name}(?:\[|\.(?:get|pop)\()\s*["'](\w+)["']`).exec(text)?.[1];
  if (key !== undefined && envelope.test(key))
    return {
      [key]: keyValue(
        key,
        text,
        rows.map((one) => Object.values(one)),
      ),
    };
  return key !== undefined || /^(?:dict|Dict|Mapping)\b/.test(type) ? row : undefined;
}

/** What stands under a key: rows, or words where a program works on them. */
export function keyValue(key: string, text: string, rows: unknown): unknown {
  const isText = /^(?:texts?|prompt|question|query|sentence)$/.test(key);
  const isOfWords = /^inputs?$/.test(key) && /\btransformers\b|tokenizer|\bpipeline\(|\bspacy\b|\bnltk\b/i.test(text);
  if (key === 'texts') return ['some text'];
  return isText || isOfWords ? 'some text' : rows;
}

/** Whether a parameter is the model, not what it is asked. */
function isModel(name: string): boolean {
  return /model|session|booster|pipeline|classifier|estimator|context/i.test(name);
}
