import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached } from './cache';
import { must } from './child';

/** An installed VS Code server with its web workbench, and the Node that runs it. */
export interface EditorInstall {
  /** For people: `1.90` or `current`. */
  readonly name: string;
  /** Folder that holds `out/server-main.js`. */
  readonly root: string;
  /** Path of the node program. */
  readonly node: string;
}

/** The oldest VS Code that we support and a current one, as versions of the package that brings them. */
const editors = {
  '1.90': { codeServer: '4.90.3', node: 20 },
  current: { codeServer: '4.139.1', node: 24 },
} as const;

export type EditorName = keyof typeof editors;

/** Parts that neither the server, the extension host nor the workbench load in our tests; most would need a compiler. */
const unneededDependencies =
  /^(@github\/|@devcontainers\/|@microsoft\/mxc-sdk|@vscode\/(windows-|copilot-api|deviceid|sqlite3|sandbox-runtime|fs-copyfile|native-watchdog)|kerberos|ssh2|node-addon-api|zod)/;
const unneededExtensions =
  /^(copilot|mermaid-markdown-features|microsoft-authentication|github|tunnel-forwarding|ms-vscode\..*|php-language-features|simple-browser|notebook-renderers|prompt-basics)$/;

const searchPackage = '@vscode/ripgrep';
const searchProgram = `@vscode/ripgrep-${process.platform}-${process.arch}`;

/** Take an editor out of the cache, or install it from the package registry that npm is set up for. */
export async function installEditor(name: EditorName): Promise<EditorInstall> {
  const { codeServer, node } = editors[name];
  return {
    name,
    root: await cached(`editor-${codeServer}-3`, (root) => unpack(codeServer, root)),
    node: await nodeProgram(node),
  };
}

async function unpack(version: string, root: string): Promise<void> {
  mkdirSync(root, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'editor-'));
  try {
    await npm(['pack', '--silent', '--pack-destination', folder, `code-server@${version}`], folder);
    const archive = join(folder, `code-server-${version}.tgz`);
    await must('tar', ['-xzf', archive, '-C', root, '--strip-components=3', 'package/lib/vscode'], { output: 'quiet' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  dropDependencies(join(root, 'package.json'));
  // Versions are those of the editor's own lock file; scripts would compile what is replaced below.
  await npm(['install', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps', '--loglevel=error'], root);
  for (const extension of readdirSync(join(root, 'extensions'))) {
    if (unneededExtensions.test(extension)) rmSync(join(root, 'extensions', extension), { recursive: true });
  }
  addSearchProgram(join(root, 'node_modules'));
  replaceNativeModules(join(root, 'node_modules'));
}

function dropDependencies(file: string): void {
  const { overrides: _overrides, allowScripts: _scripts, ...manifest } = readJson(file);
  const dependencies = Object.entries(manifest['dependencies'] as Record<string, string>);
  const kept = dependencies.filter(([name]) => !unneededDependencies.test(name));
  const search = kept.some(([name]) => name === searchPackage) ? { [searchProgram]: '1.18.0' } : {};
  writeFileSync(file, JSON.stringify({ ...manifest, dependencies: { ...Object.fromEntries(kept), ...search } }));
}

/** An older editor's search package downloads its program in a script, which isn't run; newer ones bring it along. */
function addSearchProgram(modules: string): void {
  const own = join(modules, searchPackage);
  if (existsSync(own)) cpSync(join(modules, searchProgram, 'bin'), join(own, 'bin'), { recursive: true });
}

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

/** The log writer and the watcher of the parent process are compiled code; these stand-ins do the same in JavaScript. */
function replaceNativeModules(modules: string): void {
  const log = join(modules, '@vscode/spdlog');
  const watchdog = join(modules, '@vscode/native-watchdog');
  for (const folder of [log, watchdog]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(log, 'index.js'), logWriter);
  writeFileSync(
    join(watchdog, 'package.json'),
    '{"name":"@vscode/native-watchdog","version":"0.0.0","main":"index.js"}',
  );
  writeFileSync(join(watchdog, 'index.js'), watchdogSource);
}

const logWriter = `
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(name, file) { this.file = file; this.level = 2; this.plain = false; mkdirSync(dirname(file), { recursive: true }); }
  write(level, text) {
    if (level < this.level) return;
    appendFileSync(this.file, this.plain ? text : new Date().toISOString() + ' [' + levels[level] + '] ' + text + '\\n');
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  clearFormatters() { this.plain = true; }
  setPattern() { this.plain = false; }
  flush() {}
  drop() {}
}
levels.forEach((name, level) => { Logger.prototype[name] = function (text) { this.write(level, text); }; });
Logger.prototype.warning = Logger.prototype.warn;
const make = async (name, file) => new Logger(name, file);
// One by one: that is how an import of this file finds their names.
exports.version = '0';
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = make;
exports.createAsyncRotatingLogger = make;
`;

const watchdogSource = `
exports.start = (parent) => setInterval(() => {
  try { process.kill(parent, 0); } catch { process.exit(87); }
}, 5000).unref();
`;

async function nodeProgram(major: number): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const folder = await cached(`node-${major}`, async (path) => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), '{"private":true}');
    await npm(['install', '--no-package-lock', '--loglevel=error', `node@${major}`], path);
  });
  return join(folder, 'node_modules/node/bin/node');
}

/** npm with the settings of whoever runs the tests, but not with those that an outer `npm test` makes up. */
function npm(args: readonly string[], cwd: string): Promise<string> {
  const madeUp = /^npm_(package|lifecycle|command|config_local_prefix)/;
  const environment = Object.entries(process.env).filter(([name]) => !madeUp.test(name));
  const options = { cwd, output: 'quiet', env: Object.fromEntries(environment) } as const;
  const ownNpm = process.env['npm_execpath'];
  const quiet = ['--no-audit', '--no-fund', '--engine-strict=false'];
  return ownNpm?.endsWith('.js') === true
    ? must(process.execPath, [ownNpm, ...args, ...quiet], options)
    : must(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...quiet], options);
}
