import assert from 'node:assert/strict';
import { AppError } from '../../../src/contract/appError';
import { completeAnswers } from '../../../src/scaffold/answers';
import { projectPath } from '../../../src/scaffold/projectPath';
import { readManifest } from '../../../src/scaffold/readManifest';
import { renderTemplate } from '../../../src/scaffold/renderTemplate';
import type { Template, TemplateFile } from '../../../src/scaffold/template';

const manifest = {
  title: 'Own',
  description: 'A template of somebody.',
  questions: [
    { key: 'name', title: 'Name', default: 'mine', pattern: '[a-z]+', hint: 'Use small letters.' },
    { key: 'words', title: 'Words', default: 'some words' },
    {
      key: 'kind',
      title: 'Kind',
      default: 'one',
      choices: [
        { value: 'one', title: 'One' },
        { value: 'two', title: 'Two' },
      ],
    },
  ],
  trees: [{ from: 'files' }],
  first: '{{name}}.md',
  steps: ['run {{name}}.training-job.json'],
};

function template(...files: readonly Partial<TemplateFile>[]): Template {
  const whole = files.map((file) => ({ path: 'a', content: '', when: [], verbatim: false, ...file }));
  return { name: 'own', manifest: readManifest(JSON.stringify(manifest), 'own/template.json'), files: whole };
}

function render(answers: Readonly<Record<string, string>>, ...files: readonly Partial<TemplateFile>[]) {
  const own = template(...files);
  return renderTemplate(own, completeAnswers(own, answers, '/projects/Cars'));
}

