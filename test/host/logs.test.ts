import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { JobState } from '../../src/jobs/jobState';
import { activated, eventually } from './activated';

const lines = 100_000;
/** The goal for the whole of it, in milliseconds, on a machine that does other things as well. */
const longest = 30_000;

/** A job as another process would leave it on disk while it runs. */
function runningJob(name: string, folder: string): JobState {
  return {
    name,
    kind: 'training-job',
    definition: join(folder, 'none.training-job.json'),
    status: 'InProgress',
    secondaryStatus: 'Training',
    transitions: [{ status: 'Training', startedAt: Date.now() }],
    artifacts: [],
    streams: ['algo-1'],
    metrics: {},
    engine: 'process',
    createdAt: Date.now(),
  };
}

describe('the live log', function () {
  this.timeout(120_000);

  it(`keeps up with ${lines} lines`, async () => {
    const { app } = await activated();
    const [project] = app.projects.all();
    assert.ok(project);
    const root = project.uri.fsPath;
    const file = project.platform.logFile('chatty', 'algo-1');
    const folder = dirname(dirname(file));
    mkdirSync(dirname(file), { recursive: true });
    const state = runningJob('chatty', root);
    const save = (more: Partial<JobState>) =>
      writeFileSync(join(folder, 'state.json'), JSON.stringify({ ...state, ...more }));
    writeFileSync(join(folder, 'job.json'), '{}');
    save({});
    writeFileSync(file, 'first line\n');
    try {
      await app.board.refresh();
      const title = await vscode.commands.executeCommand<string>('sagemakerContainers.openLog', {
        project: project.id,
        job: 'chatty',
      });
      assert.equal(title, 'chatty');
      const channel = await eventually('the channel is shown', () => outputDocument(/^first line$/m));
      const started = performance.now();
      for (let line = 1; line <= lines; line += 1_000) {
        const block = Array.from({ length: 1_000 }, (_, index) => `line ${line + index} ${'x'.repeat(60)}`);
        appendFileSync(file, `${block.join('\n')}\n`);
        await new Promise((resolve) => setImmediate(resolve));
      }
      const last = `line ${lines} ${'x'.repeat(60)}`;
      await eventually('the last line', () => (channel.getText().includes(last) ? true : undefined), longest);
      const time = performance.now() - started;
      console.log(`      ${lines} lines were shown ${time.toFixed(0)} ms after the first was written`);
      const shown = channel.getText().match(/^line \d+ /gm) ?? [];
      assert.equal(shown.length, lines);
      assert.ok(time < longest);
    } finally {
      save({ status: 'Completed', endedAt: Date.now() });
      await app.board.refresh();
      await vscode.commands.executeCommand('workbench.action.closePanel');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function outputDocument(holds: RegExp): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((one) => one.uri.scheme === 'output' && holds.test(one.getText()));
}
