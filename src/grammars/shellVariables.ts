import type { MappedText } from './mappedText';
import { shellCommands, type ShellWord } from './shellWords';

const assignment = /^([A-Za-z_]\w*)(\+?)=/;
/** Commands that give other names a value, or take it away. */
const writers = /^(?:read|for|select|unset|mapfile|readarray|getopts|printf)$/;

/** What the variables of a script certainly hold: those that are written once, and out. */
export function shellVariables(text: string): (name: string) => MappedText | undefined {
  const values = new Map<string, MappedText | undefined>();
  for (const words of shellCommands(text)) {
    for (const word of words) {
      const [whole, name = '', sign] = assignment.exec(word.text.text) ?? [];
      if (whole !== undefined) {
        const isOnly = !values.has(name) && sign === '' && word.isKnown;
        values.set(name, isOnly ? word.text.slice(whole.length) : undefined);
      } else if (isWritten(words, word)) values.set(word.text.text, undefined);
    }
  }
  return (name) => values.get(name);
}

function isWritten([first]: readonly ShellWord[], word: ShellWord): boolean {
  return first !== undefined && first !== word && writers.test(first.text.text);
}
