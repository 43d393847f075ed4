import { must } from './child';

let fresh: Promise<unknown> | undefined;

/**
 * Take packages of Debian. Where nothing was installed yet, apt does not know what there is: then it is told first, once for all who ask at the same
 * time, since it lets nobody else do so meanwhile.
 */
export function withPackageLists(take: () => Promise<unknown>): Promise<unknown> {
  return take().catch(() => (fresh ??= must('apt-get', ['update', '-q'], { output: 'quiet' })).then(take));
}
