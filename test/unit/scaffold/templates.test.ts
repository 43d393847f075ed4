import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerFault, completeAnswers } from '../../../src/scaffold/answers';
import { renderTemplate } from '../../../src/scaffold/renderTemplate';
import type { Answers, Question, Template } from '../../../src/scaffold/template';
import { projectFaults } from './projectFaults';
import { shippedTemplates } from './shippedTemplates';

describe('the templates that come with the program', function () {
  this.timeout(60_000);
  let templates: readonly Template[] = [];
  before(async () => {
    templates = await shippedTemplates();
  });

  it('are named after their folder, as near to it as can be', () => {
    const template = templates.find(({ name }) => name === 'processing');
    assert.ok(template);
    const nameIn = (folder: string): unknown => completeAnswers(template, {}, folder)['name'];
    const folders = ['/a/cars', '/a/My Cars (v2)', 'C:\\a\\Café_1', '/a/模型', '/a/trailing.'];
    assert.deepEqual(folders.map(nameIn), ['cars', 'My-Cars-v2', 'Cafe-1', 'my-processing', 'trailing']);
  });

  it('are all there', () => {
    const names = templates.map(({ name }) => name);
    assert.deepEqual(names, [
      ...['ensemble', 'inference-handlers', 'inference-pipeline', 'inference-server', 'multi-model', 'processing', 'r'],
      ...['script-mode', 'shell', 'training-algorithm', 'training-toolkit'],
    ]);
  });

  it('make projects in which nothing is to be found, with the answers that nobody gave', async () => {
    for (const template of templates) {
      const { files, first, steps } = renderTemplate(template, completeAnswers(template, {}, '/projects/cars'));
      assert.deepEqual(await projectFaults(files), [], template.name);
      const paths = files.map(({ path }) => path);
      assert.ok(paths.includes(first), `${template.name} has ${first}`);
      for (const name of ['.gitattributes', '.gitignore', 'README.md']) assert.ok(paths.includes(name), name);
      assert.ok(
        paths.some((path) => path.endsWith('/Dockerfile')) && paths.some((path) => path.endsWith('/.dockerignore')),
      );
      assert.ok(steps.length > 0 && steps.every((step) => /^(?:run|invoke) \S+$/.test(step)), steps.join('; '));
      for (const step of steps.filter((one) => one.startsWith('run '))) assert.ok(paths.includes(step.slice(4)), step);
      const readme = files.find(({ path }) => path === 'README.md')?.content;
      for (const step of steps) assert.ok(String(readme).includes(`sagemaker-containers ${step}`), `${step} in README`);
    }
  });

  it('make such projects whatever is answered, 500 times', async () => {
    const projects = fc
      .constantFrom(...templates)
      .chain((template) =>
        fc
          .record(Object.fromEntries(template.manifest.questions.map((question) => [question.key, answerTo(question)])))
          .map((answers: Answers) => ({ template: template.name, answers })),
      );
    await fc.assert(
      fc.asyncProperty(projects, async ({ template: name, answers }) => {
        const template = templates.find((one) => one.name === name);
        assert.ok(template);
        const { files } = renderTemplate(template, completeAnswers(template, answers, '/projects/cars'));
        assert.deepEqual(await projectFaults(files), []);
      }),
      { numRuns: 500 },
    );
  });
});

// Made once: to make one of these takes longer than to judge a project.
const names = fc.oneof(
  fc.constantFrom('a', 'A-1', 'x'.repeat(32), '0'),
  fc.stringMatching(/^[a-z](-?[a-zA-Z0-9]){0,15}$/),
);
const images = fc.oneof(
  fc.constantFrom('python:3.12-slim', 'registry.local:5000/team/base:1.0'),
  fc.stringMatching(/^[a-z]{1,9}(\/[a-z0-9]{1,9}){0,2}:[a-z0-9]{1,5}$/),
);

/** An answer that is allowed: names and images as people, and nobody, would choose them. */
function answerTo(question: Question): fc.Arbitrary<string> {
  if (question.choices) return fc.constantFrom(...question.choices.map(({ value }) => value));
  if (question.key === 'image') return fc.constant(question.default);
  return fc
    .oneof(fc.constant(question.default), question.key === 'name' ? names : images)
    .filter((answer) => answerFault(question, answer) === undefined);
}
