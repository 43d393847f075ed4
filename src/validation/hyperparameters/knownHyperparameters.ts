import { posix, win32 } from 'node:path';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { AppError } from '../../contract/appError';
import type { Diagnostic } from '../../definitions/diagnostic';
import type { FileReader } from '../../definitions/fileReader';
import { parseFileReference, resolveReference, type ReferenceBase } from '../../definitions/fileReference';
import { parseJson } from '../../definitions/strictJson';
import { readAlgorithmFile, type AlgorithmFile } from './algorithmFile';
import { builtinByImage, builtinByNames } from './builtinAlgorithms';
import type { HyperparameterSpec, KnownHyperparameters } from './hyperparameterSpec';
import type { HyperparameterSite } from './hyperparameterSites';
import { findScript, type FoundScript } from './entryScript';
import type { ScriptReader } from './argparseScript';

/** What takes the hyperparameters of a site, and how loudly to speak of it. */
export interface FoundProgram {
  readonly known: KnownHyperparameters;
  /** Set where the program was only guessed. */
  readonly severity?: Diagnostic['severity'];
}

/**
 * The program that hyperparameters go to: the algorithm that the request names; a `*.algorithm.json` beside it for the same image; the
 * built-in algorithm of its image; the script that a toolkit in it runs. Where there is no image, that of the one `*.training-job.json`
 * beside it; else what the names fit.
 */
export function findProgram(
  site: HyperparameterSite,
  base: ReferenceBase,
  files: FileReader,
  readScript: ScriptReader | undefined,
): FoundProgram | undefined {
  const { image, algorithm } = site;
  if (algorithm !== undefined) return certain(referredAlgorithm(algorithm, base, files)?.known);
  const script = findScript(site, image ?? imageBeside(base, files), base, files);
  const scripted = () => (script && readScript ? programOf(script, readScript) : undefined);
  if (image !== undefined) {
    const beside = siblings('.algorithm.json', base, files).find((file) => file.image === image);
    return certain(beside?.known) ?? (script ? scripted() : certain(builtinByImage(image)));
  }
  const [only, ...others] = siblings('.algorithm.json', base, files);
  if (only?.known && others.length === 0) return certain(only.known);
  if (script) return scripted();
  const job = imageBeside(base, files);
  if (job !== undefined) return certain(builtinByImage(job));
  const guessed = builtinByNames([...site.given.keys()]);
  return guessed && { known: { ...guessed, by: `${guessed.by} (so by its names)` } };
}

function certain(known: KnownHyperparameters | undefined): FoundProgram | undefined {
  return known && { known };
}

function programOf(script: FoundScript, readScript: ScriptReader): FoundProgram | undefined {
  const known = script.text === undefined ? undefined : readScript(script.text, script.name);
  return known && { known, ...(script.isGuessed && { severity: 'warning' }) };
}

function referredAlgorithm(value: string, base: ReferenceBase, files: FileReader): AlgorithmFile | undefined {
  const path = targetOf(value, base);
  const text = path === undefined ? undefined : files.readText(path);
  return path === undefined || text === undefined ? undefined : readAlgorithmFile(text, nameOf(path));
}

/** The path of a `file://` value; one that can't be used is told by the check of references. */
function targetOf(value: string, base: ReferenceBase): string | undefined {
  if (!parseFileReference(value)) return undefined;
  try {
    return resolveReference(value, base);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function siblings(suffix: string, base: ReferenceBase, files: FileReader): readonly AlgorithmFile[] {
  return textsBeside(suffix, base, files).flatMap(({ name, text }) => readAlgorithmFile(text, name) ?? []);
}

function textsBeside(
  suffix: string,
  base: ReferenceBase,
  files: FileReader,
): readonly { name: string; text: string }[] {
  const paths = base.style === 'win32' ? win32 : posix;
  const folder = paths.dirname(base.definitionPath);
  return files
    .list(folder)
    .filter((name) => name.endsWith(suffix))
    .flatMap((name) => {
      const text = files.readText(paths.join(folder, name));
      return text === undefined ? [] : [{ name, text }];
    });
}

/** The image of the one training job beside a file. */
function imageBeside(base: ReferenceBase, files: FileReader): string | undefined {
  const [only, ...others] = textsBeside('.training-job.json', base, files);
  const parsed = only && others.length === 0 ? parseJson(only.text) : undefined;
  if (!parsed || parsed.fault) return undefined;
  const request = parsed.value as Partial<CreateTrainingJobRequest> | null;
  const image: unknown = request?.AlgorithmSpecification?.TrainingImage;
  return typeof image === 'string' ? image : undefined;
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The parameters of a program by name, without doubles of modes. */
export function parameterNames({ parameters }: KnownHyperparameters): readonly HyperparameterSpec[] {
  return parameters.filter(({ name }, index) => parameters.findIndex((other) => other.name === name) === index);
}
