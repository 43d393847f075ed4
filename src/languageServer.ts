import { dirname, join, posix, win32 } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { lazyModelReader } from './archives/lazyModelReader';
import { diskFiles } from './definitions/diskFiles';
import { isInside } from './definitions/fileReference';
import { PythonTrees } from './grammars/python/pythonTrees';
import type { LanguageContext } from './language/languageContext';
import { serveLanguage } from './language/serveLanguage';
import { referenceBoundary } from './local/projectRoot';
import { readCatalogue } from './texts/readCatalogue';
import { translator } from './texts/translator';

const models = lazyModelReader();
const pythonTrees = new PythonTrees();
const isWindows = process.platform === 'win32';

serveLanguage(createConnection(ProposedFeatures.all), (folders, language) => {
  const roots = folders.flatMap((uri) => pathOf(uri) ?? []);
  const catalogue = readCatalogue(join(__dirname, '../l10n'), language);
  return {
    ...(catalogue && { translate: translator(catalogue) }),
    files: diskFiles,
    models,
    pythonTrees,
    style: isWindows ? 'win32' : 'posix',
    projectRootOf: (path) => {
      const folder = dirname(path);
      return referenceBoundary(
        folder,
        roots.find((root) => isInside(folder, root, isWindows ? win32 : posix)) ?? folder,
      );
    },
    pathOf,
    uriOf: (path) => pathToFileURL(path).href,
    rulePage: (code) => {
      const page = join(__dirname, '../docs/rules', `${code}.md`);
      return /^\w+$/.test(code) && diskFiles.isFile(page) ? pathToFileURL(page).href : undefined;
    },
  } satisfies LanguageContext;
});

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    // Not a file of this machine: an unsaved document, a version from git, …
    return undefined;
  }
}
