import { relative } from 'node:path';
import type { ArtifactEvent, ConnectionEvent, JobEvent, LogEvent } from '../jobs/jobEvent';
import type { App } from './app';

/** Streams that are about a run, not from its containers. */
const ownStreams: ReadonlySet<string> = new Set(['build', 'platform', 'ping', 'data-log']);

/** Streams of a container that is, or may be, the only one; containers in a row have their own names. */
const lonelyStreams: ReadonlySet<string> = new Set(['algo-1', 'AllTraffic']);

/** Whether a log stream comes from a container. */
export function isContainerStream(stream: string): boolean {
  return !ownStreams.has(stream);
}

/** Prints what happens for people: container output on stdout, everything about it on stderr. */
export function textRenderer({ out, err }: Pick<App, 'out' | 'err'>, folder: string): (event: JobEvent) => void {
  const first = { stream: '' };
  const several = { known: false };
  const log = (event: LogEvent) => {
    const { stream, line } = event;
    if (stream === 'ping') return;
    if (stream === 'platform') {
      err.line(`${' '.repeat(10)}${line}`);
      return;
    }
    if (stream === 'build' || stream === 'data-log') {
      err.line(`${stream} | ${line}`);
      return;
    }
    first.stream ||= stream;
    several.known ||= stream !== first.stream || !lonelyStreams.has(stream);
    const text = lineText(event);
    out.line(several.known ? `${stream} | ${text}` : text);
  };
  return (event) => {
    switch (event.kind) {
      case 'log':
        log(event);
        break;
      case 'status': {
        const { secondaryStatus, status, message, failureReason, exitMessage, url } = event;
        const said = [
          clock(event.at),
          (secondaryStatus ?? status).padEnd(12),
          ...(message === undefined ? [] : [message]),
        ].join('  ');
        err.line(said.trimEnd());
        if (failureReason !== undefined) err.line(`${' '.repeat(10)}${failureReason}`);
        if (exitMessage !== undefined) err.line(`${' '.repeat(10)}Exit message: ${exitMessage.trimEnd()}`);
        if (url !== undefined) {
          err.line(`${' '.repeat(10)}POST ${url}/endpoints/${event.job}/invocations`);
          out.line(url);
        }
        break;
      }
      case 'artifact':
        err.line(`${' '.repeat(10)}${artifactText(event, folder)}`);
        break;
      case 'connection':
        err.line(`${' '.repeat(10)}${connectionText(event)}`);
        break;
      case 'metric':
      case 'end':
        break;
      default:
        event satisfies never;
    }
  };
}

/** A line as it stands; one that came late says when it was written, since it stands behind newer ones. */
export function lineText({ line, at, late }: LogEvent): string {
  return late ? `(${clock(at)}, late) ${line}` : line;
}

function artifactText({ name, bytes: size, path }: ArtifactEvent, folder: string): string {
  return [name, ...(size === undefined ? [] : [bytes(size)]), short(path, folder)].join('  ');
}

/** What is told when a job can't be seen for a while. */
export function connectionText({ online, message = '', action = '' }: ConnectionEvent): string {
  return online ? 'Connected again; it goes on from where it was.' : `${message} ${action}`.trim();
}

/** Prints one event a line as JSON. */
export function jsonRenderer({ out }: Pick<App, 'out'>): (event: JobEvent) => void {
  return (event) => {
    out.line(JSON.stringify(event));
  };
}

/** Local time of day, as `14:03:59`. */
function clock(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

/** A size for people, in units of 1000. */
export function bytes(count: number): string {
  if (count < 1000) return `${String(count)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(count) / 3), units.length);
  return `${(count / 1000 ** power).toFixed(1)} ${units[power - 1] ?? ''}`;
}

/** A path from the folder that the user is in, where that is shorter. */
export function short(path: string, folder: string): string {
  // A URI is no path.
  if (path.startsWith('s3://')) return path;
  const way = relative(folder, path);
  return way.length < path.length && !way.startsWith('..') ? way : path;
}
