import assert from 'node:assert/strict';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type DocumentLink,
  type Hover,
  type InitializeResult,
  type LocationLink,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { fixAllKind } from '../../../src/language/codeActions';
import { serveLanguage } from '../../../src/language/serveLanguage';
import { readCatalogue } from '../../../src/texts/readCatalogue';
import { translator } from '../../../src/texts/translator';
import { repository } from '../../machine/repository';
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
  const disk = ['/car/image/Dockerfile', '/car/data/train.csv', '/car/car.csv'];

  const start = async (locale: string): Promise<void> => {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    editor = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    serveLanguage(server, ([folder = 'file:///'], language) => ({
      ...(language === 'ja' && { translate: translator(readCatalogue(join(repository, 'l10n'), language) ?? {}) }),
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
      locale,
      capabilities: { workspace: { diagnostics: { refreshSupport: true } } },
      workspaceFolders: [{ uri: 'file:///car', name: 'car' }],
    });
    assert.ok(capabilities.diagnosticProvider && capabilities.documentLinkProvider && capabilities.codeActionProvider);
    await editor.sendNotification('initialized', {});
  };

  beforeEach(() => start('en'));
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

  it('says it in the language of the editor', async () => {
    stop();
    await start('ja');
    await open(text);
    const items = await pull();
    assert.equal(
      items[0]?.message,
      'リクエストに "HyperParamters" というフィールドはありません。HyperParameters の誤りではありませんか。名前を HyperParameters に変えるか、削除してください。',
    );
    const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 4 } };
    const [action] = await editor.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: items },
    });
    assert.equal(action?.title, '「HyperParameters」に変更');
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

  it('leads from a reference to its file', async () => {
    await open(text);
    const definition = (line: number, character: number) =>
      editor.sendRequest<LocationLink[]>('textDocument/definition', {
        textDocument: { uri },
        position: { line, character },
      });
    const [link] = await definition(1, 60);
    assert.equal(link?.targetUri, 'file:///car/image/Dockerfile');
    assert.deepEqual(await definition(1, 10), []);
  });

  it('checks a file that is not on the disk by itself', async () => {
    for (const elsewhere of ['memfs:/car/car.training-job.json', 'vscode-vfs://github/a/b/car.training-job.json']) {
      await open(text.replace('file://image', 'file://nowhere'), elsewhere);
      assert.deepEqual(
        (await pull(elsewhere)).map(({ code }) => code),
        ['field.unknown'],
      );
      const links = await editor.sendRequest('textDocument/documentLink', { textDocument: { uri: elsewhere } });
      assert.deepEqual(links, []);
    }
  });

  describe('in a notebook', () => {
    const notebook = 'file:///car/car.ipynb';
    const cell = (name: string) => `vscode-notebook-cell:/car/car.ipynb#${name}`;
    const schema = 'schema = {"input": [{"name": "a", "type": "bigint"}], "output": {"name": "o", "type": "int"}}';
    const use = 'import json\nenv = {"SAGEMAKER_SPARKML_SCHEMA": json.dumps(schema)}';
    let told: Map<string, readonly Diagnostic[]>;

    async function openCells(...texts: readonly string[]): Promise<void> {
      told = new Map();
      editor.onNotification('textDocument/publishDiagnostics', ({ uri: of, diagnostics }: PublishDiagnosticsParams) =>
        told.set(of, diagnostics),
      );
      const cells = texts.map((_text, index) => ({ kind: 2, document: cell(String(index)) }));
      await editor.sendNotification('notebookDocument/didOpen', {
        notebookDocument: { uri: notebook, notebookType: 'jupyter-notebook', version: 1, cells },
        cellTextDocuments: texts.map((content, index) => ({
          uri: cell(String(index)),
          languageId: 'python',
          version: 1,
          text: content,
        })),
      });
      await toldOf(...cells.map(({ document }) => document));
    }

    /** Waits until the server has told what it has on these cells. */
    async function toldOf(...uris: readonly string[]): Promise<void> {
      while (!uris.every((one) => told.has(one))) await new Promise((resolve) => setImmediate(resolve));
    }

    it('takes all cells as one program, and tells each what is wrong in it', async () => {
      await openCells('!pip install sagemaker', '%%bash\nfor', schema, use);
      assert.deepEqual(
        [...told].map(([of, items]) => [of, items.map(({ code, range }) => [code, range.start.line])]),
        [
          [cell('0'), []],
          [cell('1'), []],
          [cell('2'), [['T02', 0]]],
          [cell('3'), []],
        ],
      );
      const marked = told.get(cell('2')) ?? [];
      const asked = { textDocument: { uri: cell('2') }, range: marked[0]?.range, context: { diagnostics: marked } };
      const [action] = await editor.sendRequest<CodeAction[]>('textDocument/codeAction', asked);
      const [edit] = action?.edit?.changes?.[cell('2')] ?? [];
      assert.deepEqual([edit?.newText, edit?.range.start.line], ['"long"', 0]);
      const all = { ...asked, context: { diagnostics: [], only: [fixAllKind] } };
      const [whole] = await editor.sendRequest<CodeAction[]>('textDocument/codeAction', all);
      assert.equal(whole?.edit?.changes?.[cell('2')]?.length, 1);
    });

    it('tells cells of a shell what is wrong in them', async () => {
      const value = schema.slice('schema = '.length);
      await openCells('import os', `%%bash\ndocker run -e SAGEMAKER_SPARKML_SCHEMA='${value}' car`);
      const [found, ...more] = told.get(cell('1')) ?? [];
      assert.deepEqual([found?.code, found?.range.start.line, more], ['T02', 1, []]);
      const asked = { textDocument: { uri: cell('1') }, range: found?.range, context: { diagnostics: [found] } };
      const [action] = await editor.sendRequest<CodeAction[]>('textDocument/codeAction', asked);
      assert.equal(action?.edit?.changes?.[cell('1')]?.[0]?.newText, '"long"');
    });

    it('repairs in one cell what another cell makes wrong', async () => {
      const right = schema.replace('bigint', 'long');
      await openCells(right, 'env = {"SAGEMAKER_SPARKML_SCHEMA": str(schema)}');
      const [marked] = told.get(cell('0')) ?? [];
      assert.equal(marked?.code, 'P03');
      const asked = { textDocument: { uri: cell('0') }, range: marked.range, context: { diagnostics: [marked] } };
      const [action] = await editor.sendRequest<CodeAction[]>('textDocument/codeAction', asked);
      const at = { start: { line: 0, character: 35 }, end: { line: 0, character: 38 } };
      assert.deepEqual(action?.edit?.changes, { [cell('1')]: [{ range: at, newText: 'json.dumps' }] });
    });

    it('reads cells behind one that is broken', async () => {
      await openCells('frame = load(', 'rows = """', schema, use);
      assert.deepEqual(
        (told.get(cell('2')) ?? []).map(({ code }) => code),
        ['T02'],
      );
    });

    it('follows what is typed, and forgets cells that go', async () => {
      await openCells(schema, use);
      const at = schema.indexOf('bigint');
      const range = { start: { line: 0, character: at }, end: { line: 0, character: at + 6 } };
      const change = async (cells: object) => {
        told.clear();
        await editor.sendNotification('notebookDocument/didChange', {
          notebookDocument: { uri: notebook, version: 2 },
          change: { cells },
        });
        await toldOf(cell('0'));
      };
      const document = { uri: cell('0'), version: 2 };
      await change({ textContent: [{ document, changes: [{ range, text: 'long' }] }] });
      assert.deepEqual(told.get(cell('0')), []);
      await change({ structure: { array: { start: 0, deleteCount: 1 }, didClose: [{ uri: cell('0') }] } });
      assert.deepEqual(told.get(cell('0')), []);
      const cellTextDocuments = [{ uri: cell('1') }];
      await editor.sendNotification('notebookDocument/didClose', {
        notebookDocument: { uri: notebook },
        cellTextDocuments,
      });
    });

    it('explains and completes by what stands in other cells', async () => {
      await openCells('# first\n', schema.replace('bigint', 'long'), use);
      const position = { line: 0, character: schema.indexOf('bigint') + 1 };
      const asked = { textDocument: { uri: cell('1') }, position };
      const found = await editor.sendRequest<Hover>('textDocument/hover', asked);
      assert.equal(found.range?.start.line, 0);
      const items = await editor.sendRequest<CompletionItem[]>('textDocument/completion', asked);
      const edit = items.find(({ label }) => label === 'int')?.textEdit;
      assert.ok(edit && 'range' in edit);
      assert.deepEqual(edit.range.start, { line: 0, character: schema.indexOf('bigint') });
    });
  });

  it('hints at newer tags of images, and leaves them when it repairs all', async () => {
    const image = '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.0.0-gpu-py310';
    await open(JSON.stringify({ AlgorithmSpecification: { TrainingImage: image } }));
    const [hint] = (await pull()).filter(({ code }) => code === 'image.newer');
    assert.deepEqual([hint?.severity, hint?.range.start.character], [4, 106]);
    const asked = { textDocument: { uri }, range: hint?.range, context: { diagnostics: [hint] } };
    const [action] = await editor.sendRequest<CodeAction[]>('textDocument/codeAction', asked);
    assert.match(action?.edit?.changes?.[uri]?.[0]?.newText ?? '', /-gpu-py/);
    const all = { ...asked, context: { diagnostics: [], only: [fixAllKind] } };
    assert.deepEqual(await editor.sendRequest<CodeAction[]>('textDocument/codeAction', all), []);
  });

  it('takes related files as they are in the editor, saved or not', async () => {
    const schema = 'file:///car/car.sparkml-schema.json';
    await open('{"input": [{"name": "a", "type": "int"}], "output": {"name": "o", "type": "int"}}', schema);
    const codes = async () => (await pull(schema)).map(({ code }) => code);
    assert.deepEqual(await codes(), []);
    await open('1.5\n', 'file:///car/car.csv');
    assert.deepEqual(await codes(), ['R08']);
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
