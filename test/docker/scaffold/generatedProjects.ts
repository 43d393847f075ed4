import type { ContainerKind } from '../../../src/scaffold/generate/proposal';
import type { Piece } from '../../unit/scaffold/folderPieces';
import { conda, cuda, javaServer, javaTraining, r } from './folders/otherFolders';
import * as python from './folders/pythonFolders';

/** Somebody's folder that a container is generated for, built and run. */
export interface GeneratedProject {
  readonly language: 'Python' | 'conda' | 'CUDA' | 'R' | 'Java';
  readonly what: string;
  readonly pieces: Piece;
  readonly kind: ContainerKind;
}

const of =
  (language: GeneratedProject['language']) =>
  (what: string, kind: ContainerKind, pieces: Piece): GeneratedProject => ({ language, what, kind, pieces });
const inPython = of('Python');

/** Folders as people have them. */
export const generatedProjects: readonly GeneratedProject[] = [
  inPython('a pipeline of scikit-learn, and its table', 'both', python.pipeline),
  inPython('FastAPI with a router', 'serving', python.fastApi),
  inPython('Flask made by a function', 'serving', python.flask),
  inPython('train.py and predict.py', 'both', python.predictor),
  inPython('a notebook', 'both', python.notebookFolder),
  inPython('pyproject.toml below src', 'both', python.pyproject),
  inPython('Pipfile', 'serving', python.pipfile),
  inPython('Poetry with groups', 'training', python.poetry),
  inPython('processing', 'processing', python.processing),
  of('R')('train.R and plumber.R', 'both', r),
  of('Java')('a server of the JDK', 'serving', javaServer),
  of('Java')('a program that trains', 'training', javaTraining),
  of('conda')('environment.yml with Flask', 'both', conda),
  of('CUDA')('cupy', 'training', cuda),
];
