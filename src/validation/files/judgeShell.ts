import type { Diagnostic } from '../../definitions/diagnostic';
import { TextPositions } from '../../definitions/textPosition';
import { plainText } from '../../grammars/mappedText';
import { shellVariables } from '../../grammars/shellVariables';
import { shellCommands, type ShellWord } from '../../grammars/shellWords';
import { buildsForSagemaker, checkBuildCommands } from '../builds/buildCommands';
import { mentionsSparkml, schemaVariable, type Environment, type Variable } from '../environments/environment';
import { environmentWithin } from '../environments/environmentWithin';
import { judgeEnvironments, located } from '../environments/judgeEnvironments';
import { onceEach } from '../environments/onceEach';
import { mentionsImages } from '../images/imageUri';
import type { FileJudge } from './fileJudge';
import { jsonEnvironments } from './judgeJsonFile';

const assignment = /^([A-Za-z_]\w*)=/;
const declares = /^(?:export|declare|typeset|readonly|local|env)$/;

/** A shell script: what it exports, what it gives to `docker run -e`, how it pushes images. */
export const judgeShell: FileJudge = async ({ path, text }) => {
  const positions = new TextPositions(text);
  const builds = buildsForSagemaker(path, text) ? checkBuildCommands(text) : [];
  return [
    ...judgeEnvironments(shellEnvironments(text), positions),
    ...builds.map((finding) => located(plainText(text), finding, positions)),
    ...(mentionsImages(text) ? await judgeImages(text, positions) : []),
  ];
};

async function judgeImages(text: string, positions: TextPositions): Promise<readonly Diagnostic[]> {
  const { checkImageRegions } = await import('../images/imageRegions');
  const { shellImages } = await import('../images/shellImages');
  return checkImageRegions(shellImages(text), positions);
}

export function shellEnvironments(text: string): readonly Environment[] {
  if (!mentionsSparkml(text)) return [];
  const commands = shellCommands(text, shellVariables(text));
  const assigned = commands.flatMap(assignments);
  return onceEach([
    { variables: assigned.filter(({ name }) => !isUsed(text, name.text)), isCertain: true },
    ...commands.map(containerEnvironment),
    ...commands.map(deployedEnvironment),
    ...commands.flat().flatMap(requestEnvironments),
  ]).filter(({ variables }) => variables.length > 0);
}

/** A request of the AWS CLI, written out as JSON. */
function requestEnvironments({ text, isKnown }: ShellWord): readonly Environment[] {
  if (!isKnown || !/^\s*[[{]/.test(text.text) || !text.text.includes(schemaVariable)) return [];
  return jsonEnvironments(text.text).map((environment) => environmentWithin(environment, text));
}

/** A shell's own variables may have any name; only those that look like the platform's are judged by it. */
function isUsed(text: string, name: string): boolean {
  return name !== schemaVariable && (!name.startsWith('SAGEMAKER') || new RegExp(`\\$\\{?${name}\\b`).test(text));
}

/** `NAME=value` before a command, and after `export` and its like. */
function assignments(words: readonly ShellWord[]): readonly Variable[] {
  const found: Variable[] = [];
  for (const word of words) {
    const variable = variableIn(word, 0);
    if (variable) found.push(variable);
    else if (!declares.test(word.text.text) && !word.text.text.startsWith('-')) break;
  }
  return found;
}

function variableIn(word: ShellWord, start: number): Variable | undefined {
  const name = assignment.exec(word.text.text.slice(start))?.[1];
  if (name === undefined) return undefined;
  const end = start + name.length;
  const value = word.isKnown
    ? ({ kind: 'text', text: word.text.slice(end + 1) } as const)
    : ({ kind: 'unknown' } as const);
  return { name: word.text.slice(start, end), value };
}

/** `docker run -e NAME=value`, in each way to write it; podman, nerdctl and finch take the same, and `kubectl run` nearly. */
function containerEnvironment(words: readonly ShellWord[]): Environment {
  const program = words.findIndex(({ text }) => containerPrograms.test(text.text));
  if (program < 0) return { variables: [], isCertain: true };
  const variables: Variable[] = [];
  words.slice(program).forEach((word, index, all) => {
    const { text } = word.text;
    const next = all[index + 1];
    const start = /^(?:--(?:env|env-add|build-arg)=|-e=?(?=[A-Za-z_]))/.exec(text)?.[0].length;
    const variable = /^(?:-e|--env|--env-add|--build-arg)$/.test(text)
      ? next && variableIn(next, 0)
      : start !== undefined
        ? variableIn(word, start)
        : undefined;
    if (variable) variables.push(variable);
  });
  const image = words.find(({ text }) => text.text.includes('sparkml-serving'))?.text.text;
  return { variables, isCertain: true, ...(image !== undefined && { image }) };
}

const containerPrograms = /(?:^|\/)(?:docker|docker-compose|podman|podman-compose|nerdctl|finch|kubectl|oc)$/;

/** `kubectl set env deployment/name NAME=value` */
function deployedEnvironment(words: readonly ShellWord[]): Environment {
  const program = words.findIndex(({ text }) => /(?:^|\/)(?:kubectl|oc)$/.test(text.text));
  const set = words.findIndex(({ text }, index) => text.text === 'set' && words[index + 1]?.text.text === 'env');
  const isSet = program >= 0 && set > program;
  return { variables: isSet ? words.slice(set + 2).flatMap((word) => variableIn(word, 0) ?? []) : [], isCertain: true };
}
