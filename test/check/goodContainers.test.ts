import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkUses, type CheckUse } from '../../src/jobs/containerCheck';
import { repository } from '../machine/repository';
import { useProject } from '../docker/local/project';
import { checkAll, checkTarget, complaints, rulesOf, told, writeContainer } from './containerLab';

const portLabel = 'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true';
const examples = ['car-evaluation', 'car-evaluation-pipeline', 'processing-job'];

describe('a container that is right', function () {
  this.timeout(180_000);
  const project = useProject();
  let results: Awaited<ReturnType<typeof checkAll>> = new Map();

  const good = (use: CheckUse) => async () => {
    const folder = await writeContainer(project(), `good-${use}`, { use, dockerfile: portLabel, text: 'fast' });
    return checkTarget(project(), folder, { uses: [use] });
  };

  before('all are checked, some at a time', async () => {
    const fromExamples = (name: string) => () =>
      checkTarget(project(), join(repository, 'examples', name), { patience: 60 });
    results = await checkAll(
      new Map([
        ...checkUses.map((use) => [use, good(use)] as const),
        ...examples.map((name) => [name, fromExamples(name)] as const),
      ]),
    );
  });

  for (const use of checkUses) {
    it(`has nothing said against it as ${use}`, () => {
      const rules = rulesOf(results.get(use));
      assert.deepEqual(complaints(rules), [], told(rules));
      assert.ok(rules.filter(({ verdict }) => verdict === 'pass').length > 8, told(rules));
    });
  }

  for (const example of examples) {
    it(`has nothing said against it as the example ${example}`, () => {
      const rules = rulesOf(results.get(example));
      assert.deepEqual(complaints(rules), [], told(rules));
    });
  }
});
