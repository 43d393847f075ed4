import { checkDockerfile } from '../dockerfiles/checkDockerfile';
import type { FileJudge } from './fileJudge';

/** What keeps an image from working on the platform. */
export const judgeDockerfile: FileJudge = (file, context) => checkDockerfile(file, context);
