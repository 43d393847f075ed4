import { TextPositions } from '../../definitions/textPosition';
import { plainText } from '../../grammars/mappedText';
import { located } from '../environments/judgeEnvironments';
import { fixtureLimit } from '../sparkml/checkLength';
import { judgeSchema } from '../sparkml/judgeSchema';
import { checkBesideSchema } from '../sparkml/serving/besideSchema';
import type { FileJudge } from './fileJudge';

/** `*.sparkml-schema.json`: the value of SAGEMAKER_SPARKML_SCHEMA as a file. */
export const judgeSchemaFile: FileJudge = (file, context) => {
  const { text } = file;
  const positions = new TextPositions(text);
  const value = plainText(text);
  const own = judgeSchema(text, fixtureLimit).map((finding) => located(value, finding, positions));
  return [...own, ...checkBesideSchema(file, context)];
};
