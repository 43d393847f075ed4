import { checkDockerfile } from '../dockerfiles/checkDockerfile';
import { checkDockerfileVariables } from '../environments/dockerfileEnvironments';
import type { FileJudge } from './fileJudge';

/** What keeps an image from working on the platform, and what its variables say. */
export const judgeDockerfile: FileJudge = (file, context) => [
  ...checkDockerfile(file, context),
  ...checkDockerfileVariables(file.text),
];
