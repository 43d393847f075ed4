import assert from 'node:assert/strict';
import type { CheckedRule } from '../../../src/jobs/containerCheck';
import { useProject } from '../local/project';
import { brokenContainers, type BrokenContainer } from './brokenContainers';
import { checkTarget, complaints, told, writeContainer } from './containerLab';

/** Checks that run side by side: each waits for its containers most of the time. */
const together = 6;

describe('a container that is wrong in one way', function () {
  this.timeout(300_000);
  const project = useProject();
  const results = new Map<BrokenContainer, readonly CheckedRule[]>();

  before('all are checked, some at a time', async () => {
    const waiting = [...brokenContainers.entries()];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, container] = next;
        const folder = await writeContainer(project(), `broken-${String(index)}`, container);
        results.set(
          container,
          await checkTarget(project(), folder, {
            uses: [container.use],
            ...(container.patience !== undefined && { patience: container.patience }),
          }),
        );
      }
    };
    await Promise.all(Array.from({ length: together }, work));
  });

  for (const container of brokenContainers) {
    const { rule, what, verdict, use } = container;
    it(`is named by ${rule} alone: ${what} (${use})`, () => {
      const rules = results.get(container) ?? [];
      assert.deepEqual(complaints(rules), [`${verdict} ${rule}`], told(rules));
    });
  }
});
