import { posix, win32 } from 'node:path';
import { AppError } from '../../contract/appError';
import type { Diagnostic } from '../../definitions/diagnostic';
import type { DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import { readDockerfile } from '../../grammars/dockerfile/readDockerfile';
import type { CheckContext, CheckedFile } from '../files/fileJudge';
import type { DockerfileCheck } from './dockerfileCheck';
import { imageRoles } from './imageRoles';
import { hasSources } from './imageSource';
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
  const roles = imageRoles(path, context);
  const stage = roles.size > 0 || telling.test(text) ? lastStage(text, path) : undefined;
  if (!stage) return [];
  const folder = (context.style === 'win32' ? win32 : posix).dirname(path);
  const check: DockerfileCheck = {
    text,
    stage,
    roles,
    context: { folder, files: context.files, style: context.style },
  };
  const beside =
    roles.size > 0 || hasSources(stage, check.context)
      ? [...checkPrograms(check), ...checkScript(check), ...checkServer(check), ...checkProxy(check)]
      : [];
  return [...beside, ...checkInstructions(check)].sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
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
