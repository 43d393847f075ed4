import { posix } from 'node:path';
import { DockerfileParser, type Instruction, ModifiableInstruction, PropertyInstruction } from 'dockerfile-ast';
import { AppError } from '../../contract/appError';
import { imagePath, type CopyStep, type DockerfileStage } from './dockerfileStage';
import { readChmod } from './readChmod';
import { splitWords, substitute } from './substitute';

/** What is known at one line of a Dockerfile. */
interface Reading extends DockerfileStage {
  /** ARGs of this stage; ENV wins over them. */
  readonly args: Readonly<Record<string, string>>;
  readonly shell: readonly string[];
}

/** Values that every build has. */
const platform = { TARGETPLATFORM: 'linux/amd64', TARGETOS: 'linux', TARGETARCH: 'amd64' };
const defaultShell = ['/bin/sh', '-c'];

/**
 * The stages of a Dockerfile, in order, with variables put in.
 * @throws AppError `image.build` when there is no FROM
 */
export function readDockerfile(text: string, file: string): readonly DockerfileStage[] {
  const stages: Reading[] = [];
  let globals: Readonly<Record<string, string>> = platform;
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword();
    const current = stages.at(-1);
    if (keyword === 'FROM') stages.push(openStage(instruction, globals, stages));
    else if (current) stages[stages.length - 1] = apply(placed(current, instruction), instruction, globals);
    else if (keyword === 'ARG') globals = { ...globals, ...properties(instruction, globals) };
  }
  if (stages.length > 0) return stages;
  throw new AppError('image.build', `${file} has no FROM.`, 'Let it start with FROM and a base image.');
}

/** The stage that a name or number means; undefined when it is none of these, so an image. */
export function stageOf(stages: readonly DockerfileStage[], name: string): DockerfileStage | undefined {
  const byName = stages.find((stage) => stage.name !== '' && stage.name.toLowerCase() === name.toLowerCase());
  return byName ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined);
}

function openStage(instruction: Instruction, globals: Reading['args'], stages: readonly Reading[]): Reading {
  const words = splitWords(contentOf(instruction)).filter((word) => !word.startsWith('--'));
  const base = substitute(words[0] ?? '', globals);
  const name = words[1]?.toUpperCase() === 'AS' ? (words[2] ?? '') : '';
  const parent = stages.find((stage) => stage.name !== '' && stage.name.toLowerCase() === base.toLowerCase());
  const places = { FROM: instruction.getRange() };
  if (parent) return { ...parent, name, base, args: {}, places: { ...parent.places, ...places } };
  return {
    name,
    base,
    environment: {},
    workdir: '/',
    entrypoint: [],
    command: [],
    user: '',
    labels: {},
    steps: [],
    commands: [],
    written: [],
    places,
    notReproduced: base === 'scratch' ? [] : [`what the base image ${base} holds`],
    args: {},
    shell: defaultShell,
  };
}

function placed(stage: Reading, instruction: Instruction): Reading {
  return { ...stage, places: { ...stage.places, [instruction.getKeyword()]: instruction.getRange() } };
}

function apply(stage: Reading, instruction: Instruction, globals: Reading['args']): Reading {
  const content = contentOf(instruction);
  const variables = { PATH: imagePath, ...stage.args, ...stage.environment };
  switch (instruction.getKeyword()) {
    case 'ARG':
      return { ...stage, args: { ...stage.args, ...declared(instruction, variables, globals) } };
    case 'ENV':
      return { ...stage, environment: { ...stage.environment, ...properties(instruction, variables) } };
    case 'LABEL':
      return { ...stage, labels: { ...stage.labels, ...properties(instruction, variables) } };
    case 'WORKDIR':
      return { ...stage, workdir: posix.resolve(stage.workdir, substitute(unquoted(content), variables)) };
    case 'ENTRYPOINT':
      // A new ENTRYPOINT drops the CMD that an earlier image brought; a CMD of this Dockerfile normally comes after it.
      return { ...stage, entrypoint: commandLine(content, stage.shell) };
    case 'CMD':
      return { ...stage, command: commandLine(content, stage.shell) };
    case 'SHELL':
      return { ...stage, shell: jsonWords(content) ?? stage.shell };
    case 'USER':
      return { ...stage, user: substitute(content, variables) };
    case 'COPY':
    case 'ADD':
      return withCopy(stage, instruction, variables);
    case 'RUN':
      return withRun({ ...stage, commands: [...stage.commands, content] }, content, variables);
    default:
      return stage;
  }
}

