import type { SubmitEvent } from './submission';

/**
 * Tells people how far a submit is, without repeating itself: a line for each tenth of an upload.
 * @param size a number of bytes in words
 */
export function submitRenderer(
  say: (line: string) => void,
  size: (bytes: number) => string,
): (event: SubmitEvent) => void {
  const told = new Map<string, number>();
  const everyTenth = (key: string, sent: number, total: number, text: () => string): void => {
    const tenth = total === 0 ? 10 : Math.floor((10 * sent) / total);
    if (tenth <= (told.get(key) ?? 0)) return;
    told.set(key, tenth);
    say(text());
  };
  return (event) => {
    switch (event.kind) {
      case 'note':
        say(event.text);
        break;
      case 'build':
        say(`build | ${event.line}`);
        break;
      case 'push': {
        const { repository, sentBytes, bytes: all } = event;
        if (all === 0) break;
        everyTenth(
          `push ${repository}`,
          sentBytes,
          all,
          () => `push  | ${repository}  ${size(sentBytes)} of ${size(all)}`,
        );
        break;
      }
      case 'upload': {
        const { input, sentBytes, bytes: all, sentFiles, files, reusedFiles } = event;
        const isDone = sentFiles === files;
        const reused = isDone && reusedFiles > 0 ? `, ${String(reusedFiles)} of them were there` : '';
        everyTenth(
          `upload ${input}`,
          isDone ? all : Math.min(sentBytes, all - 1),
          all,
          () =>
            `upload | ${input}  ${size(sentBytes)} of ${size(all)}, ${String(sentFiles)} of ${String(files)} files${reused}`,
        );
        break;
      }
      case 'created':
        say(`${event.operation}  ${event.name}${event.reused ? '  (was there)' : ''}`);
        break;
      default:
        event satisfies never;
    }
  };
}
