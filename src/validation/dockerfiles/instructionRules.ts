import { posix } from 'node:path';
import type { Diagnostic } from '../../definitions/diagnostic';
import { TextPositions } from '../../definitions/textPosition';
import { splitWords } from '../../grammars/dockerfile/substitute';
import { secretIn } from '../secretRules';
import { found, type DockerfileCheck } from './dockerfileCheck';

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
  if (option === '-c' && !command.startsWith('[')) {
    const words = splitWords(command);
    const fix =
      words.length > 0 && !shellSyntax.test(command)
        ? `ENTRYPOINT ${JSON.stringify(words).replaceAll('","', '", "')}`
        : undefined;
    const message =
      'ENTRYPOINT in its shell form loses the argument that the platform gives, and keeps SIGTERM from the program.';
    const action = `Write ${fix ?? 'it as a JSON list: ENTRYPOINT ["program", "argument"]'}.`;
    return [found('G5', place, [message, action], fix === undefined ? {} : { replacement: fix })];
  }
  if (!/(^|\/)(tini|tini-static|dumb-init)$/.test(program)) return [];
  const message = `${posix.basename(program)} as the entry point is not supported: it takes "train" or "serve" for the program to start.`;
  return [found('G6', place, [message, 'Name the program itself, and let it pass signals on.'])];
}

const reserved = /^\/opt\/ml\/(input|model|models|output|checkpoints|processing)(\/|$)/;

/** G7: the platform puts its own folders there. */
function checkPlaces({ stage }: DockerfileCheck): readonly Diagnostic[] {
  const copies = stage.steps.flatMap((step) => {
    if (step.kind !== 'copy' || !reserved.test(step.target)) return [];
    const message = `${step.target} is the platform's: what the image holds there is hidden when the container runs.`;
    return [found('G7', step.place, [message, 'Copy it to a folder of your own, or code to /opt/ml/code.'])];
  });
  const workdir = stage.places['WORKDIR'];
  if (!workdir || !reserved.test(stage.workdir)) return copies;
  const message = `The working directory ${stage.workdir} is the platform's folder.`;
  return [...copies, found('G7', workdir, [message, 'Use a folder of your own, or /opt/ml/code.'])];
}

/** G8: folders that the platform makes belong to root. */
function checkUser({ stage }: DockerfileCheck): readonly Diagnostic[] {
  const user = stage.user.split(':')[0] ?? '';
  if (user === '' || user === 'root' || user === '0') return [];
  const message = `The image runs as ${user}, but the platform's folders belong to root: the program may not be able to write its outputs.`;
  return [found('G8', stage.places['USER'], [message, 'Leave USER out, or end with "USER root".'])];
}

/** G20, and secrets: credentials do not belong into an image. */
function checkCredentials({ stage }: DockerfileCheck): readonly Diagnostic[] {
  const copies = stage.steps.flatMap((step) => {
    if (step.kind !== 'copy' || !step.sources.some((source) => /(^|\/)\.aws(\/|$)/.test(source))) return [];
    const message = 'Credentials are copied into the image; on the platform they come from the role of the job.';
    return [found('G20', step.place, [message, 'Remove the COPY.'])];
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

const privileged =
  /\b(?:apt|apt-get|yum|dnf|microdnf|apk)\b[^\n]*?\s(?:install|add)\b(?:[^\n]|\\\r?\n)*?[\s\\](s3fs|s3fs-fuse|sshfs|fuse3?|docker-ce|docker\.io|docker)(?=[\s\\;&]|$)/;

/** G30: containers get no privileges, no FUSE, no engine. */
function checkPrivileges({ text }: DockerfileCheck): readonly Diagnostic[] {
  const match = privileged.exec(text);
  const name = match?.[1];
  if (!match || name === undefined) return [];
  const offset = match.index + match[0].length - name.length;
  const message = `${name} needs privileges that the platform never gives to a container.`;
  return [
    found('G30', new TextPositions(text).range(offset, name.length), [
      message,
      'Use channels for data, and boto3 for S3.',
    ]),
  ];
}
