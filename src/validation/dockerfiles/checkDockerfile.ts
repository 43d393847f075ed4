import { posix, win32 } from 'node:path';
import { AppError } from '../../contract/appError';
import type { Diagnostic } from '../../definitions/diagnostic';
import type { DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import { readDockerfile } from '../../grammars/dockerfile/readDockerfile';
import type { CheckContext, CheckedFile } from '../files/fileJudge';
import { bySeverity } from '../bySeverity';
import type { DockerfileCheck } from './dockerfileCheck';
import { imageRoles, type ImageRole } from './imageRoles';
import { copiedFiles, hasSources, type BuildContext } from './imageSource';
import { checkInstructions } from './instructionRules';
import { checkPrograms, checkScript } from './programRules';
import { checkProxy } from './proxyRules';
import { checkServer } from './serverRules';

/** What makes a Dockerfile SageMaker's where no definition says so. */
const telling = new RegExp(
  [
    String.raw`/opt/ml\b`,
    'SAGEMAKER_(?:PROGRAM|SUBMIT_DIRECTORY|BIND_TO_PORT|SAFE_PORT_RANGE|MULTI_MODEL|HANDLER|(?:TRAINING|SERVING)_MODULE|SPARKML_SCHEMA)',
    String.raw`com\.amazonaws\.sagemaker`,
    'sagemaker[-_](?:training|inference|containers)',
    String.raw`\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/(?:sagemaker-|\w+-(?:training|inference)\b)`,
  ].join('|'),
);

/** What keeps an image from working on the platform, as far as its Dockerfile and the files beside it tell. Other images are not judged. */
export function checkDockerfile({ path, text }: CheckedFile, context: CheckContext): readonly Diagnostic[] {
  const folder = (context.style === 'win32' ? win32 : posix).dirname(path);
  const place = { folder, files: context.files, style: context.style };
  const defined = imageRoles(path, context);
  const stage = lastStage(text, path);
  if (!stage) return [];
  // A program of the platform tells that this is the folder it is built from, also where something else has yet to be made.
  const roles = defined.size > 0 ? defined : copiedRoles(stage, place);
  if (roles.size === 0 && !telling.test(text)) return [];
  const check: DockerfileCheck = { text, stage, roles, context: place };
  const beside =
    roles.size > 0 || hasSources(stage, check.context)
      ? [...checkPrograms(check), ...checkScript(check), ...checkServer(check), ...checkProxy(check)]
      : [];
  return [...beside, ...checkInstructions(check)].sort(
    ({ range: { start: a }, ...one }, { range: { start: b }, ...other }) =>
      a.line - b.line || a.character - b.character || bySeverity(one, other),
  );
}

/** What speaks of the platform in a program called train or serve. */
const contract = /\/opt\/ml\b|\/?\binvocations\b|\bSAGEMAKER_|\bSM_[A-Z]+_/;

/** Where no definition says what an image is for: a program that is copied is what the platform starts by its name. */
function copiedRoles(stage: DockerfileStage, context: BuildContext): ReadonlySet<ImageRole> {
  const copied = stage.steps.flatMap((step) =>
    step.kind === 'copy' && step.from === undefined ? copiedFiles(step, context) : [],
  );
  const roles = (['train', 'serve'] as const).filter((name) =>
    copied.some((path) => path.split(/[\\/]/).at(-1) === name && contract.test(context.files.readText(path) ?? '')),
  );
  return new Set(roles);
}

function lastStage(text: string, path: string): DockerfileStage | undefined {
  try {
    return readDockerfile(text, path).at(-1);
  } catch (error) {
    // One without FROM is nothing yet.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
