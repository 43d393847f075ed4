import type { Span } from '../../../grammars/mappedText';
import { checkPipeline } from '../../mleap/checkPipeline';
import { judgeTree, type JudgedTree } from '../judgeSchema';
import type { SchemaNode } from '../schemaNode';
import type { RequestFinding, ServedSchema } from './sparkmlRequest';

/** R15. @param why the end of a sentence: the request has no schema either */
export function noSchema({ from, to }: Span, why: string): RequestFinding {
  const message = `The container has no SAGEMAKER_SPARKML_SCHEMA, and ${why}: the request is answered with 400.`;
  return { from, to, code: 'R15', message, action: 'Set the variable, or send "schema" along with JSON.' };
}

/** The schema that a request brings: what is wrong with it, and its columns where the container can tell them. */
export interface OwnSchema extends Pick<JudgedTree, 'columns'> {
  readonly findings: readonly RequestFinding[];
}

/** What is wrong with the schema of a request: M07 is about CSV, which the request is not. */
export function judgeOwn(body: string, schema: SchemaNode, { pipeline }: ServedSchema): OwnSchema {
  const { form, meaning, columns } = judgeTree(body, schema);
  const all = [...form, ...meaning].filter(({ code }) => code !== 'M07');
  if (!columns) return { findings: all };
  return { findings: pipeline ? [...all, ...checkPipeline(columns, pipeline)] : all, columns };
}
