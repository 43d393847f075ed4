import path from 'node:path';
import { imagePath } from '../../grammars/dockerfile/dockerfileStage';

/** Variables of the user that say which interpreter and language to use, and nothing else of him. */
const kept = ['HOME', 'LANG', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'CONDA_DEFAULT_ENV', 'PYENV_ROOT', 'PYENV_VERSION'];
/** What programs of Windows do not start without. */
const keptOnWindows = [
  'SystemRoot',
  'SystemDrive',
  'ComSpec',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'TEMP',
  'TMP',
];

/** Where the variables of a program come from. */
export interface EnvironmentSources {
  /** This process's own; only what a program can't do without is taken, never keys or tokens. */
  readonly host: Readonly<Record<string, string | undefined>>;
  readonly image: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, string>>;
  readonly hostname: string;
  /** Folders on PATH before those of this machine. */
  readonly imagePath: readonly string[];
}

/** The environment of a program: a clean one, then the image's ENV, then the description's. */
export function programEnvironment(sources: EnvironmentSources, platform: NodeJS.Platform): Record<string, string> {
  const { host, image, spec, hostname } = sources;
  const names = platform === 'win32' ? [...kept, ...keptOnWindows] : kept;
  const personal = Object.fromEntries(
    names.flatMap((name) => {
      const value = host[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const delimiter = platform === 'win32' ? path.win32.delimiter : path.posix.delimiter;
  const own = host['PATH'] ?? host['Path'] ?? '';
  const search = [...sources.imagePath, ...(own || defaultPath(platform)).split(delimiter)];
  return {
    LANG: 'C.UTF-8',
    ...personal,
    HOSTNAME: hostname,
    ...image,
    PATH: [...new Set(search.filter((folder) => folder !== ''))].join(delimiter),
    ...spec,
  };
}

function defaultPath(platform: NodeJS.Platform): string {
  return platform === 'win32' ? '' : imagePath;
}
