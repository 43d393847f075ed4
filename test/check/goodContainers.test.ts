import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkUses, type CheckUse } from '../../src/jobs/containerCheck';
import { repository } from '../machine/repository';
import { useProject } from '../docker/local/project';
import {
  checkAll,
  checkTarget,
  complaints,
  rulesOf,
  told,
  writeContainer,
  type WrittenContainer,
} from './containerLab';

const portLabel = 'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true';
/** Right in ways that are not the usual ones. */
const unusual: Readonly<Record<string, WrittenContainer>> = {
  'with /opt/ml as a link': {
    use: 'training',
    dockerfile: 'RUN mkdir -p /data/ml /opt && rm -rf /opt/ml && ln -s /data/ml /opt/ml',
  },
  'with instructions that the platform does not heed': {
    use: 'realtime',
    dockerfile:
      'EXPOSE 9999\nSTOPSIGNAL SIGINT\nHEALTHCHECK CMD false\nVOLUME /data\nENTRYPOINT ["python3", "/usr/local/bin/serve"]\nCMD ["--help"]',
  },
  'with room for three models': {
    use: 'multi-model',
    model: 'large',
    changes: [
      [
        '            MODELS[wanted["model_name"]]',
        '            if len(MODELS) == 3:\n                return self.answer(507, {"error": "no room"})\n            MODELS[wanted["model_name"]]',
      ],
    ],
  },
};
const examples = ['car-evaluation', 'car-evaluation-pipeline', 'processing-job'];

describe('a container that is right', function () {
  // All of them together: minutes where the machine is busy.
  this.timeout(600_000);
  const project = useProject();
  let results: Awaited<ReturnType<typeof checkAll>> = new Map();

  const checked = (name: string, container: WrittenContainer) => async () => {
    const folder = await writeContainer(project(), name, container);
    return checkTarget(project(), folder, { uses: [container.use], faults: container.use === 'training' });
  };
  const good = (use: CheckUse) => checked(`good-${use}`, { use, dockerfile: portLabel, text: 'fast' });

  before('all are checked, some at a time', async () => {
    const fromExamples = (name: string) => () =>
      checkTarget(project(), join(repository, 'examples', name), { patience: 60 });
    results = await checkAll(
      new Map([
        ...checkUses.map((use) => [use, good(use)] as const),
        ...Object.entries(unusual).map(
          ([name, one], index) => [name, checked(`unusual-${String(index)}`, one)] as const,
        ),
        ...examples.map((name) => [name, fromExamples(name)] as const),
      ]),
    );
  });

  for (const use of checkUses) {
    it(`has nothing said against it as ${use}`, () => {
      const rules = rulesOf(results.get(use));
      assert.deepEqual(complaints(rules), [], told(rules));
      assert.ok(rules.filter(({ verdict }) => verdict === 'pass').length > 8, told(rules));
      const faults = rules.filter(({ rule, verdict }) => rule.startsWith('fault.') && verdict !== 'not applicable');
      assert.equal(faults.length, use === 'training' ? 4 : 0, told(rules));
    });
  }

  for (const name of Object.keys(unusual)) {
    it(`has nothing said against it ${name}`, () => {
      const rules = rulesOf(results.get(name));
      assert.deepEqual(complaints(rules), [], told(rules));
    });
  }

  for (const example of examples) {
    it(`has nothing said against it as the example ${example}`, () => {
      const rules = rulesOf(results.get(example));
      assert.deepEqual(complaints(rules), [], told(rules));
    });
  }
});
