import { dirname, join } from 'node:path';
import { TextPositions } from '../../definitions/textPosition';
import { environmentFile } from '../../grammars/environmentFile';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import type { CheckContext, CheckedFile, FileJudge } from './fileJudge';

const composeFiles = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** An env file: read as `docker run --env-file` does, or, beside a compose file, as compose does. */
export const judgeEnvironmentFile: FileJudge = (file, context) =>
  judgeEnvironments(listedEnvironments(file, context), new TextPositions(file.text));

export function listedEnvironments(
  { path, text }: CheckedFile,
  { files, isAlone }: CheckContext,
): readonly Environment[] {
  if (!mentionsSparkml(text)) return [];
  const isCompose = isAlone === true || composeFiles.some((name) => files.isFile(join(dirname(path), name)));
  const variables = environmentFile(text, isCompose ? 'dotenv' : 'docker').map(({ name, value }) => ({
    name,
    value: value ? ({ kind: 'text', text: value } as const) : ({ kind: 'unknown' } as const),
  }));
  return [{ variables, isCertain: true }];
}
