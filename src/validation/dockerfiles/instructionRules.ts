import { posix } from 'node:path';
import type { Diagnostic } from '../../definitions/diagnostic';
import { TextPositions } from '../../definitions/textPosition';
import type { DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import { splitWords } from '../../grammars/dockerfile/substitute';
import { secretIn } from '../secretRules';
import { found, type DockerfileCheck } from './dockerfileCheck';
import { lastLine, without } from './dockerfileFixes';

/** What single instructions of a Dockerfile get wrong on the platform. */
export function checkInstructions(check: DockerfileCheck): readonly Diagnostic[] {
  return [
    ...checkPlatform(check),
    ...checkEntrypoint(check),
    ...checkPlaces(check),
    ...checkUser(check),
    ...checkCredentials(check),
    ...checkPrivileges(check),
  ];
}

/** G3: jobs run on amd64. */
function checkPlatform({ text, stage, roles }: DockerfileCheck): readonly Diagnostic[] {
  const place = stage.places['FROM'];
  const line = text.split(/\r?\n/)[place?.start.line ?? -1] ?? '';
  const flag = /--platform=(linux\/(?:arm64|aarch64)\S*)/i.exec(line);
  if (!place || !flag || !(roles.has('train') || roles.has('process'))) return [];
  const start = { line: place.start.line, character: flag.index };
  const range = { start, end: { ...start, character: flag.index + flag[0].length } };
  const message = `The image is built for ${flag[1] ?? ''}, but training and processing jobs run on amd64.`;
  const replacement = '--platform=linux/amd64';
  return [found('G3', range, [message, `Write ${replacement}.`], { severity: 'error', replacement })];
}

const shellSyntax = /[|&;<>()$`\\"'*?[\]#~=%{}]/;

/** G5, G6: the program is started as it stands, gets its argument, and hears signals. */
function checkEntrypoint({ text, stage }: DockerfileCheck): readonly Diagnostic[] {
  const place = stage.places['ENTRYPOINT'];
  if (!place) return [];
  const [program = '', option] = stage.entrypoint;
  const source = text
    .split(/\r?\n/)
    .slice(place.start.line, place.end.line + 1)
    .join('\n');
  const command = source.replace(/^\s*ENTRYPOINT\s*/i, '').trim();
  if (option === '-c' && isForShell(command, stage)) {
    const words = command.startsWith('[') ? wordsOfList(command) : shellSyntax.test(command) ? [] : splitWords(command);
    const fix = words.length > 0 ? `ENTRYPOINT ${jsonWords(words)}` : undefined;
    const message =
      'ENTRYPOINT in its shell form loses the argument that the platform gives, and keeps SIGTERM from the program.';
    const action = `Write ${fix ?? 'it as a JSON list: ENTRYPOINT ["program", "argument"]'}.`;
    return [found('G5', place, [message, action], fix === undefined ? {} : { replacement: fix })];
  }
  if (!init.test(program)) return [];
  const message = `${posix.basename(program)} as the entry point is not supported: it takes "train" or "serve" for the program to start.`;
  const own = withoutInit(stage.entrypoint);
  const isPlain = own.length > 0 && own[0]?.startsWith('-') === false;
  const replacement = isPlain ? `ENTRYPOINT ${jsonWords(own)}` : undefined;
  const action = `${replacement === undefined ? 'Name the program itself' : `Write ${replacement}`}, and let it pass signals on.`;
  return [found('G6', place, [message, action], replacement === undefined ? {} : { replacement })];
}

/** Whether a command is in its shell form, as one is that only looks like a list. */
function isForShell(command: string, { entrypoint: [, , given = ''] }: DockerfileStage): boolean {
  return !command.startsWith('[') || given.startsWith(command.slice(0, 4));
}

/** A list in other quotes than those of JSON, which is a command for a shell. */
function wordsOfList(command: string): readonly string[] {
  const inner = /^\[\s*((?:'[^'"\\]*'\s*,?\s*)+)\]$/.exec(command)?.[1] ?? '';
  return [...inner.matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
}

const init = /(^|\/)(tini|tini-static|dumb-init)$/;

/** What an init, or one behind another, starts. */
function withoutInit([program = '', ...rest]: readonly string[]): readonly string[] {
  if (!init.test(program)) return [program, ...rest];
  const own = rest
    .slice(rest[0] === '--' || rest[0] === '-g' ? 1 : 0)
    .filter((word, index) => index > 0 || word !== '--');
  return own.length === 0 ? [] : withoutInit(own);
}

function jsonWords(words: readonly string[]): string {
  return JSON.stringify(words).replaceAll('","', '", "');
}

const reserved = /^\/opt\/ml\/(input|model|models|output|checkpoints|processing)(\/|$)/;

/** G7: the platform puts its own folders there. */
function checkPlaces({ stage, text }: DockerfileCheck): readonly Diagnostic[] {
  const copies = stage.steps.flatMap((step) => {
    if (step.kind !== 'copy' || !reserved.test(step.target)) return [];
    const message = `${step.target} is the platform's: what the image holds there is hidden where the platform puts a folder of its own.`;
    return [found('G7', step.place, [message, 'Copy it to a folder of your own, or code to /opt/ml/code.'])];
  });
  return [...copies, ...checkWorkdir(stage), ...checkVolume(stage, text)];
}

