import { TextPositions } from '../../definitions/textPosition';
import { yamlData } from '../../grammars/yamlData';
import { buildsForSagemaker } from '../builds/buildCommands';
import { checkBuildWorkflow } from '../builds/buildWorkflows';
import { cloudFormation } from '../environments/cloudFormation';
import { dataEnvironments } from '../environments/dataEnvironments';
import { mentionsSparkml, type Environment } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import type { FileJudge } from './fileJudge';

/** Templates, compose files, manifests, workflows. */
export const judgeYaml: FileJudge = ({ path, text }) => {
  const positions = new TextPositions(text);
  const workflows = buildsForSagemaker(path, text) ? yamlData(text) : [];
  return [
    ...judgeEnvironments(yamlEnvironments(text), positions),
    ...workflows.flatMap((root) => checkBuildWorkflow(root, positions)),
  ];
};

export function yamlEnvironments(text: string): readonly Environment[] {
  if (!mentionsSparkml(text)) return [];
  return yamlData(text).flatMap((root) => dataEnvironments(root, cloudFormation));
}
