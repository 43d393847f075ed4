import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { CheckedRule } from '../../src/jobs/containerCheck';
import { leftOf } from '../docker/local/dockerState';
import { Scaffolded } from '../docker/local/scaffolded';
import { enterPython } from './pythonEnvironment';
import { enterR } from './rEnvironment';
import { nameOf, templateCases, type TemplateCase } from './templateCases';
import { TemplateImages } from './templateImages';

describe('projects of templates', function () {
  // The first of them builds what it is built on.
  this.timeout(480_000);
  const images = new TemplateImages(randomBytes(4).toString('hex'));
  after(() => images.remove());

  const use = async (
    { template, answers, base }: TemplateCase,
    act: (project: Scaffolded) => Promise<void>,
  ): Promise<void> => {
    const image = base ? { [base.key]: await images.of(base.image) } : {};
    const project = await Scaffolded.of(template, { ...answers, ...image });
    try {
      await act(project);
      assert.deepEqual(await leftOf(project.root), []);
    } finally {
      project.remove();
    }
  };

  for (const [what, enter] of [
    ['python', enterPython],
    ['r', enterR],
  ] as const)
    describe(`without an engine, where ${what} has what they require`, () => {
      let leave: () => void = () => undefined;
      before(async () => {
        leave = await enter();
      });
      after(() => leave());

      for (const one of templateCases.filter(({ needs }) => needs === what))
        it(`run ${nameOf(one)}`, () =>
          use({ template: one.template, answers: one.answers }, (project) => project.run('process')));
    });

  describe('on Docker', () => {
    for (const one of templateCases)
      it(`run ${nameOf(one)}${one.checked ? ', of which check finds nothing broken' : ''}`, () =>
        use(one, async (project) => {
          await project.run('docker');
          if (one.checked) assertKept(await project.check('docker'));
        }));

    it('load, list, ask and unload models by the routes of multi-model', () =>
      use({ template: 'multi-model', answers: {}, base: onPackages }, async (project) => {
        const rules = await project.check('docker', ['multi-model']);
        const verdictOf = (id: string) => rules.find(({ rule }) => rule === id)?.verdict;
        for (const rule of ['G9', 'G11', 'G22', 'I26', 'I27', 'I28', 'I29'])
          assert.equal(verdictOf(rule), 'pass', rule);
      }));

    it('have nothing that check would call broken in the server behind nginx', () =>
      use({ template: 'inference-server', answers: { server: 'flask' }, base: onPackages }, async (project) => {
        assertKept(await project.check('docker', ['realtime']));
      }));
  });
});

const onPackages = { key: 'base-image', image: 'packages' } as const;

/** What nearly every container keeps; fewer, and it was not looked at. */
const fewest = 15;

/** No rule is broken. */
function assertKept(rules: readonly CheckedRule[]): void {
  assert.deepEqual(
    rules.filter(({ verdict }) => verdict === 'fail'),
    [],
  );
  assert.ok(rules.filter(({ verdict }) => verdict === 'pass').length > fewest);
}
