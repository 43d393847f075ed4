import assert from 'node:assert/strict';
import { useProject } from '../docker/local/project';
import type { BrokenContainer } from './brokenContainer';
import { brokenContainers } from './brokenContainers';
import { checkAll, checkTarget, complaints, rulesOf, told, writeContainer } from './containerLab';

const titleOf = ({ rule, what, use }: BrokenContainer) => `is named by ${rule} alone: ${what} (${use})`;

describe('a container that is wrong in one way', function () {
  // All of them together: minutes where the machine is busy.
  this.timeout(1_200_000);
  const project = useProject();
  let results: Awaited<ReturnType<typeof checkAll>> = new Map();

  const check = (container: BrokenContainer, index: number) => async () => {
    const { use, patience, faults = false } = container;
    const folder = await writeContainer(project(), `broken-${String(index)}`, container);
    return checkTarget(project(), folder, { uses: [use], faults, ...(patience !== undefined && { patience }) });
  };

  before('all are checked, some at a time', async () => {
    // Those that are waited for longest are no longer waited for at the end.
    const wait = ({ patience = 0, isSlow = false }: BrokenContainer) => (isSlow ? Infinity : patience);
    const sorted = [...brokenContainers].sort((one, other) => wait(other) - wait(one));
    results = await checkAll(new Map(sorted.map((one, index) => [titleOf(one), check(one, index)])));
  });

  for (const container of brokenContainers) {
    it(titleOf(container), () => {
      const rules = rulesOf(results.get(titleOf(container)));
      assert.deepEqual(complaints(rules), [`${container.verdict} ${container.rule}`], told(rules));
    });
  }
});