/** Code, message and action of what is thrown. */
function failure(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message} ${error.action}`;
    throw error;
  }
  return 'nothing';
}

describe('a project by a template', () => {
  it('has the answers in its files and in their names', () => {
    const { files, first, steps } = render(
      { name: 'cars', words: 'a/b' },
      { path: '{{name}}/{{kind}}.txt', content: '{{words}} & "{{name}}"\n' },
    );
    assert.deepEqual(files, [{ path: 'cars/one.txt', content: 'a/b & "cars"\n', mode: 0o644 }]);
    assert.deepEqual([first, steps], ['cars.md', ['run cars.training-job.json']]);
  });

  it('has sections for choices, and no line where a section stood', () => {
    const content =
      'a\n{{#kind=one}}\nb\n{{/kind=one}}\n{{#kind=two}}\nc\n{{/kind=two}}\n{{^kind=two}}\nd\n{{/kind=two}}\n';
    assert.deepEqual(render({}, { content }).files[0]?.content, 'a\nb\nd\n');
    assert.deepEqual(render({ kind: 'two' }, { content }).files[0]?.content, 'a\nc\n');
  });

  it('leaves out files whose conditions do not hold, and lets later ones replace earlier ones', () => {
    const files = [
      { path: 'a', content: 'first' },
      { path: 'b', when: ['kind=two'] },
      { path: 'c', when: ['kind=one|two', 'name=mine'] },
      { path: 'a', content: 'last' },
    ];
    assert.deepEqual(
      render({}, ...files).files.map(({ path, content }) => [path, content]),
      [
        ['a', 'last'],
        ['c', ''],
      ],
    );
  });

  it('has programs that can be executed and LF only, verbatim or not', () => {
    const { files } = render(
      {},
      { path: 'train', content: '#!/bin/sh\r\necho {{name}}\r\n' },
      { path: 'b', content: '#!x\r{{name}}\n', verbatim: true },
    );
    assert.deepEqual(files, [
      { path: 'b', content: '#!x\n{{name}}\n', mode: 0o755 },
      { path: 'train', content: '#!/bin/sh\necho mine\n', mode: 0o755 },
    ]);
  });

  it('is called as its folder where that is a name', () => {
    const own = template();
    assert.equal(completeAnswers(own, {}, '/projects/cars')['name'], 'cars');
    assert.equal(completeAnswers(own, {}, 'C:\\projects\\cars')['name'], 'cars');
    assert.equal(completeAnswers(own, {}, '/projects/Cars 2')['name'], 'mine');
  });

  const bad: readonly (readonly [what: string, act: () => unknown, said: RegExp])[] = [
    [
      'an answer that nobody asks for',
      () => render({ color: 'red' }),
      /^scaffold.key: .*no answer called "color". It has name, words, kind/,
    ],
    [
      'an answer against its pattern',
      () => render({ name: 'A b' }),
      /^scaffold.answer: "A b" is no answer for name. Use small letters.$/,
    ],
    ['an answer that is no choice', () => render({ kind: 'three' }), /^scaffold.answer: .* Choose one of one, two.$/],
    ['an answer with quotes', () => render({ words: '"; rm -rf' }), /^scaffold.answer/],
    ['an answer with a newline', () => render({ name: 'a\n' }), /^scaffold.answer/],
    [
      'a placeholder that nobody asks for',
      () => render({}, { content: '{{nmae}}' }),
      /^scaffold.template: .*no question asks for {{nmae}}/,
    ],
    [
      'one in a section',
      () => render({}, { content: '{{#kind=one}}{{x}}{{/kind=one}}' }),
      /no question asks for {{x}}/,
    ],
    [
      'a choice that is none',
      () => render({}, { content: '{{#kind=six}}{{/kind=six}}' }),
      /no question asks for {{kind=six}}/,
    ],
    ['a section without end', () => render({}, { content: '{{#kind=one}}' }), /^scaffold.template: .*Unclosed section/],
    ['a partial', () => render({}, { content: '{{> other}}' }), /no question asks for {{other}}/],
    ['a path that leads out', () => render({ words: '../..' }, { path: '{{words}}/a' }), /^scaffold.path/],
  ];
  for (const [what, act, said] of bad) it(`is refused for ${what}`, () => assert.match(failure(act), said));

  for (const path of [
    '',
    '/a',
    'a//b',
    '../a',
    'a/..',
    './a',
    'a/',
    'a\\b',
    'c:d',
    'a/nul',
    'COM1.txt',
    'a. ',
    'a\u0007',
    'a*',
  ])
    it(`has no file called ${JSON.stringify(path)}`, () =>
      assert.match(
        failure(() => projectPath(path)),
        /^scaffold.path/,
      ));

  it('may have dots and braces in its names', () => {
    for (const path of ['.gitignore', 'a/.dockerignore', 'a..b', '...a', 'console/nulls'])
      assert.equal(projectPath(path), path);
  });
});

describe('template.json', () => {
  const changed = (changes: object): string =>
    failure(() => readManifest(JSON.stringify({ ...manifest, ...changes }), 'own/template.json'));
  const cases: readonly (readonly [changes: object, said: RegExp])[] = [
    [{ title: 3 }, /^scaffold.template: own\/template.json is no template: "title" must be a text./],
    [{ questions: undefined }, /"questions" must be a list of objects/],
    [{ questions: [...manifest.questions, manifest.questions[0]] }, /two questions have the same key/],
    [{ questions: [{ key: 'A', title: 'a', default: 'a' }] }, /the key "A"/],
    [{ questions: [{ key: 'a', title: 'a', default: 'a', pattern: '(' }] }, /the pattern of "a"/],
    [
      { questions: [{ key: 'a', title: 'a', default: 'a', choices: [{ value: 'b', title: 'b' }] }] },
      /none of its choices/,
    ],
    [{ trees: [{ from: 'files', when: ['color=red'] }] }, /no question decides the condition "color=red"/],
    [{ steps: 'run' }, /"steps" must be a list of texts/],
  ];
  for (const [changes, said] of cases) it(`is refused: ${said.source}`, () => assert.match(changed(changes), said));
  it('is refused when it is no JSON', () =>
    assert.match(
      failure(() => readManifest('{', 'x')),
      /^scaffold.template: x is no template/,
    ));
});
