import { TextPositions } from '../../definitions/textPosition';
import { hclJson } from '../../grammars/hclJson';
import { hclEndsAt, hclValue, skip } from '../../grammars/hclValue';
import { plainText } from '../../grammars/mappedText';
import { mentionsSparkml, schemaVariable, type Environment, type VariableValue } from '../environments/environment';
import { judgeEnvironments } from '../environments/judgeEnvironments';
import { createModelLimit } from '../sparkml/checkLength';
import type { FileJudge } from './fileJudge';

const entry = new RegExp(
  `^(?:[^\\n"#/]*[{,])?[ \\t]*"?(${schemaVariable}|SAGEMAKER_SPARK_ML_SCHEMA|SPARKML_SCHEMA)"?[ \\t]*[=:]`,
  'gm',
);
const named = new RegExp(`\\bname\\s*=\\s*"(${schemaVariable})"[\\s,]*value\\s*=`, 'g');

/** Terraform: strings, heredocs and jsonencode() of what is written out. Anything that refers to something else is not judged. */
export const judgeTerraform: FileJudge = ({ text }) =>
  judgeEnvironments(terraformEnvironments(text), new TextPositions(text));

export function terraformEnvironments(text: string): readonly Environment[] {
  if (!mentionsSparkml(text)) return [];
  const matches = [...text.matchAll(entry), ...text.matchAll(named)];
  return matches.map((match): Environment => {
    const name = match[1] ?? '';
    const place = match.index + match[0].indexOf(name);
    const variables = [{ name: plainText(name, place), value: valueAt(text, match.index + match[0].length) }];
    const isModel =
      /environment\s*=?\s*\{/.test(text.slice(Math.max(0, place - 500), place)) && text.includes('aws_sagemaker_model');
    return { variables, isCertain: isModel, ...(isModel && { limit: createModelLimit }) };
  });
}

/** Where the value of `local.name` stands, if nothing else in the file is called so. */
function localAt(text: string, from: number): number | undefined {
  const [whole, name = ''] = /^local\.([A-Za-z_]\w*)/.exec(text.slice(from, from + 200)) ?? [];
  if (whole === undefined || !hclEndsAt(text, from + whole.length) || !/^\s*locals\s*\{/m.test(text)) return undefined;
  const [only, ...more] = text.matchAll(new RegExp(`^[ \\t]*${name}[ \\t]*=(?!=)`, 'gm'));
  return only && more.length === 0 ? skip(text, only.index + only[0].length) : undefined;
}

/** What `jsonencode(…)` makes of a value that is written there, or as a local one. */
function encodedAt(text: string, from: number): VariableValue {
  const start = skip(text, from);
  const at = localAt(text, start);
  const value = hclValue(text, at ?? start);
  if (!value || (at !== undefined && !hclEndsAt(text, value.to))) return { kind: 'unknown' };
  const close = skip(text, at === undefined ? value.to : start + (/^[\w.]+/.exec(text.slice(start))?.[0].length ?? 0));
  const isWhole = text.charAt(close) === ')' && hclEndsAt(text, close + 1);
  return isWhole ? { kind: 'text', text: hclJson(value.node) } : { kind: 'unknown' };
}

function valueAt(text: string, from: number): VariableValue {
  const start = skip(text, from);
  const at = localAt(text, start) ?? start;
  const call = /^jsonencode\s*\(/.exec(text.slice(at, at + 40))?.[0];
  if (call !== undefined) return encodedAt(text, at + call.length);
  const value = hclValue(text, at);
  if (!value) return { kind: 'unknown' };
  const { node } = value;
  if (!hclEndsAt(text, value.to)) return { kind: 'unknown' };
  if (node.kind === 'text') return node;
  if (node.kind !== 'map' && node.kind !== 'list') return { kind: 'unknown' };
  const changes = [
    { from: node.from, to: node.from, text: 'jsonencode(' },
    { from: node.to, to: node.to, text: ')' },
  ];
  return { kind: 'object', from: node.from, to: node.to, wrap: { title: 'Wrap in jsonencode()', changes } };
}
