import { TextPositions } from '../../definitions/textPosition';
import { yamlData } from '../../grammars/yamlData';
import { cloudFormation } from '../environments/cloudFormation';
import { dataEnvironments } from '../environments/dataEnvironments';
import { mentionsSparkml } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import type { FileJudge } from './fileJudge';

/** Templates, compose files, manifests. */
export const judgeYaml: FileJudge = ({ text }) => {
  if (!mentionsSparkml(text)) return [];
  const positions = new TextPositions(text);
  return yamlData(text).flatMap((root) => judgeEnvironments(dataEnvironments(root, cloudFormation), positions));
};
