import { TextPositions } from '../../definitions/textPosition';
import { yamlData } from '../../grammars/yamlData';
import { cloudFormation } from '../environments/cloudFormation';
import { dataEnvironments } from '../environments/dataEnvironments';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import type { FileJudge } from './fileJudge';

/** Templates, compose files, manifests. */
export const judgeYaml: FileJudge = ({ text }) => judgeEnvironments(yamlEnvironments(text), new TextPositions(text));

export function yamlEnvironments(text: string): readonly Environment[] {
  if (!mentionsSparkml(text)) return [];
  return yamlData(text).flatMap((root) => dataEnvironments(root, cloudFormation));
}
