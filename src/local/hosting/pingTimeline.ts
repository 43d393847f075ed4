import type { JobRecorder } from '../jobs/jobRecorder';
import type { Ping } from './healthCheck';

/**
 * Keeps the health checks of a container as the log stream `ping`: all that differ from the one before, and one in a hundred others.
 * @param hostname said where there are several containers
 */
export function pingTimeline(recorder: JobRecorder, hostname: string | undefined): (result: Ping) => void {
  const what = hostname === undefined ? 'GET /ping' : `GET /ping of ${hostname}`;
  let before = '';
  let same = 0;
  return ({ outcome, milliseconds }) => {
    same = outcome === before ? same + 1 : 0;
    before = outcome;
    if (same % 100 === 0)
      recorder.log('ping', `${new Date().toISOString()} ${what}: ${outcome} (${String(milliseconds)} ms)`);
  };
}