function withCopy(stage: Reading, instruction: Instruction, variables: Record<string, string>): Reading {
  const content = contentOf(instruction);
  const flags = flagsOf(instruction);
  const text = [instruction.getKeyword(), ...[...flags].map(([name, value]) => `--${name}=${value}`), content]
    .join(' ')
    .replace(/\s+/g, ' ');
  const words = (jsonWords(content) ?? splitWords(content)).map((word) => substitute(word, variables));
  const unlike = words.find((word) => word.startsWith('<<') || /^(https?|git|ssh):/.test(word));
  if (unlike !== undefined || words.length < 2) return without({ ...stage, written: [...stage.written, text] }, text);
  const target = words.at(-1) ?? '';
  const absolute = posix.resolve(stage.workdir, target);
  const isFolder = /(^|\/)\.{0,2}$/.test(target) || words.length > 2;
  const from = flags.get('from');
  const step: CopyStep = {
    kind: 'copy',
    text,
    place: instruction.getRange(),
    sources: words.slice(0, -1),
    target: isFolder && absolute !== '/' ? `${absolute}/` : absolute,
    ...(from !== undefined && { from: substitute(from, variables) }),
    ...modeOf(flags.get('chmod')),
    ...(instruction.getKeyword() === 'ADD' && words.slice(0, -1).some(isArchive) && { isUnpacked: true }),
  };
  return { ...stage, steps: [...stage.steps, step] };
}

function modeOf(chmod: string | undefined): Pick<CopyStep, 'mode'> {
  if (chmod === undefined) return {};
  return { mode: /^0?[0-7]{3,4}$/.test(chmod) ? parseInt(chmod, 8) : 'unknown' };
}

function isArchive(source: string): boolean {
  return /\.(?:tar(?:\.(?:gz|bz2|xz|zst))?|tgz|tbz2?|txz)$/i.test(source);
}

function flagsOf(instruction: Instruction): ReadonlyMap<string, string> {
  if (!(instruction instanceof ModifiableInstruction)) return new Map();
  return new Map(instruction.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? '']));
}

function withRun(stage: Reading, content: string, variables: Record<string, string>): Reading {
  const { targets, recursive, rest } = readChmod(substitute(content, variables));
  const steps = targets.map((target) => posix.resolve(stage.workdir, target));
  const changed =
    targets.length === 0
      ? stage
      : { ...stage, steps: [...stage.steps, { kind: 'chmod' as const, recursive, targets: steps }] };
  return rest ? without(changed, `RUN ${content.replace(/\s+/g, ' ').trim()}`) : changed;
}

function without(stage: Reading, text: string): Reading {
  const short = text.length > 100 ? `${text.slice(0, 99)}…` : text;
  return { ...stage, notReproduced: [...stage.notReproduced, short] };
}

/** ARG without a value takes that of an ARG before the first FROM. */
function declared(
  instruction: Instruction,
  variables: Record<string, string>,
  globals: Reading['args'],
): Record<string, string> {
  const values = properties(instruction, variables);
  for (const word of splitWords(contentOf(instruction))) {
    if (!word.includes('=') && globals[word] !== undefined) values[word] = globals[word];
  }
  return values;
}

function properties(instruction: Instruction, variables: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  if (!(instruction instanceof PropertyInstruction)) return found;
  for (const property of instruction.getProperties()) {
    const value = property.getValue();
    if (value !== null) found[property.getName()] = substitute(value, variables);
  }
  return found;
}

function commandLine(content: string, shell: readonly string[]): readonly string[] {
  return jsonWords(content) ?? [...shell, content.trim()];
}

/** The words of a JSON array; undefined when it is none, which is then a shell command. */
function jsonWords(content: string): readonly string[] | undefined {
  if (!content.trim().startsWith('[')) return undefined;
  try {
    const value = JSON.parse(content) as unknown;
    return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined;
  } catch {
    // Docker takes what is no JSON for a shell command as well.
    return undefined;
  }
}

function unquoted(content: string): string {
  return content.trim().replace(/^(["'])(.*)\1$/, '$2');
}

function contentOf(instruction: Instruction): string {
  // Comments between continued lines are taken out by the parser only in this form.
  return instruction.getArgumentsContent() ?? '';
}
