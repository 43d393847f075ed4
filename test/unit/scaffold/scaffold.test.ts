import assert from 'node:assert/strict';
import { AppError } from '../../../src/contract/appError';
import { answerFault, completeAnswers } from '../../../src/scaffold/answers';
import { projectPath } from '../../../src/scaffold/projectPath';
import { readManifest } from '../../../src/scaffold/readManifest';
import { renderTemplate } from '../../../src/scaffold/renderTemplate';
import type { Question, Template, TemplateFile } from '../../../src/scaffold/template';
import { shippedTemplates } from './shippedTemplates';

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
  const text = JSON.stringify({ ...manifest, first: whole[0]?.path ?? 'a' });
  return { name: 'own', manifest: readManifest(text, 'own/template.json'), files: whole };
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
    assert.deepEqual([first, steps], ['cars/one.txt', ['run cars.training-job.json']]);
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
    assert.equal(completeAnswers(own, {}, '/projects/con')['name'], 'mine');
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
    ['an answer with a newline', () => render({ name: 'a\n' }), /^scaffold.answer: "a\\n" is no answer for name/],
    ['an answer without end', () => render({ name: 'A'.repeat(5_000) }), /^scaffold.answer: "A{80}…" is no answer/],
    ['a device of Windows', () => render({ name: 'con' }), /^scaffold.answer: .* Windows keeps this name for a device/],
    [
      'a placeholder that nobody asks for',
      () => render({}, { content: '{{nmae}}' }),
      /^scaffold.template: .*no question asks for {{nmae}}/,
    ],
    [
      'one in a file that was read',
      () => render({}, { source: '/own/files/a', content: 'a\nb {{nmae}}' }),
      /^scaffold.template: .*\(\/own\/files\/a:2\): no question asks for {{nmae}}/,
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
    [
      'a section without end',
      () => render({}, { content: '{{#kind=one}}' }),
      /^scaffold.template: .*\(a:1\): Unclosed section/,
    ],
    ['braces without end', () => render({}, { content: '\n\n{{name' }), /^scaffold.template: .*\(a:3\): Unclosed tag/],
    ['names that differ in case', () => render({}, { path: 'A' }, { path: 'a' }), /: A and a differ in case only/],
    ['a file in a file', () => render({}, { path: 'a/b' }, { path: 'a' }), /: a is a file, and the folder of a\/b/],
    [
      'nothing to be read first',
      () => render({}, { path: '{{kind}}', when: ['kind=two'] }),
      /\(own, first\): there is no file one/,
    ],
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
    'あ'.repeat(90),
  ])
    it(`has no file called ${JSON.stringify(path).slice(0, 20)}`, () =>
      assert.match(
        failure(() => projectPath(path)),
        /^scaffold.path/,
      ));

  it('may have dots and braces in its names', () => {
    for (const path of ['.gitignore', 'a/.dockerignore', 'a..b', '...a', 'console/nulls'])
      assert.equal(projectPath(path), path);
  });
});

describe('an answer', () => {
  const hint = 'Write an image.';
  const image = (pattern: string): Question => ({ key: 'image', title: 'Image', default: 'a', pattern, hint });

  it('may not take longer than anybody waits', () => {
    assert.match(
      String(answerFault(image('(a+)+'), `${'a'.repeat(40)}!`)),
      /^The pattern of the template takes too long/,
    );
    assert.equal(answerFault(image('(a+)+'), 'aaa'), undefined);
  });

  it('for an image to build on is one that an engine knows', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const good = [
      'python:3.11-slim',
      'a',
      'localhost/a',
      'host:5000/team/a_b:1.0',
      `gcr.io/x/y@${digest}`,
      `a:1@${digest}`,
    ];
    const bad = [
      '',
      '..',
      '-x',
      'a/../b',
      'UPPER',
      'Team/a',
      'a:',
      'a b',
      'a@sha256:abc',
      'a//b',
      'x'.repeat(256),
      'ä',
    ];
    const images = (await shippedTemplates()).flatMap(({ manifest: { questions } }) =>
      questions.filter(({ key }) => key.endsWith('image')),
    );
    assert.ok(images.length > 8);
    for (const question of images) {
      for (const one of [...good, question.default]) assert.equal(answerFault(question, one), undefined, one);
      for (const one of bad) assert.equal(answerFault(question, one), question.hint, one);
    }
  });
});

describe('template.json', () => {
  const changed = (changes: object): string =>
    failure(() => readManifest(JSON.stringify({ ...manifest, ...changes }), 'own/template.json'));
  const cases: readonly (readonly [changes: object, said: RegExp])[] = [
    [{ title: 3 }, /^scaffold.template: own\/template.json:1:10 is no template: "title" must be a text./],
    [{ titel: 'Own' }, /there is no field "titel" here, but title, description/],
    [{ questions: [{ key: 'a', title: 'a', default: 'a', patern: 'a' }] }, /"patern" here, but key, title/],
    [{ questions: [{ key: 'a', title: 'a', default: 'b', pattern: 'a' }] }, /the default of "a" does not match/],
    [{ questions: [{ key: 'a', title: 'a', default: 'A'.repeat(40) + '!', pattern: '(A+)+' }] }, /default of "a"/],
    [{ questions: [{ ...manifest.questions[2], pattern: 'one' }] }, /with choices needs no pattern/],
    [{ trees: [{ from: 'files', when: ['kind=three'] }] }, /no question decides the condition "kind=three"/],
    [{ trees: [{ from: 'files', verbatim: 'yes' }] }, /"verbatim" must be true or false/],
    [{ trees: ['files'] }, /"trees" must be a list of objects/],
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
      failure(() => readManifest('{\n  "title": Own', 'x')),
      /^scaffold.template: x:2:12 is no template: This word is not JSON. Correct it/,
    ));
  it('is refused when a field is there twice', () =>
    assert.match(
      failure(() => readManifest('{\n"title": "a",\n"title": "b" }', 'x')),
      /^scaffold.template: x:3:1 is no template: "title" is there twice. /,
    ));
  it('may begin with a mark of its encoding, and have questions without an answer', () => {
    const questions = [{ key: 'words', title: 'Words', default: '' }];
    const text = `\uFEFF${JSON.stringify({ ...manifest, questions })}`;
    assert.equal(readManifest(text, 'x').questions[0]?.default, '');
  });
});