function checkWorkdir({ places, workdir }: DockerfileStage): readonly Diagnostic[] {
  if (!places['WORKDIR'] || !reserved.test(workdir)) return [];
  const message = `The working directory ${workdir} is the platform's folder.`;
  return [found('G7', places['WORKDIR'], [message, 'Use a folder of your own, or /opt/ml/code.'])];
}

function checkVolume({ places }: DockerfileStage, text: string): readonly Diagnostic[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.flatMap((content, line) => {
    const words =
      /^\s*VOLUME\s/i.test(content) && line > (places['FROM']?.start.line ?? 0) ? content.split(/[\s"',[\]]+/) : [];
    const folder = words.find((word) => word === '/opt/ml' || word === '/opt/ml/' || reserved.test(word));
    if (folder === undefined) return [];
    const message = `VOLUME ${folder} takes a folder that the platform mounts itself.`;
    const range = {
      start: { line, character: content.search(/\S/) },
      end: { line, character: content.trimEnd().length },
    };
    const fixes = content.trimEnd().endsWith('\\') ? [] : without(text, range, 'Remove VOLUME');
    return [found('G7', range, [message, 'Remove it.'], { fixes })];
  });
}

/** G8: folders that the platform makes belong to root. */
function checkUser({ stage, text }: DockerfileCheck): readonly Diagnostic[] {
  const user = stage.user.split(':')[0] ?? '';
  // The last one is that of Studio's own images, which jobs may use as they are.
  if (['', 'root', '0', 'sagemaker-user'].includes(user)) return [];
  const message = `The image runs as ${user}, but the platform's folders belong to root: the program may not be able to write its outputs.`;
  const action = 'Leave USER out, or end with "USER root".';
  return [found('G8', stage.places['USER'], [message, action], { fixes: lastLine(text, 'USER root') })];
}

/** G20, and secrets: credentials do not belong into an image. */
function checkCredentials({ stage, text }: DockerfileCheck): readonly Diagnostic[] {
  const copies = stage.steps.flatMap((step) => {
    if (step.kind !== 'copy' || !step.sources.some((source) => /(^|\/)\.aws(\/|$)/.test(source))) return [];
    const message = 'Credentials are copied into the image; on the platform they come from the role of the job.';
    const fixes = without(text, step.place, 'Remove the COPY');
    return [found('G20', step.place, [message, 'Remove the COPY.'], { fixes })];
  });
  const variables = Object.entries(stage.environment).flatMap(([name, value]) => {
    const what = secretIn(name, value);
    if (what === undefined) return [];
    const message = `${name} holds what looks like ${what}; whoever has the image can read it.`;
    return [
      found('secret.value', stage.places['ENV'], [
        message,
        'Let the role of the job grant the access, or read it from AWS Secrets Manager.',
      ]),
    ];
  });
  return [...copies, ...variables];
}

const privileged = /(?<=[\s\\])(?:s3fs|s3fs-fuse|sshfs|fuse3?|docker-ce|docker\.io|docker)(?=[\s\\;&]|$)/g;
const installing = /\b(?:apt|apt-get|yum|dnf|microdnf|apk)\b.*\s(?:install|add)\s/s;

/** G30: containers get no privileges, no FUSE, no engine. */
function checkPrivileges({ text }: DockerfileCheck): readonly Diagnostic[] {
  for (const match of text.matchAll(privileged)) {
    const [name] = match;
    const command = commandBefore(text, match.index);
    if (!installing.test(command) || /(?:^|\s)#/.test(command)) continue;
    const message = `${name} needs privileges that the platform never gives to a container.`;
    const range = new TextPositions(text).range(match.index, name.length);
    return [found('G30', range, [message, 'Use channels for data, and boto3 for S3.'])];
  }
  return [];
}

/** Longer commands are no lists of packages. */
const longest = 4_000;

/** The command that a word belongs to, as far as it stands before the word. */
function commandBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - longest), at);
  const ends = [...before.matchAll(/&&|;|\|\||(?<!\\)\r?\n(?![ \t]*#)/g)].at(-1);
  return `${before.slice(ends ? ends.index + ends[0].length : 0)} `;
}
