import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseEngine } from '../../../src/local/engineChoice';
import type { Answers } from '../../../src/scaffold/template';
import { templateBaseVariable } from '../../machine/templateBase';
import { leftOf, removeImages } from '../local/dockerState';
import { Scaffolded } from '../local/scaffolded';
import { enterServerEnvironment } from './serverEnvironment';
import { nameOf, templateCases } from './templateCases';

const label = 'sagemaker-containers.test';

describe('projects of templates on Docker', function () {
  this.timeout(240_000);
  const mark = randomBytes(4).toString('hex');
  const base = `template-base-${mark}:latest`;
  before(async () => {
    const context = process.env[templateBaseVariable];
    assert.ok(context, `${templateBaseVariable} names no folder: see what the set-up says of it`);
    const engine = await chooseEngine('docker', tmpdir());
    // All that is built on it has its label.
    const spec = { context, dockerfile: 'Dockerfile', tag: base, labels: { [label]: mark } };
    await engine.build(spec, () => undefined, new AbortController().signal);
  });
  after(() => removeImages(`${label}=${mark}`));

  const use = async (
    template: string,
    answers: Answers,
    act: (project: Scaffolded) => Promise<void>,
  ): Promise<void> => {
    const project = await Scaffolded.of(template, answers);
    try {
      await act(project);
      assert.deepEqual(await leftOf(project.root), []);
    } finally {
      project.remove();
    }
  };

  describe('without an engine', () => {
    let leave: () => void = () => undefined;
    before(async () => {
      leave = await enterServerEnvironment(join(process.env[templateBaseVariable] ?? '', 'wheels'));
    });
    after(() => leave());

    for (const server of ['fastapi', 'flask'])
      it(`runs inference-server with ${server}`, () =>
        use('inference-server', { server, 'base-image': base }, (project) => project.run('process')));
  });

  for (const one of templateCases)
    it(`runs ${nameOf(one)}`, () =>
      use(one.template, one.hasOwnBase ? one.answers : { ...one.answers, 'base-image': base }, (project) =>
        project.run('docker'),
      ));

  it('loads, lists, asks and unloads models by the routes of multi-model', () =>
    use('multi-model', { 'base-image': base }, async (project) => {
      const rules = await project.check('docker', ['multi-model']);
      const verdictOf = (id: string) => rules.find(({ rule }) => rule === id)?.verdict;
      for (const rule of ['G9', 'G11', 'G22', 'I26', 'I27', 'I28', 'I29']) assert.equal(verdictOf(rule), 'pass', rule);
    }));

  it('has nothing that check would call broken in the server behind nginx', () =>
    use('inference-server', { server: 'flask', 'base-image': base }, async (project) => {
      const rules = await project.check('docker', ['realtime']);
      assert.deepEqual(
        rules.filter(({ verdict }) => verdict === 'fail'),
        [],
      );
      assert.ok(rules.filter(({ verdict }) => verdict === 'pass').length > 15);
    }));
});
