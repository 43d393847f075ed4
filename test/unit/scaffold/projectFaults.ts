import { posix } from 'node:path';
import type { Diagnostic } from '../../../src/definitions/diagnostic';
import type { FileReader } from '../../../src/definitions/fileReader';
import type { ScaffoldFile } from '../../../src/scaffold/template';
import type { CheckContext } from '../../../src/validation/files/fileJudge';
import { validateFile } from '../../../src/validation/files/validateFile';

const root = '/project';

/** A project that is nowhere but in memory, as checks look at it. */
function contextOf(files: readonly ScaffoldFile[]): CheckContext {
  return { files: readerOf(files), style: 'posix', projectRootOf: () => root };
}

function readerOf(files: readonly ScaffoldFile[]): FileReader {
  const byPath = new Map(files.map((file) => [posix.join(root, file.path), file]));
  const folders = new Set([root, ...[...byPath.keys()].flatMap(foldersOf)]);
  const textAt = (path: string): string | undefined => {
    const content = byPath.get(path)?.content;
    return typeof content === 'object' ? Buffer.from(content).toString('utf8') : content;
  };
  return {
    isFile: (path) => byPath.has(path),
    isDirectory: (path) => folders.has(path),
    realPath: (path) => path,
    readText: textAt,
    readEnd: textAt,
    list: (folder) =>
      [...byPath.keys(), ...folders]
        .filter((path) => posix.dirname(path) === folder)
        .map((path) => posix.basename(path)),
    isExecutable: (path) => byPath.get(path)?.mode === 0o755,
  };
}

function foldersOf(path: string): readonly string[] {
  const folder = posix.dirname(path);
  return folder === root || folder === '/' ? [] : [folder, ...foldersOf(folder)];
}

/**
 * All that is wrong with a project: what checks find, JSON that is none, programs that could not start, paths that lead out.
 * @param judgedFiles the files that are looked at; the others are only there
 */
export async function projectFaults(
  files: readonly ScaffoldFile[],
  judgedFiles: readonly ScaffoldFile[] = files,
): Promise<readonly string[]> {
  const context = contextOf(files);
  const faults = await Promise.all(
    judgedFiles.map(async ({ path, content, mode }) => {
      const text = typeof content === 'string' ? content : '';
      const found = await judged(path, text, context);
      const said = found.filter(({ severity }) => severity !== 'info').map(({ code, message }) => `${code} ${message}`);
      return [...said, ...formFaults(path, text, mode)].map((fault) => `${path}: ${fault}`);
    }),
  );
  return faults.flat();
}

const pythonFindings = new Map<string, Promise<readonly Diagnostic[]>>();

/** Most programs are the same in many projects; a Python file is judged by its text alone, and once. */
function judged(path: string, text: string, context: CheckContext): Promise<readonly Diagnostic[]> {
  if (!path.endsWith('.py')) return validateFile({ path: posix.join(root, path), text }, context);
  const known = pythonFindings.get(text) ?? validateFile({ path: posix.join(root, path), text }, context);
  pythonFindings.set(text, known);
  return known;
}

const programs = new Set(['train', 'serve', 'predict', 'run-r']);

function formFaults(path: string, text: string, mode: number): readonly string[] {
  const isProgram = programs.has(posix.basename(path));
  return [
    ...(text.includes('\r') ? ['has carriage returns'] : []),
    ...(text !== '' && !text.endsWith('\n') ? ['has no newline at its end'] : []),
    ...(isProgram && !/^#!\/(?:usr\/bin\/env |bin\/)\w/.test(text) ? ['says nobody who executes it'] : []),
    ...(isProgram && mode !== 0o755 ? ['can not be executed'] : []),
    ...(text.includes('{{') && !path.startsWith('images/') ? ['holds a placeholder'] : []),
    ...(posix.normalize(path) !== path || /^(?:\/|\.\.)/.test(path) ? ['leads elsewhere'] : []),
    ...(path.endsWith('.json') && !isJson(text) ? ['is no JSON'] : []),
  ];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}
