import { AppError } from '../contract/appError';

/** Why a program could not be started. */
export type StartFault = 'notFound' | 'execFormat' | 'notExecutable' | 'noInterpreter';

/** A start that failed, as far as it is known; give `fault` or `engineText`. */
export interface FailedStart {
  /** Image that the program should be in. */
  readonly image: string;
  /** Name or path of the program. */
  readonly program?: string | undefined;
  readonly fault?: StartFault;
  /** What the engine, or we where there is none, can say beyond that; stays part of the message. */
  readonly engineText?: string;
}

interface Explanation {
  readonly fault: StartFault;
  /** How engines put it. */
  readonly pattern: RegExp;
  readonly meaning: string;
  readonly action: string;
}

/** First match wins. */
const explanations: readonly Explanation[] = [
  {
    fault: 'notFound',
    pattern: /executable file not found|stat [^:]+: no such file or directory/i,
    meaning: 'is not found in the PATH of the image (exit code 127)',
    action:
      'Put an executable file of that name into a folder of PATH, for example COPY train /usr/local/bin/train and RUN chmod +x, or set an ENTRYPOINT.',
  },
  {
    fault: 'execFormat',
    pattern: /exec format error/i,
    meaning:
      'can not be executed: it is built for another processor, or it is a script without a "#!" line (exec format error)',
    action: 'Build the image for linux/amd64, and let a script start with a line such as #!/usr/bin/env python3.',
  },
  {
    fault: 'notExecutable',
    pattern: /permission denied/i,
    meaning: 'is not executable, or a folder stands in its place (exit code 126)',
    action: 'Make it executable: RUN chmod +x in the Dockerfile, or git update-index --chmod=+x for the file.',
  },
  {
    fault: 'noInterpreter',
    pattern: /no such file or directory/i,
    meaning:
      'exists, but the interpreter that its first line names does not, often because the file has Windows line endings (CRLF)',
    action:
      'Save the file with LF line endings and let its first line name a program of the image, for example #!/usr/bin/env python3.',
  },
];

/** The error `container.start` for a program that could not be started, in the same words for every engine. */
export function explainStartFailure({ image, program, fault, engineText = '' }: FailedStart): AppError {
  const text = engineText.trim().replace(/\s+/g, ' ');
  const found = explanations.find((one) => (fault === undefined ? one.pattern.test(text) : one.fault === fault));
  const subject = program === undefined ? 'its program' : `"${program}"`;
  const what = found ? `: ${subject} ${found.meaning}` : '';
  const said = text === '' ? '' : ` The engine says: ${text}`;
  return new AppError(
    'container.start',
    `${image} can not be started${what}.${said}`,
    found?.action ?? 'Look at what the engine says; run the image with plain docker to see whether it fails there too.',
  );
}
