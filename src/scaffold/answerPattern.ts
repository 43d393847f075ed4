import { createContext, Script, type Context } from 'node:vm';

/** What may stand in an answer of which nothing else is said: it goes into JSON, Dockerfiles and programs as it is. */
const plain = String.raw`[\w ./:@+-]*`;
/** Milliseconds for one answer; more than any pattern takes that does not backtrack without end. */
const longest = 500;

const test = new Script('RegExp(source,"u").test(answer)');
let sandbox: Context | undefined;

/**
 * Whether a whole answer is of a pattern; of some plain characters where there is none. A template may be somebody else's, and
 * JavaScript can't leave an expression that backtracks without end, so it runs where a time limit holds.
 * @throws Error for a pattern that is no regular expression
 */
export function matchAnswer(pattern: string | undefined, answer: string): 'yes' | 'no' | 'slow' {
  sandbox ??= createContext({ source: '', answer: '' });
  Object.assign(sandbox, { source: `^(?:${pattern ?? plain})$`, answer });
  try {
    return test.runInContext(sandbox, { timeout: longest }) === true ? 'yes' : 'no';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'slow';
    throw error;
  }
}
