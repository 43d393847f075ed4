import { splitWords } from './substitute';

/** What the `chmod`s of a RUN make executable. */
export interface Chmods {
  /** Paths as written. */
  readonly targets: readonly string[];
  readonly recursive: boolean;
  /** There is more in the RUN than that. */
  readonly rest: boolean;
}

/** Find the commands `chmod +x FILE…` (or with digits that do the same) in a RUN: programs often become executable that way only. */
export function readChmod(command: string): Chmods {
  const targets: string[] = [];
  let recursive = false;
  let rest = false;
  for (const part of command.split(/&&|;|\n/)) {
    const words = splitWords(part);
    if (words.length === 0) continue;
    const [name, ...others] = words;
    const options = others.filter((word) => /^-[A-Za-z]+$/.test(word));
    const [mode = '', ...files] = others.filter((word) => !options.includes(word));
    if (name === 'chmod' && /^([ugoa]*\+[rw]*x|0?[0-7]*[1357][0-7]{2})$/.test(mode)) {
      targets.push(...files);
      recursive ||= options.some((option) => option.includes('R'));
    } else {
      rest = true;
    }
  }
  return { targets, recursive, rest };
}
