import assert from 'node:assert/strict';
import { hardWiredTexts } from '../../guards/hardWiredTexts';
import { readSources } from '../../guards/readSources';

const textsOf = (code: string, file = 'vscode/some.ts'): readonly string[] =>
  hardWiredTexts(new Map([[file, code]])).map((fault) => /: "(.*)" is shown/s.exec(fault)?.[1] ?? fault);

describe('texts for people', () => {
  it('are translated, all of them', () => assert.deepEqual(hardWiredTexts(readSources()), []));
});

describe('the guard of texts for people', () => {
  const shown: readonly (readonly [code: string, text: string])[] = [
    [`void vscode.window.showInformationMessage('Done');`, 'Done'],
    [`void vscode.window.showErrorMessage(text, 'Retry');`, 'Retry'],
    [`const item = { label: 'Run', run };`, 'Run'],
    [`const item = { label: isOn ? 'Stop' : text };`, 'Stop'],
    [`const item = { detail: found ?? 'nothing' };`, 'nothing'],
    ['const item = { label: `$(pass) ${name} good` };', '$(pass) {0} good'],
    [`item.tooltip = 'Jobs';`, 'Jobs'],
    [`item.accessibilityInformation = { label: 'Running' };`, 'Running'],
    [`const item = new vscode.TreeItem('Logs');`, 'Logs'],
    [`made.textContent = 'Send';`, 'Send'],
    [`made.setAttribute('aria-label', 'Chart');`, 'Chart'],
    [`const made = element('p', {}, 'Empty', text);`, 'Empty'],
    [`const made = element('p', {}, text, 'Empty');`, 'Empty'],
    [`const made = button('Send', press, { 'aria-label': 'Go' });`, 'Send|Go'],
    [`throw new AppError('some.code', 'There is none.', action);`, 'There is none.'],
    ['const reason = `${count} jobs failed`;', '{0} jobs failed'],
    ['const html = `<!DOCTYPE html><title>Page</title>`;', '<!DOCTYPE html><title>Page</title>'],
  ];
  for (const [code, text] of shown) it(`finds ${text}`, () => assert.deepEqual(textsOf(code).join('|'), text));

  const silent: readonly string[] = [
    `const item = { label: vscode.l10n.t('Run {0}', name), run };`,
    `throw new RangeError('There is no such row.');`,
    'app.log.info(`${name} runs in ${folder}`);',
    `const item = { class: 'hop pinned', role: 'group' };`,
    `item.contextValue = isOn ? 'job running' : 'job';`,
    `const found = page.querySelectorAll('button, select');`,
    `if (name === 'not this one') return;`,
    'const text = { label: `${name}: ${milliseconds} ms` };',
    `vscode.window.createStatusBarItem('jobs', side, 0).name = 'SageMaker Containers';`,
    'const html = `<!DOCTYPE html><title>${title}</title>`;',
  ];
  for (const code of silent) it(`is silent about ${code}`, () => assert.deepEqual(textsOf(code), []));

  it('looks at the side of the editor, pages too, and nowhere else', () => {
    assert.deepEqual(textsOf(`made.textContent = 'Send';`, 'webviews/page.ts'), ['Send']);
    assert.deepEqual(textsOf(`made.textContent = 'Send';`, 'terminal/some.ts'), []);
  });
});
