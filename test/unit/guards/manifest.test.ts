import assert from 'node:assert/strict';
import { manifestFaults, type ManifestFacts } from '../../guards/manifestRules';
import { contextKeysOf, translationKeysOf } from '../../guards/manifestText';
import { readManifest } from '../../guards/readManifest';

const id = (name: string) => `sagemakerContainers.${name}`;

/** A small extension in which everything fits. */
const sound: ManifestFacts = {
  manifest: {
    activationEvents: ['onLanguage:json'],
    l10n: './l10n',
    contributes: {
      commands: [{ command: id('run'), enablement: id('ready') }],
      configuration: { properties: { [id('engine')]: { description: '%engine%' } } },
      viewsContainers: { activitybar: [{ id: 'sagemakerContainers' }] },
      views: { sagemakerContainers: [{ id: id('jobs'), when: `config.${id('engine')} != 'none'` }] },
      viewsWelcome: [{ view: id('jobs') }],
      menus: { 'view/title': [{ command: id('run'), when: `view == ${id('jobs')}` }] },
      walkthroughs: [{ id: 'start', steps: [{ id: 'one', completionEvents: [`onCommand:${id('run')}`] }] }],
    },
  },
  ids: { commandIds: [id('run')], viewIds: [id('jobs')], settingIds: [id('engine')], contextKeys: [id('ready')] },
  manifestTexts: { 'package.nls.json': { engine: 'Engine' }, 'package.nls.ja.json': { engine: 'エンジン' } },
  codeTexts: { 'bundle.l10n.ja.json': { 'Run {0}': '{0} を実行' } },
  sources: new Map([['vscode/run.ts', `vscode.l10n.t('Run {0}', name); register('sagemakerContainers.run');`]]),
  files: [],
};
const { contributes } = sound.manifest;
const withManifest = (changes: Partial<NonNullable<typeof contributes>>): ManifestFacts => ({
  ...sound,
  manifest: { ...sound.manifest, contributes: { ...contributes, ...changes } },
});
const withCode = (text: string): ManifestFacts => ({
  ...sound,
  sources: new Map([...sound.sources, ['vscode/more.ts', text]]),
});

describe('manifest and code', () => {
  it('say the same', async () => assert.deepEqual(manifestFaults(await readManifest()), []));
});

describe('the guard of the manifest', () => {
  it('is silent about an extension in which everything fits', () => assert.deepEqual(manifestFaults(sound), []));

  const cases: readonly (readonly [facts: ManifestFacts, fault: string])[] = [
    [withManifest({ commands: [] }), `command ${id('run')} is in the code, not in the manifest`],
    [{ ...sound, ids: { ...sound.ids, viewIds: [] } }, `view ${id('jobs')} is in the manifest, not in the code`],
    [
      { ...sound, ids: { ...sound.ids, settingIds: [] } },
      `setting ${id('engine')} is in the manifest, not in the code`,
    ],
    [
      { ...sound, ids: { ...sound.ids, contextKeys: [] } },
      `context key ${id('ready')} is in the manifest, not in the code`,
    ],
    [withManifest({ keybindings: [{ command: id('rum') }] }), `command ${id('rum')} is used, but there is none`],
    [withManifest({ viewsWelcome: [{ view: id('job') }] }), `view ${id('job')} is used, but there is none`],
    [
      withManifest({ menus: { x: [{ command: id('run'), when: `config.${id('gone')}` }] } }),
      `setting ${id('gone')} is used, but there is none`,
    ],
    [
      { ...sound, manifestTexts: { ...sound.manifestTexts, 'package.nls.ja.json': {} } },
      'package.nls.ja.json has no text for %engine%',
    ],
    [
      { ...sound, manifestTexts: { 'package.nls.json': { engine: 'Engine', old: 'Old' } } },
      'package.nls.json: nothing uses old',
    ],
    [{ ...sound, codeTexts: {} }, 'bundle.l10n.ja.json has no text for "Run {0}"'],
    [{ ...sound, codeTexts: { 'bundle.l10n.ja.json': {} } }, 'bundle.l10n.ja.json has no text for "Run {0}"'],
    [
      { ...sound, codeTexts: { 'bundle.l10n.ja.json': { 'Run {0}': '実行' } } },
      'bundle.l10n.ja.json: the {n} of "Run {0}" differ from the original\'s',
    ],
    [withCode('vscode.l10n.t(text)'), 'vscode/more.ts:1: the text of l10n.t must be a literal'],
    [
      withCode(`show('sagemakerContainers.jops')`),
      `vscode/more.ts names ${id('jops')}, which the manifest does not know`,
    ],
    [
      withManifest({ viewsContainers: { activitybar: [{ id: 'media/icon.svg' }] } }),
      'media/icon.svg is named in the manifest, but there is none',
    ],
    [{ ...sound, files: ['media/old.svg'] }, 'nothing uses media/old.svg'],
  ];
  for (const [facts, fault] of cases) {
    it(`says: ${fault}`, () => assert.ok(manifestFaults(facts).includes(fault), manifestFaults(facts).join('\n')));
  }
});

describe('what the guard of the manifest reads', () => {
  it('takes names out of a when clause', () => {
    assert.deepEqual(contextKeysOf(`view == a.b && viewItem =~ /^job\\.x/ && !c.d || e == 'f.g'`), [
      'view',
      'a.b',
      'viewItem',
      'c.d',
      'e',
    ]);
  });

  it('takes keys out of calls of l10n.t', () => {
    const text = `l10n.t('a'); vscode.l10n.t({ message: 'b', comment: ['c'] }); other.t('d');`;
    assert.deepEqual(translationKeysOf('x.ts', text), [
      { place: 'x.ts:1', key: 'a' },
      { place: 'x.ts:1', key: 'b/c' },
    ]);
  });
});
