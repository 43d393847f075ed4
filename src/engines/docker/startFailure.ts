import { AppError } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';

/** How engines put it, and what it means for someone who wrote the image. First match wins. */
const causes: readonly { readonly pattern: RegExp; readonly meaning: string; readonly action: string }[] = [
  {
    pattern: /executable file not found|stat [^:]+: no such file or directory/i,
    meaning: 'is not found in the PATH of the image (exit code 127)',
    action:
      'Put an executable file of that name into a folder of PATH, for example COPY train /usr/local/bin/train and RUN chmod +x, or set an ENTRYPOINT.',
  },
  {
    pattern: /exec format error/i,
    meaning:
      'can not be executed: it is built for another processor, or it is a script without a "#!" line (exec format error)',
    action: 'Build the image for linux/amd64, and let a script start with a line such as #!/usr/bin/env python3.',
  },
  {
    pattern: /permission denied/i,
    meaning: 'is not executable, or a folder stands in its place (exit code 126)',
    action: 'Make it executable: RUN chmod +x in the Dockerfile, or git update-index --chmod=+x for the file.',
  },
  {
    pattern: /no such file or directory/i,
    meaning:
      'exists, but the interpreter that its first line names does not, often because the file has Windows line endings (CRLF)',
    action:
      'Save the file with LF line endings and let its first line name a program of the image, for example #!/usr/bin/env python3.',
  },
];

/**
 * The error for a program that an engine could not start.
 * @param text the engine's own words, which stay part of the message
 */
export function startFailure(spec: ContainerSpec, text: string): AppError {
  const engine = text.trim().replace(/\s+/g, ' ');
  // The runtime names the program; the description knows only what replaces the image's own.
  const program =
    /exec: "([^"]+)"/.exec(engine)?.[1] ??
    /exec (?:container process )?[`"]?([^\s:`"]+)/.exec(engine)?.[1] ??
    spec.entrypoint?.[0] ??
    spec.arguments?.[0];
  const cause = causes.find(({ pattern }) => pattern.test(engine));
  const subject = program === undefined ? 'its program' : `"${program}"`;
  return new AppError(
    'container.start',
    cause
      ? `${spec.image} can not be started: ${subject} ${cause.meaning}. The engine says: ${engine}`
      : `${spec.image} can not be started. The engine says: ${engine}`,
    cause?.action ?? 'Look at what the engine says; run the image with plain docker to see whether it fails there too.',
  );
}

/**
 * Whether this is all that a container wrote because the runtime could not execute its program. runc reports what only the kernel
 * can find out (a wrong processor, a missing interpreter) as output of the container, after a start that seemed to work.
 */
export function isExecFailure(output: string): boolean {
  return /^(?:standard_init_linux\.go:\d+: exec user process caused|exec [^\n]*|\{"msg":"exec container process[^\n]*): *"?(?:exec format error|no such file or directory|permission denied|[^\n]*Exec format error[^\n]*|[^\n]*No such file or directory[^\n]*)"?[^\n]*\n?$/.test(
    output,
  );
}
