import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventQueue } from '../../src/jobs/eventQueue';
import type { JobEvent } from '../../src/jobs/jobEvent';
import { createJobFolder } from '../../src/local/jobs/jobFolders';
import { JobRecorder } from '../../src/local/jobs/jobRecorder';

describe('the recorder of a job', () => {
  it('tells a status once others can read it, so that whoever hears of an endpoint finds it', async () => {
    const root = mkdtempSync(join(tmpdir(), 'recorder-'));
    try {
      const folder = await createJobFolder(root, 'car');
      const events = new EventQueue<JobEvent>();
      const state = {
        name: 'car',
        kind: 'endpoint',
        definition: join(root, 'car.model.json'),
        status: 'Creating',
        transitions: [],
        artifacts: [],
        streams: [],
        metrics: {},
        engine: 'process',
        createdAt: 0,
      } as const;
      const recorder = new JobRecorder({ folder, state, describe: () => ({}), events });
      await recorder.begin();
      const told = recorder.status({ status: 'InService', url: 'http://127.0.0.1:1' });
      const first = await events[Symbol.asyncIterator]().next();
      assert.match(readFileSync(folder.state, 'utf8'), /"status": "InService"/);
      assert.ok(first.done !== true && first.value.kind === 'status');
      await told;
      await recorder.end();
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
