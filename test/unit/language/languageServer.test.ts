import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type DocumentDiagnosticReport,
  type DocumentLink,
  type InitializeResult,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { serveLanguage } from '../../../src/language/serveLanguage';
import { fakeFiles } from '../validation/fakeFiles';

const uri = 'file:///car/car.training-job.json';
const text = `{
  "AlgorithmSpecification": { "TrainingImage": "file://image" },
  "HyperParamters": {},
  "InputDataConfig": [
    { "ChannelName": "train", "DataSource": { "S3DataSource": { "S3Uri": "file://data/train.csv" } } },
    { "ChannelName": "test", "DataSource": { "S3DataSource": { "S3Uri": "file://data" } } }
  ]
}
`;

describe('language server', () => {
  let editor: ProtocolConnection;
  let refreshed = 0;
  let stop = (): void => undefined;
  const disk = ['/car/image/Dockerfile', '/car/data/train.csv'];

  beforeEach(async () => {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    editor = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    serveLanguage(server, ([folder = 'file:///']) => ({
      files: fakeFiles(disk),
      style: 'posix',
      projectRootOf: () => folder.slice('file://'.length),
      pathOf: (from) => (from.startsWith('file://') ? from.slice('file://'.length) : undefined),
      uriOf: (path) => `file://${path}`,
      rulePage: (code) => (code === 'T02' ? 'file:///rules/T02.md' : undefined),
    }));
    editor.onRequest('workspace/diagnostic/refresh', () => {
      refreshed += 1;
      return null;
    });
    editor.listen();
    stop = () => {
      editor.dispose();
      server.dispose();
      up.end();
      down.end();
    };
    const { capabilities } = await editor.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { workspace: { diagnostics: { refreshSupport: true } } },
      workspaceFolders: [{ uri: 'file:///car', name: 'car' }],
    });
    assert.ok(capabilities.diagnosticProvider && capabilities.documentLinkProvider && capabilities.codeActionProvider);
    await editor.sendNotification('initialized', {});
  });

  afterEach(() => {
    stop();
    refreshed = 0;
  });

  async function open(content: string, as = uri): Promise<void> {
    const textDocument = { uri: as, languageId: 'json', version: 1, text: content };
    await editor.sendNotification('textDocument/didOpen', { textDocument });
  }

  async function pull(of = uri) {
    const report = await editor.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: of },
    });
    assert.equal(report.kind, 'full');
    return report.items;
  }

  it('says what is wrong, and repairs it', async () => {
    await open(text);
    const items = await pull();
    assert.deepEqual(
      items.map(({ code, severity, source, range }) => [code, severity, source, range.start.line]),
      [['field.unknown', 1, 'sagemaker', 2]],
    );
    assert.match(items[0]?.message ?? '', /did you mean HyperParameters\? Rename it/);
    const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 4 } };
    const [action, ...others] = await editor.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: items },
    });
    assert.deepEqual(others, []);
    assert.equal(action?.title, 'Change to "HyperParameters"');
    const edits = action.edit?.changes?.[uri];
    assert.deepEqual(edits, [{ range: items[0]?.range, newText: '"HyperParameters"' }]);
  });

  it('finds a schema in other files, leads to its rules, and repairs all at once', async () => {
    const python = 'file:///car/deploy.py';
    const schema = (type: string) =>
      `{"input": [{"name": "a", "type": "${type}"}], "output": {"name": "o", "type": "${type}"}}`;
    const program = (type: string) => `env = {"SAGEMAKER_SPARKML_SCHEMA": '${schema(type)}'}\n`;
    const textDocument = { uri: python, languageId: 'python', version: 1, text: program('bigint') };
    await editor.sendNotification('textDocument/didOpen', { textDocument });
    const items = await pull(python);
    assert.deepEqual(
      items.map(({ code, codeDescription }) => [code, codeDescription?.href]),
      [
        ['T02', 'file:///rules/T02.md'],
        ['T02', 'file:///rules/T02.md'],
      ],
    );
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const asked = { textDocument: { uri: python }, range, context: { diagnostics: [], only: ['source.fixAll'] } };
    const [action] = await editor.sendRequest<CodeAction[]>('textDocument/codeAction', asked);
    assert.deepEqual(
      action?.edit?.changes?.[python]?.map(({ newText }) => newText),
      ['"long"', '"long"'],
    );
  });

  it('follows what is typed', async () => {
    await open(text);
    await editor.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 2, character: 2 }, end: { line: 2, character: 18 } }, text: '"HyperParameters"' },
      ],
    });
    assert.deepEqual(await pull(), []);
  });

  it('links references to files, and an image folder to its Dockerfile', async () => {
    await open(text);
    const links = await editor.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
    assert.deepEqual(
      links.map(({ target, range }) => [
        target,
        text.split('\n')[range.start.line]?.slice(range.start.character, range.end.character),
      ]),
      [
        ['file:///car/image/Dockerfile', 'file://image'],
        ['file:///car/data/train.csv', 'file://data/train.csv'],
      ],
    );
  });

  it('leaves syntax to the JSON support of the editor, and other files alone', async () => {
    await open('{"A": ');
    assert.deepEqual(await pull(), []);
    for (const other of ['file:///car/package.json', 'untitled:car.training-job.json']) {
      await open('{"A": 1}', other);
      assert.deepEqual(await pull(other), []);
    }
    assert.deepEqual(await pull('file:///car/closed.model.json'), []);
  });

  it('asks the editor to ask again when files came or went', async () => {
    await editor.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///car/image', type: 1 }],
    });
    await pull();
    assert.equal(refreshed, 1);
  });

  it('drops a request that was cancelled', async () => {
    await open(text);
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const answer = editor.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token);
    source.cancel();
    await assert.rejects(answer, /newer request/);
  });

  it('offers nothing for a diagnostic that brought no repair', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    for (const data of [undefined, null, 'text', { replacement: 7 }]) {
      const diagnostics = [{ range, message: 'x', data }];
      assert.deepEqual(
        await editor.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics } }),
        [],
      );
    }
  });
});
