import type { SubmitEvent } from '../jobs/submission';
import type { Printer } from './printer';
import { bytes } from './textRenderer';

/** Tells people how far a submit is, without repeating itself: a line for each tenth of an upload. */
export function submitRenderer(err: Printer): (event: SubmitEvent) => void {
  const told = new Map<string, number>();
  const everyTenth = (key: string, sent: number, total: number, text: () => string): void => {
    const tenth = total === 0 ? 10 : Math.floor((10 * sent) / total);
    if (tenth <= (told.get(key) ?? 0)) return;
    told.set(key, tenth);
    err.line(text());
  };
  return (event) => {
    switch (event.kind) {
      case 'note':
        err.line(event.text);
        break;
      case 'build':
        err.line(`build | ${event.line}`);
        break;
      case 'push': {
        const { repository, sentBytes, bytes: all } = event;
        if (all === 0) break;
        everyTenth(
          `push ${repository}`,
          sentBytes,
          all,
          () => `push  | ${repository}  ${bytes(sentBytes)} of ${bytes(all)}`,
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
            `upload | ${input}  ${bytes(sentBytes)} of ${bytes(all)}, ${String(sentFiles)} of ${String(files)} files${reused}`,
        );
        break;
      }
      case 'created':
        err.line(`${event.operation}  ${event.name}${event.reused ? '  (was there)' : ''}`);
        break;
      default:
        event satisfies never;
    }
  };
}
