import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkUses } from '../../../src/jobs/containerCheck';
import { repository } from '../../machine/repository';
import { useProject } from '../local/project';
import { checkTarget, complaints, told, writeContainer } from './containerLab';

describe('a container that is right', function () {
  this.timeout(180_000);
  const project = useProject();
  const portLabel = 'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true';

  for (const use of checkUses.filter((one) => one !== 'marketplace')) {
    it(`has nothing said against it as ${use}`, async () => {
      const folder = await writeContainer(project(), `good-${use}`, { use, dockerfile: portLabel });
      const rules = await checkTarget(project(), folder, { uses: [use] });
      assert.deepEqual(complaints(rules), [], told(rules));
      assert.ok(rules.filter(({ verdict }) => verdict === 'pass').length > 8, told(rules));
    });
  }

  it('has nothing said against it among the examples', async () => {
    for (const example of ['car-evaluation', 'car-evaluation-pipeline', 'processing-job']) {
      const rules = await checkTarget(project(), join(repository, 'examples', example), { patience: 60 });
      assert.deepEqual(complaints(rules), [], told(rules));
    }
  });
});
