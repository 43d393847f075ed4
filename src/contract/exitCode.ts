/** What an exit code of a container most likely means, as half a sentence; undefined when it says nothing by itself. */
export function explainExitCode(code: number, outOfMemory = false): string | undefined {
  if (outOfMemory) return 'out of memory: the kernel killed it';
  switch (code) {
    case 126:
      return 'the program was found but could not be executed: is it executable and made for this architecture?';
    case 127:
      return 'a program was not found: is it on PATH, and does its first line name an interpreter that the image has, without CRLF?';
    case 132:
      return 'illegal instruction: the image uses CPU features that this machine lacks';
    case 134:
      return 'the program aborted itself (SIGABRT)';
    case 135:
      return 'bus error: often /dev/shm is too small';
    case 136:
      return 'arithmetic error (SIGFPE)';
    case 137:
      return 'out of memory, or killed from outside (SIGKILL)';
    case 139:
      return 'segmentation fault in native code';
    case 143:
      return 'ended by SIGTERM';
    default:
      return undefined;
  }
}
