import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobEvent } from '../../../src/jobs/jobEvent';
import type { FollowOptions } from '../../../src/jobs/platform';
import { lateAws } from '../../../src/lateAws';
import { CommandLine } from '../../docker/local/commandLine';
import { KeptJob } from '../../machine/keptJob';
import { suiteFolder } from '../../machine/suiteFolder';

const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

function numbered(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, index) => `line ${from + index}`);
}

describe('following a job of AWS', function () {
  this.timeout(60_000);
  const root = suiteFolder('going-on');
  let server: CommandLine;
  let url: string;

  before(async () => {
    Object.assign(process.env, keys, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
    server = new CommandLine(join(root, 'account'), ['server', '--port', '0', '--faults']);
    await server.untilSaid('Ctrl-C');
    url = /^http:\S+$/m.exec(server.stdout)?.[0] ?? '';
  });

  after(async () => {
    for (const name of Object.keys(keys)) Reflect.deleteProperty(process.env, name);
    server.interrupt();
    await server.ended();
    rmSync(root, { recursive: true });
  });

  /** Follow as a new process would, until it has told so many lines of the instance. */
  async function follow(job: string, count: number, options: FollowOptions, told?: (event: JobEvent) => void) {
    const environment = { AWS_ENDPOINT_URL: url, AWS_REGION: 'us-east-1', ...keys };
    const jobs = await lateAws({ root: join(root, 'user'), environment: () => environment }).jobs({});
    const [lines, notes]: [string[], string[]] = [[], []];
    for await (const event of jobs.follow(job, new AbortController().signal, options)) {
      told?.(event);
      if (event.kind === 'log') (event.stream === 'platform' ? notes : lines).push(event.line);
      if (lines.length === count) break;
    }
    return { lines, notes };
  }

  async function order(faults: readonly object[]): Promise<void> {
    await fetch(`${url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
  }

  /** Until all faults that were ordered have happened. */
  async function untilHappened(): Promise<void> {
    const left = async () => (await (await fetch(`${url}/_faults`)).json()) as readonly { readonly times: number }[];
    while ((await left()).some(({ times }) => times > 0)) await sleep(50);
  }

  it('goes on behind what was told to a follower that has left, in the middle of what was found', async () => {
    const job = new KeptJob(join(root, 'account'), 'left');
    job.write(numbered(0, 20));
    const first = await follow('left', 7, { goOn: true });
    const second = await follow('left', 6, { goOn: true });
    job.write(['line 3', ...numbered(20, 30)]);
    const third = await follow('left', 18, { goOn: true });
    assert.deepEqual([...first.lines, ...second.lines], numbered(0, 13));
    assert.deepEqual(third.lines, [...numbered(13, 20), 'line 3', ...numbered(20, 30)]);
    const all = await follow('left', 31, {});
    assert.equal(all.lines[0], 'line 0');
  });

  it('goes on with logs --continue after Ctrl-C', async () => {
    const job = new KeptJob(join(root, 'account'), 'cut');
    job.write(numbered(0, 5));
    const logs = () =>
      new CommandLine(join(root, 'user'), ['logs', '--continue', 'cut', '--region', 'us-east-1'], {
        ...keys,
        AWS_ENDPOINT_URL: url,
      });
    const first = logs();
    await first.untilSaid('line 4\n');
    first.interrupt();
    assert.equal(await first.ended(), 3, first.stderr);
    job.write(numbered(5, 8));
    const second = logs();
    await second.untilSaid('line 7\n');
    second.interrupt();
    assert.equal(await second.ended(), 3, second.stderr);
    assert.equal(first.stdout + second.stdout, numbered(0, 8).join('\n') + '\n');
    assert.match(first.stderr, /^Training$/m);
    assert.doesNotMatch(second.stderr, /^Training$/m);
  });

  it('hears lines by Live Tail, says what that costs, and finds those that it leaves out', async () => {
    const job = new KeptJob(join(root, 'account'), 'live');
    job.write(numbered(0, 2));
    const { lines, notes } = await follow('live', 1_502, { liveTail: true }, (event) => {
      const isBegun = event.kind === 'log' && event.line.startsWith('Live Tail costs money');
      // More at once than an update of the service holds, some of them twice.
      if (isBegun) setTimeout(() => job.write([...numbered(2, 1_002), ...numbered(2, 502)]), 1_500);
    });
    assert.deepEqual([...lines].sort(), [...numbered(0, 1_002), ...numbered(2, 502)].sort());
    assert.equal(notes.length, 1, notes.join('\n'));
  });

  it('begins the next session of Live Tail when one is 3 hours old, and tells each line once', async () => {
    const job = new KeptJob(join(root, 'account'), 'long');
    job.write(numbered(0, 2));
    const call = { kind: 'delay', of: 'StartLiveTail', milliseconds: 1 };
    await order([call]);
    const growOld = async () => {
      await untilHappened();
      // The running session sees that it is late; the call for the next one comes when that is over.
      await order([{ kind: 'clock', of: 'StartLiveTail', times: 1, milliseconds: 3 * 3_600_000 }, call]);
      job.write(numbered(2, 5));
      await untilHappened();
      job.write(numbered(5, 8));
    };
    let older: Promise<void> | undefined;
    const { lines, notes } = await follow('long', 8, { liveTail: true }, (event) => {
      if (event.kind === 'log' && event.line.startsWith('Live Tail costs money')) older = growOld();
    });
    await older;
    assert.deepEqual(lines, numbered(0, 8));
    assert.equal(notes.length, 1, notes.join('\n'));
  });

  it('goes on without Live Tail where that is not to be had', async () => {
    const job = new KeptJob(join(root, 'account'), 'without');
    job.write(numbered(0, 2));
    await order([{ kind: 'fail', of: 'StartLiveTail' }]);
    const { lines, notes } = await follow('without', 4, { liveTail: true }, (event) => {
      if (event.kind === 'log' && event.line.startsWith('Live Tail has ended')) job.write(numbered(2, 4));
    });
    assert.deepEqual(lines, numbered(0, 4));
    assert.match(notes[1] ?? '', /^Live Tail has ended: A fault that was ordered\.\.? Lines are asked for/);
  });
});
