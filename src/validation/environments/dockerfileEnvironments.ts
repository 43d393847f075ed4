import type { Diagnostic } from '../../definitions/diagnostic';
import { TextPositions } from '../../definitions/textPosition';
import { dockerfileVariables } from '../../grammars/dockerfileVariables';
import { mentionsSparkml, type Environment, type Variable } from './environment';
import { judgeEnvironments } from './judgeEnvironments';
import { onceEach } from './onceEach';

/** The variables of an image: ENV in both its forms, and defaults of ARG. */
export function checkDockerfileVariables(text: string): readonly Diagnostic[] {
  return judgeEnvironments(dockerfileEnvironments(text), new TextPositions(text));
}

export function dockerfileEnvironments(text: string): readonly Environment[] {
  if (!mentionsSparkml(text)) return [];
  const all = dockerfileVariables(text);
  const variables = (instruction: 'ENV' | 'ARG'): readonly Variable[] =>
    all
      .filter((one) => one.instruction === instruction && !isUsed(text, one.name.text))
      .map(({ name, value }) => ({ name, value: value ? { kind: 'text', text: value } : { kind: 'unknown' } }));
  const image = [...text.matchAll(/^\s*FROM\s+(?:--\S+\s+)*(\S+)/gim)].at(-1)?.[1];
  return onceEach([
    { variables: variables('ENV'), isCertain: true, ...(image !== undefined && { image }) },
    { variables: variables('ARG'), isCertain: false },
  ]);
}

/** A variable that others are made of may have any name. The one that the container reads is judged in any case. */
function isUsed(text: string, name: string): boolean {
  return name !== 'SAGEMAKER_SPARKML_SCHEMA' && new RegExp(`\\$\\{?${name.replaceAll(/\W/g, '')}\\b`).test(text);
}
