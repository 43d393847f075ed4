import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { barriers } from '../machine/barriers';
import { pageOfPanel } from '../machine/pageOfPanel';
import { suiteFolder } from '../machine/suiteFolder';
import { refuseBarriers } from '../machine/themes';

/** A container of a pipeline; `answer` turns a body into another one, or ends with a status other than 200. */
const serve = (answer: string) => `#!/usr/bin/env python3
import json, os, signal, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.send_header('Content-Length', '0'); self.end_headers()
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        status, kind, out = answer(body)
        print(f'{len(body)} bytes in, {len(out)} bytes out', flush=True)
        self.send_response(status); self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(out))); self.end_headers(); self.wfile.write(out)
    def log_message(self, *_): pass
${answer}
ThreadingHTTPServer(('', int(os.environ.get('SAGEMAKER_BIND_TO_PORT', '8080'))), Handler).serve_forever()
`;

const dockerfile = `FROM python:3.11-slim
LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true
COPY serve /usr/local/bin/serve
`;

const containers: Readonly<Record<string, string>> = {
  encoder: `def answer(body):
    time.sleep(0.02)
    if body.startswith(b'binary'): return 200, 'application/x-recordio', bytes(range(256)) * 8
    cells = body.decode().strip().split(',')
    if len(cells) != 6: return 400, 'text/plain', f'expected 6 columns, got {len(cells)}'.encode()
    return 200, 'text/csv', ','.join(str(len(cell) % 4) for cell in cells).encode() + b'\\n'`,
  classifier: `def answer(body):
    time.sleep(0.05)
    return 200, 'text/csv', (str(sum(int(cell) for cell in body.decode().split(',')) % 4) + '\\n').encode()`,
  labels: `def answer(body):
    return 200, 'text/csv', (['unacc', 'acc', 'good', 'vgood'][int(body)] + '\\n').encode()`,
};

function writeProject(folder: string): void {
  const Containers = Object.entries(containers).map(([name, answer]) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'Dockerfile'), dockerfile);
    writeFileSync(join(folder, name, 'serve'), serve(answer));
    chmodSync(join(folder, name, 'serve'), 0o755);
    return { ContainerHostname: name, Image: `file://${name}` };
  });
  writeFileSync(join(folder, 'cars.model.json'), JSON.stringify({ ModelName: 'cars', Containers }, undefined, 2));
  const PrimaryContainer = { Image: 'file://labels' };
  writeFileSync(join(folder, 'single.model.json'), JSON.stringify({ ModelName: 'single', PrimaryContainer }));
  const fixture = {
    EndpointName: 'file://cars.model.json',
    ContentType: 'text/csv',
    Body: 'low,low,5more,more,big,high\n',
  };
  writeFileSync(join(folder, 'big-car.invocation.json'), JSON.stringify(fixture, undefined, 2));
}

