import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type Diagnostic,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { longDefinition, longNotebook, wideSchema, type LongDocument } from './languageDocuments';
import { squiggleTimes } from './languageSquiggle';
import { ratioOf, series, type BenchRun, type Benchmark, type Measure } from './measure';
import { program } from './program';
import { repository } from './repository';

const keystrokes = 200;
/** The grammars are loaded and the code is warm after so many. */
const warmUp = 20;
const mostInServer = 20;
const mostToSquiggle = 80;

/** How long it takes until what is typed is judged. */
export const language: Benchmark = {
  name: 'language',
  title: 'From a keystroke to its diagnostics: in the language server, and on the screen of a real editor',
  run: measureLanguage,
};

async function measureLanguage(bench: BenchRun): Promise<readonly Measure[]> {
  bench.say('building the extension');
  await program('npm', ['run', '--silent', 'build'], { cwd: repository });
  const folder = join(bench.folder, 'workspace');
  mkdirSync(folder);
  const server = await startServer(bench, folder);
  const measures: Measure[] = [];
  for (const document of [longNotebook(), longDefinition(), wideSchema()]) {
    bench.say(`typing into ${document.title}`);
    measures.push(await inServer(server, folder, document));
  }
  bench.say('typing in the editor');
  const seen = await squiggleTimes(bench);
  return [
    ...measures,
    {
      name: 'squiggle',
      goal: `median at most ${mostToSquiggle} ms`,
      met: seen.ours.median <= mostToSquiggle,
      unit: 'ms',
      ratio: ratioOf(seen),
      ...seen,
      facts: { yardstick: 'an extension that marks at once, in the same editor' },
    },
  ];
}

/** The packaged server in a process of its own, as the editor starts it. */
async function startServer(bench: BenchRun, folder: string): Promise<ProtocolConnection> {
  const child: ChildProcess = fork(join(repository, 'dist/languageServer.js'), ['--node-ipc']);
  bench.afterwards(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const server = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  server.listen();
  await server.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'workspace' }],
  });
  await server.sendNotification('initialized', {});
  return server;
}

/** Writes and takes back one character in turns, and waits each time until the answer is there. */
async function inServer(server: ProtocolConnection, folder: string, document: LongDocument): Promise<Measure> {
  const path = join(folder, document.file);
  const text = document.cells.join('\n');
  writeFileSync(path, text);
  const uri = pathToFileURL(path).href;
  const typist =
    document.cells.length > 1 ? await notebookTypist(server, uri, document) : await textTypist(server, uri, document);
  const times: number[] = [];
  for (let stroke = 0; stroke < keystrokes + warmUp; stroke += 1) {
    const started = performance.now();
    const found = (await typist(stroke % 2 === 0, stroke + 2)).filter(({ code }) => String(code).startsWith('T'));
    if (stroke >= warmUp) times.push(performance.now() - started);
    const wanted = stroke % 2 === 0 ? 1 : 0;
    if (found.length !== wanted)
      throw new Error(`${document.title}: ${found.length} diagnostics in place of ${wanted}`);
  }
  const p95 = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
  return {
    name: document.name,
    goal: `p95 at most ${mostInServer} ms`,
    met: p95 <= mostInServer,
    unit: 'ms',
    ours: series(times),
    facts: { p95: Math.round(p95 * 100) / 100, lines: text.split('\n').length, characters: text.length },
  };
}

type Typist = (wrong: boolean, version: number) => Promise<readonly Diagnostic[]>;

/** The letter that makes a type wrong, put in or taken away. */
function change(document: LongDocument, wrong: boolean) {
  const { line, character } = document.place;
  const end = { line, character: character + (wrong ? 0 : 1) };
  return { range: { start: { line, character }, end }, text: wrong ? 'x' : '' };
}

async function textTypist(server: ProtocolConnection, uri: string, document: LongDocument): Promise<Typist> {
  const textDocument = { uri, languageId: 'json', version: 1, text: document.cells.join('\n') };
  await server.sendNotification('textDocument/didOpen', { textDocument });
  return async (wrong, version) => {
    const contentChanges = [change(document, wrong)];
    void server.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    const report = await server.sendRequest<{ readonly items: readonly Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.items;
  };
}

async function notebookTypist(server: ProtocolConnection, uri: string, document: LongDocument): Promise<Typist> {
  const uris = document.cells.map((_cell, index) => `${uri.replace('file:', 'vscode-notebook-cell:')}#${index}`);
  const typed = uris[document.cell] ?? '';
  let told: ((items: readonly Diagnostic[]) => void) | undefined;
  server.onNotification('textDocument/publishDiagnostics', ({ uri: of, diagnostics }: PublishDiagnosticsParams) => {
    if (of === typed) told?.(diagnostics);
  });
  const next = () => new Promise<readonly Diagnostic[]>((resolve) => (told = resolve));
  const opened = next();
  await server.sendNotification('notebookDocument/didOpen', {
    notebookDocument: {
      uri,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: uris.map((cell) => ({ kind: 2, document: cell })),
    },
    cellTextDocuments: document.cells.map((text, index) => ({
      uri: uris[index],
      languageId: 'python',
      version: 1,
      text,
    })),
  });
  await opened;
  return (wrong, version) => {
    const answer = next();
    const textContent = [{ document: { uri: typed, version }, changes: [change(document, wrong)] }];
    void server.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri, version },
      change: { cells: { textContent } },
    });
    return answer;
  };
}
