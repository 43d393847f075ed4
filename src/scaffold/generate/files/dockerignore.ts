import { definitionKindOf } from '../../../definitions/definitionKinds';
import { folderOf, nameOf } from '../folderFiles';
import type { ImagePlan } from './imagePlan';
import type { ReadFolder } from '../program';

/** What an image has to hold beside its code. */
export interface ImageContent {
  /** Programs that it starts. */
  readonly programs: readonly string[];
  /** Models that it brings along. */
  readonly models: readonly string[];
  /** Data and models that come from the platform: paths in the folder. */
  readonly outside: readonly string[];
}

const settings = /\.(?:ya?ml|json|toml|ini|cfg|conf|properties|txt|html?|jinja2?|j2|sql|proto)$/i;
const settingFolders = /^(?:conf|config|configs|configuration|settings|templates|static|assets|prompts|vocab)$/i;
/** Folders below the code that hold no settings. */
const otherFolders =
  /(?:^|\/)(?:tests?|docs?|notebooks|outputs?|results|logs|models|checkpoints|artifacts|fixtures|sample-data)\//i;
const secret = /secret|credential|password|token|service[-_]?account|\.pem$|\.key$|id_rsa|^\.env/i;
const tools =
  /^(?:package(?:-lock)?\.json|tsconfig.*|docker-compose.*|compose\.ya?ml|\.pre-commit.*|mkdocs.*|buildspec.*|cdk\.json|LICENSE.*|README.*|CHANGELOG.*|tox\.ini|pytest\.ini|mypy\.ini)$/i;
/** A file beside the code that is larger holds data. */
const largestSetting = 100_000;

/** The .dockerignore of an image: nothing but code, lists of packages and settings, so that data and secrets stay outside. */
export function dockerignoreOf(folder: ReadFolder, plan: ImagePlan, content: ImageContent): string {
  const { dependencies, r, java } = plan;
  // A program that is only written now is no file of the folder yet.
  const paths = [...folder.files.map(({ path }) => path), ...content.programs];
  const has = (ending: RegExp): boolean => paths.some((path) => ending.test(path));
  const wanted = [
    `${folder.entryFolder}/**`,
    ...(has(/\.py$/) ? ['**/*.py'] : []),
    ...(has(/\.R$/) ? ['**/*.R'] : []),
    ...(has(/\.r$/) ? ['**/*.r'] : []),
    ...(has(/\.sh$/) ? ['**/*.sh'] : []),
    ...content.programs.filter((path) => !/\.(?:py|sh|r)$/i.test(path)),
    ...dependencies.files,
    ...(dependencies.way === 'written' ? ['requirements.txt'] : []),
    ...dependencies.local.inside.flatMap((path) => localPatterns(folder, path)),
    ...(dependencies.needsCode || dependencies.isPackage
      ? ['setup.py', 'setup.cfg', 'pyproject.toml', 'README*', 'MANIFEST.in']
      : []),
    ...(r?.files ?? []),
    ...(java ? (java.path === 'pom.xml' ? ['pom.xml', 'src/**'] : [java.path]) : []),
    ...settingsOf(folder),
    ...content.models,
  ];
  const kept = [
    '**/.git',
    '**/.venv',
    '**/venv',
    '**/node_modules',
    '**/site-packages',
    '**/__pycache__',
    '.sagemaker',
    'artifacts',
  ];
  const hidden = [
    ...folder.files.map(({ path }) => path).filter((path) => looksSecret(path) && /^[\w][\w./-]*$/.test(path)),
    '**/.env*',
    '**/.aws',
    '**/*.pem',
    '**/*.key',
  ];
  const lines = [
    '# Everything stays out of the image but what begins with "!".',
    '**',
    ...[...new Set(wanted)].map((pattern) => `!${pattern}`),
    '# Never, whatever stands above. Data and trained models come from the platform.',
    ...[
      ...new Set([
        ...kept,
        ...content.outside.filter((path) => isInside(path) && !content.models.includes(path)),
        ...hidden,
      ]),
    ],
  ];
  return `${lines.join('\n')}\n`;
}

/** What of the folder is installed as a package: an archive, or a folder with all that its build reads. */
function localPatterns({ files }: ReadFolder, path: string): readonly string[] {
  if (path === '') return [];
  return [files.some((file) => file.path === path) ? path : `${path}/**`];
}

/** Whether a path can be in a build context at all. */
function isInside(path: string): boolean {
  return !/^(?:\/|\.\.\/)/.test(path);
}

/** Settings that programs may read: small files beside the code, those of packages, and folders that are named after them. */
function settingsOf({ files, python }: ReadFolder): readonly string[] {
  const plain = files
    .filter(({ path, size }) => settings.test(path) && size <= largestSetting)
    .map(({ path }) => path)
    .filter((path) => !secret.test(path) && !tools.test(nameOf(path)) && !definitionKindOf(path))
    // What is no plain name would be a pattern.
    .filter((path) => /^[\w][\w./-]*$/.test(path) && !/\.(?:train|test)\.|\bdata\b|requirements/i.test(path));
  const single = plain.filter((path) => folderOf(path) === '');
  const codeFolders = [...new Set([...python.keys()].map(folderOf))].filter((folder) => folder !== '');
  const ofPackages = plain.filter(
    (path) => codeFolders.some((folder) => path.startsWith(`${folder}/`)) && !otherFolders.test(path),
  );
  const patterns = ofPackages.map((path) => `${folderOf(path)}/*${/\.\w+$/.exec(path)?.[0] ?? ''}`);
  const folders = files
    .map(({ path }) => folderOf(path).split('/')[0] ?? '')
    .filter((name) => settingFolders.test(name));
  return [...single, ...new Set(patterns), ...[...new Set(folders)].map((name) => `${name}/**`)];
}

/** Whether a name says that a file holds what nobody else may see. */
export function looksSecret(path: string): boolean {
  return secret.test(nameOf(path));
}
