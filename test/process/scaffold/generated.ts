import type { ContainerKind } from '../../../src/scaffold/generate/proposal';
import { lists, processors, rest, runnable, servers, type Piece } from '../../unit/scaffold/folderPieces';

/** A folder that a container is generated for, of which the programs run with nothing but Python and sh. */
export interface RunnableFolder {
  readonly what: string;
  readonly pieces: Piece;
  readonly kind: ContainerKind;
}

const rows: Piece = { 'data/rows.csv': '1,2\n3,4\n5,6\n' };
const foreign: Piece = { 'entrypoints/train': '#!/bin/sh\nexit 3\n', 'entrypoints/serve': '#!/bin/sh\nexit 3\n' };
const one: Piece = { 'rows.csv': '1,2\n3,4\n' };

/** One of each way to train, with one to serve; and processing. */
export const usualFolders: readonly RunnableFolder[] = [
  { what: 'arguments, and handlers', pieces: { ...runnable.argparse, ...servers.handlers }, kind: 'both' },
  { what: 'SM_ variables', pieces: runnable.environment, kind: 'training' },
  { what: 'paths of its own, and functions', pieces: { ...runnable.paths, ...rows, ...servers.plain }, kind: 'both' },
  { what: 'files beside it', pieces: { ...runnable.kept, ...one }, kind: 'training' },
  { what: 'words without names, and a class', pieces: { ...runnable.words, ...servers.object }, kind: 'both' },
  { what: 'a function', pieces: runnable.function, kind: 'training' },
  { what: 'a package', pieces: runnable.package, kind: 'training' },
  { what: 'a notebook', pieces: runnable.notebook, kind: 'training' },
  {
    what: 'entry points of somebody else',
    pieces: { ...runnable.environment, ...servers.handlers, ...foreign },
    kind: 'both',
  },
  { what: 'a processing program with paths of its own', pieces: processors.paths, kind: 'processing' },
];

/** Lists of packages that can be installed: of few and small ones. */
const installable: readonly Piece[] = [
  {},
  { 'requirements.txt': 'idna==3.10  # of this version\n-r extra.txt\n', 'extra.txt': 'toolz\n' },
  {
    'pyproject.toml': '[project]\nname = "folder"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["idna"]\n',
  },
  { Pipfile: '[packages]\nidna = "*"\n' },
  { 'setup.cfg': '[metadata]\nname = folder\n\n[options]\ninstall_requires =\n    idna\n    toolz\n' },
  { 'setup.py': 'from setuptools import setup\nsetup(name="folder", install_requires=["idna"], py_modules=[])\n' },
  { 'app/requirements.txt': 'idna\n' },
];

/** The same folder for an image that is really built: with packages that can be installed. */
export function buildableFolder(number: number): RunnableFolder {
  return numberedFolder(number, installable);
}

/** The folder of a number: all ways to train, serve and process, with lists of packages and other things around them. */
export function numberedFolder(number: number, packages: readonly Piece[] = lists): RunnableFolder {
  let left = number;
  const next = <T>(values: readonly T[]): T => {
    const value = values[left % values.length];
    left = Math.floor(left / values.length);
    if (value === undefined) throw new TypeError('nothing to choose from');
    return value;
  };
  const [train, training] = next(Object.entries<Piece>(runnable));
  const [serve, serving] = next(Object.entries<Piece>(servers));
  const [process, processing] = next(Object.entries<Piece>(processors));
  const more = { ...next(packages), ...next(rest), ...next(rest) };
  const kind = next(['both', 'processing', 'both', 'training'] as const);
  const needed = train === 'kept' ? one : train === 'paths' ? rows : {};
  const pieces = { ...more, ...processing, ...serving, ...training, ...needed };
  return { what: `${String(number)}: ${train}, ${serve}, ${process}, ${kind}`, pieces, kind };
}