describe('the pipeline inspector', function () {
  this.timeout(120_000);
  const folder = suiteFolder('inspector');
  let editor: EditorWindow;
  const inPanel = () => pageOfPanel(editor.page);
  const hop = (name: string) => inPanel().locator('.hop', { has: inPanel().getByRole('heading', { name }) });
  const button = (name: string | RegExp) => inPanel().getByRole('button', { name, exact: typeof name === 'string' });

  const tab = (name: string) => editor.page.locator('.tab', { hasText: name });
  const serveModel = async (name: string) => {
    await editor.open(`${name}.model.json`);
    await editor.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    // A palette that is opened before the extension is known does not get its commands later.
    await editor.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first().waitFor();
    await editor.run('SageMaker Containers: Run Definition');
    await editor.notification(new RegExp(`${name}.* answers at`)).waitFor({ timeout: 60_000 });
    await editor.run('Notifications: Clear All Notifications');
  };

  before(async () => {
    writeProject(folder);
    const settings = { 'sagemakerContainers.engine': 'process', 'sagemakerContainers.openLogOnRun': false };
    editor = await openEditorWindow({ workspace: folder, settings });
    await serveModel('cars');
  });
  after(async () => {
    await editor.run('SageMaker Containers: Stop Job or Endpoint');
    await editor.page.locator('.statusbar-item', { hasText: 'Endpoints: 1' }).waitFor({ state: 'detached' });
    await editor.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens from a fixture with its request, and shows what each container made of it', async () => {
    await editor.open('big-car.invocation.json');
    await editor.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await editor.run('SageMaker Containers: Inspect Pipeline');
    await inPanel().getByText('Send a request to see').waitFor();
    await inPanel().locator('textarea').waitFor();
    assert.equal(await inPanel().locator('textarea').inputValue(), 'low,low,5more,more,big,high\n');
    await button('Send').click();
    await hop('labels')
      .getByText(/unacc|acc|good|vgood/)
      .first()
      .waitFor();
    for (const name of Object.keys(containers)) await hop(name).getByText('200', { exact: true }).waitFor();
    await hop('classifier')
      .getByText(/^\d+\.\d ms, \d+ %$/)
      .waitFor();
    assert.deepEqual(await barriers(inPanel().locator('body')), []);
    await editor.screenshot('inspector');
    await hop('encoder').locator('summary', { hasText: 'Log' }).click();
    await hop('encoder').getByText('28 bytes in, 12 bytes out').waitFor();
  });

  it('sends again from a container in the middle, and keeps what was before', async () => {
    await button('Edit and Send from Here: classifier').click();
    await inPanel()
      .getByRole('heading', { name: /Request to classifier/ })
      .waitFor();
    await inPanel().locator('textarea').fill('1,1,1\n');
    await inPanel().locator('textarea').press('Control+Enter');
    await hop('encoder').getByText('kept from an earlier request').waitFor();
    await hop('labels').getByText('vgood').waitFor();
    await hop('labels')
      .getByText(/(The same|Another) answer .*#1/)
      .waitFor();
    await editor.screenshot('inspector-replay');
  });

  it('compares an answer with the one before, side by side', async () => {
    await hop('labels').getByRole('button', { name: 'Compare' }).click();
    await editor.page.locator('.monaco-diff-editor .editor.original .view-line', { hasText: 'good' }).waitFor();
    await editor.page.locator('.monaco-diff-editor .editor.modified .view-line', { hasText: 'vgood' }).waitFor();
    await editor.screenshot('inspector-compare');
    await tab('Inspect cars').click();
    await hop('labels').getByText('vgood').waitFor();
  });

  it('shows an error at the container that made it', async () => {
    await button('From the First Container').click();
    await inPanel().locator('textarea').fill('too,short\n');
    await button('Send').click();
    await hop('encoder').getByText('expected 6 columns, got 2').first().waitFor();
    assert.equal(await inPanel().locator('.hop').count(), 1);
    await refuseBarriers(editor, 'inspector-error');
  });

  it('shows what is no text as bytes, with an editor for all of it', async () => {
    await inPanel().locator('textarea').fill('binary\n');
    await button('Send').click();
    await hop('encoder').getByText('00000000  00 01 02 03').first().waitFor();
    await hop('encoder').getByText('The beginning of 2048 bytes.').waitFor();
    assert.deepEqual(await barriers(inPanel().locator('body')), []);
    await editor.screenshot('inspector-binary');
    await hop('encoder').getByRole('button', { name: 'Open in Editor' }).last().click();
    await editor.page.locator('.view-line', { hasText: '00000010  10 11' }).first().waitFor();
  });

  it('saves a request as a fixture', async () => {
    await tab('Inspect cars').click();
    await inPanel().locator('textarea').fill('low,low,2,2,small,low\n');
    await button('Save as Fixture…').click();
    const name = editor.page.locator('.quick-input-widget:visible input').first();
    // The folder is there first, and the name of the file when the folder has been read.
    const offered = join(editor.workspace, 'cars.invocation.json');
    while ((await name.inputValue()) !== offered) await editor.page.waitForTimeout(50);
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.tab.active[data-resource-name="cars.invocation.json"]').waitFor();
    const saved: unknown = JSON.parse(readFileSync(join(editor.workspace, 'cars.invocation.json'), 'utf8'));
    const Body = 'low,low,2,2,small,low\n';
    const Expect = { StatusCode: 200 };
    assert.deepEqual(saved, { EndpointName: 'file://cars.model.json', ContentType: 'text/csv', Body, Expect });
  });

  it('gives a fixture the ending that makes it one', async () => {
    await tab('Inspect cars').click();
    await button('Save as Fixture…').click();
    const name = editor.page.locator('.quick-input-widget:visible input').first();
    while (!(await name.inputValue()).endsWith('cars.invocation.json')) await editor.page.waitForTimeout(50);
    await name.fill(join(editor.workspace, 'second.json'));
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.tab.active[data-resource-name="second.invocation.json"]').waitFor();
  });

  it('survives a reload of the window, with what was sent', async () => {
    await tab('Inspect cars').click();
    await button('Send').click();
    await hop('labels').getByText('unacc').first().waitFor();
    // An editor in a browser keeps its state every five seconds, not when its page goes.
    await editor.page.waitForTimeout(7_000);
    await editor.page.reload();
    await tab('Inspect cars').click({ timeout: 60_000 });
    await inPanel().locator('textarea').waitFor({ timeout: 60_000 });
    assert.equal(await inPanel().locator('textarea').inputValue(), 'low,low,2,2,small,low\n');
    await hop('labels').getByText('unacc').first().waitFor();
    await button('Send').click();
    await hop('labels').getByText('The same answer as to').waitFor();
    await editor.screenshot('inspector-reloaded');
  });

  it('inspects an endpoint with one container', async () => {
    await serveModel('single');
    await editor.run('SageMaker Containers: Inspect Pipeline');
    await editor.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'single' }).click();
    await tab('Inspect single').waitFor();
    await inPanel().getByText('Send a request to see').waitFor();
    await inPanel().locator('textarea').fill('2\n');
    await inPanel().locator('textarea').press('Control+Enter');
    await inPanel().locator('.hop', { hasText: 'good' }).waitFor();
    assert.equal(await inPanel().locator('.hop').count(), 1);
    await editor.screenshot('inspector-single');
    await editor.open('single.model.json');
    await editor.page.locator('.codelens-decoration a').filter({ hasText: 'Stop' }).first().click();
    await editor.page.locator('.statusbar-item', { hasText: 'Endpoints: 1' }).waitFor();
  });

  it('leaves checks to the Test Explorer, where each container of a pipeline has its own', async () => {
    await editor.open('cars.model.json');
    await editor.run('SageMaker Containers: Check Container');
    const toast = editor.notification('Without a container engine only the files were read.');
    await toast.waitFor({ timeout: 60_000 });
    await editor.run('Testing: Focus on Test Explorer View');
    const test = (name: string | RegExp) => editor.page.locator('.test-explorer .monaco-list-row', { hasText: name });
    await test('cars.model.json').click();
    await editor.page.keyboard.press('ArrowRight');
    for (const name of Object.keys(containers)) await test(name).waitFor();
    await editor.screenshot('check-containers');
    await test('classifier').click();
    await editor.page.keyboard.press('ArrowRight');
    await test(/^G1 /).waitFor();
  });

  it('asks nothing of any other machine', () => {
    assert.deepEqual(editor.requestsElsewhere, []);
  });
});
