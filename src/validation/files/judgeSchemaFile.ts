import { TextPositions } from '../../definitions/textPosition';
import { plainText } from '../../grammars/mappedText';
import { located } from '../environments/judgeEnvironments';
import { fixtureLimit } from '../sparkml/checkLength';
import { judgeSchema } from '../sparkml/judgeSchema';
import type { FileJudge } from './fileJudge';

/** `*.sparkml-schema.json`: the value of SAGEMAKER_SPARKML_SCHEMA as a file. */
export const judgeSchemaFile: FileJudge = ({ text }) => {
  const positions = new TextPositions(text);
  const value = plainText(text);
  return judgeSchema(text, fixtureLimit).map((finding) => located(value, finding, positions));
};
