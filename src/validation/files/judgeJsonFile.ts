import { TextPositions } from '../../definitions/textPosition';
import { jsonData } from '../../grammars/jsonData';
import { cloudFormation } from '../environments/cloudFormation';
import { dataEnvironments } from '../environments/dataEnvironments';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import type { FileJudge } from './fileJudge';

/** Any other JSON: a template, a task definition, a request under another name. */
export const judgeJsonFile: FileJudge = ({ text }) =>
  judgeEnvironments(jsonEnvironments(text), new TextPositions(text));

export function jsonEnvironments(text: string): readonly Environment[] {
  const root = mentionsSparkml(text) ? jsonData(text) : undefined;
  return root ? dataEnvironments(root, cloudFormation) : [];
}
