import { createInterface } from 'node:readline/promises';
import { AppError } from '../contract/appError';

/** Whether a person sits in front of this program. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Ask the person in front of this program; what is asked goes to stderr, so that results stay apart. */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}

/** Let the person choose one of several. @throws AppError `terminal.choice` for an answer that is none of them */
export async function pick(question: string, choices: readonly string[]): Promise<string> {
  const list = choices.map((choice, index) => `${String(index + 1).padStart(3)}  ${choice}`).join('\n');
  const answer = await ask(`${list}\n${question} [1-${String(choices.length)}] `);
  const chosen = choices[Number(answer) - 1];
  if (chosen !== undefined) return chosen;
  throw new AppError(
    'terminal.choice',
    `"${answer}" is none of the choices.`,
    'Run it again and type the number of one.',
  );
}
