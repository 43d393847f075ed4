import { textAt, type FolderFiles } from '../folderFiles';
import type { Project } from './pyproject';
import { readSetupCfg, readSetupPy } from './setupFiles';

/** What a project says of Python's version, and where; both empty where it does not. */
export interface PythonWish {
  readonly wish: string;
  readonly place: string;
}

/** What a folder says of Python's version, by the file that means it most. */
export function pythonWish(folder: FolderFiles, project: Project): PythonWish {
  const first = (place: string, form: RegExp): string => form.exec(textAt(folder, place))?.[1]?.trim() ?? '';
  const said: readonly (readonly [place: string, wish: string])[] = [
    // A name of an environment may stand above it.
    ['.python-version', first('.python-version', /^(\d[\w.]*)\s*$/m)],
    ['runtime.txt', first('runtime.txt', /^python-(\d[\d.]*)/)],
    ['pyproject.toml', project.python],
    ['setup.cfg', readSetupCfg(folder).python],
    ['setup.py', readSetupPy(folder).python],
    ['Pipfile', first('Pipfile', /^python_(?:full_)?version\s*=\s*["']([^"']+)/m)],
    // An image of somebody: it is not what is built here, but its Python is what the code was written for.
    ['Dockerfile', first('Dockerfile', /^FROM\s+(?:--\S+\s+)?(?:\S+\/)?python:(\d[\d.]*)/m)],
  ];
  const [place, wish] = said.find(([, one]) => one !== '') ?? ['', ''];
  return { wish, place };
}
