import { posix } from 'node:path';
import type { Diagnostic } from '../../definitions/diagnostic';
import { imagePath, type CopyStep, type DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import { matchesPath } from '../../grammars/dockerfile/matchesPath';
import { found, type DockerfileCheck } from './dockerfileCheck';
import { copiedFile, mayBeElsewhere, type CopiedFile } from './imageSource';

/** Images that bring no `train` or `serve` along. Of any other base nothing is certain. */
const plainBase =
  /^((docker\.io\/)?(library\/)?|public\.ecr\.aws\/(docker\/library|amazonlinux)\/)(python|debian|ubuntu|alpine|amazonlinux|amazoncorretto|eclipse-temurin|openjdk|node|golang|rust|r-base|julia|fedora|rockylinux)(:|@|$)|^(docker\.io\/)?nvidia\/cuda:|^scratch$/;

/** G1, G2: the programs that the platform starts are there, may be executed, and say what executes them. */
export function checkPrograms(check: DockerfileCheck): readonly Diagnostic[] {
  const { stage, roles } = check;
  if (stage.entrypoint.length > 0) return checkEntrypointFile(check);
  const names = [...(roles.has('train') ? ['train'] : []), ...(roles.has('serve') ? ['serve'] : [])];
  return names.flatMap((name) => checkProgram(name, check));
}

function checkProgram(name: string, { stage, context }: DockerfileCheck): readonly Diagnostic[] {
  const folders = (stage.environment['PATH'] ?? imagePath).split(':').filter((folder) => folder.startsWith('/'));
  for (const folder of folders) {
    const file = copiedFile(stage, posix.join(folder, name), context);
    if (file)
      return [...checkMode(name, posix.join(folder, name), file, { stage, context }), ...checkFirstLine(file, context)];
  }
  if (!plainBase.test(stage.base) || mayBeElsewhere(stage, name)) return [];
  const message = `The platform starts this image as "${name}", and nothing in it puts a program of that name on PATH.`;
  const action = `COPY an executable file called ${name} to a folder of PATH, like /usr/local/bin, or set an ENTRYPOINT in its JSON form.`;
  return [found('G1', stage.places['FROM'], [message, action], { severity: 'error' })];
}

function checkMode(
  name: string,
  path: string,
  { source, step }: CopiedFile,
  { stage, context }: Pick<DockerfileCheck, 'stage' | 'context'>,
): readonly Diagnostic[] {
  const isMade = step.mode === undefined ? context.files.isExecutable(source) : (step.mode & 0o111) !== 0;
  if (isMade !== false || isChanged(stage, path)) return [];
  const message = `${name} is copied without permission to execute it; the container could not start.`;
  const action = `Run chmod +x on ${source}, or add "RUN chmod +x ${path}".`;
  return [found('G1', step.place, [message, action], { severity: 'error' })];
}

/** A chmod that can't be read in full counts for every file. */
function isChanged({ steps, commands }: DockerfileStage, path: string): boolean {
  const isNamed = steps.some(
    (step) =>
      step.kind === 'chmod' &&
      step.targets.some((target) => matchesPath(target, path) || (step.recursive && path.startsWith(`${target}/`))),
  );
  return (
    isNamed ||
    commands.some(
      (command) => /\bchmod\b/.test(command) && (command.includes(posix.basename(path)) || /[*$]|-R/.test(command)),
    )
  );
}

/** G2: what the kernel reads of a script. */
function checkFirstLine({ source, step }: CopiedFile, { files }: DockerfileCheck['context']): readonly Diagnostic[] {
  const text = files.readText(source);
  const name = posix.basename(source.replaceAll('\\', '/'));
  // A program that is no script begins otherwise; so does an empty file.
  if (text === undefined || text === '' || text.startsWith('\u007fELF') || text.includes('\0')) return [];
  const first = text.split('\n')[0] ?? '';
  if (!first.startsWith('#!')) return [noInterpreter(name, step)];
  if (!first.endsWith('\r')) return [];
  const message = `${name} has Windows line endings: its interpreter would be looked for under a name that ends with a carriage return.`;
  return [
    found('G2', step.place, [message, 'Save it with LF, and add "* text=auto eol=lf" for it to .gitattributes.'], {
      severity: 'error',
    }),
  ];
}

function noInterpreter(name: string, { place }: CopyStep): Diagnostic {
  const message = `The first line of ${name} does not say what executes it.`;
  return found('G2', place, [message, 'Begin it with "#!/usr/bin/env python3", "#!/bin/sh" or the like.'], {
    severity: 'error',
  });
}

/** G1, G2 for a program of the image's own, when it comes from the build context. */
function checkEntrypointFile({ stage, context }: DockerfileCheck): readonly Diagnostic[] {
  const [program = ''] = stage.entrypoint;
  if (!program.startsWith('/')) return [];
  const file = copiedFile(stage, program, context);
  if (!file) return [];
  return [...checkMode(posix.basename(program), program, file, { stage, context }), ...checkFirstLine(file, context)];
}

const codeFolder = '/opt/ml/code';

/** T46: the script that the toolkit runs is among the code that is copied. */
export function checkScript({ stage, context }: DockerfileCheck): readonly Diagnostic[] {
  const program = stage.environment['SAGEMAKER_PROGRAM'];
  const isCopied = stage.steps.some((step) => step.kind === 'copy' && `${step.target}/`.startsWith(`${codeFolder}/`));
  const fromElsewhere = stage.steps.some((step) => step.kind === 'copy' && step.from !== undefined);
  // Without code in the image, it comes with the job.
  if (
    program === undefined ||
    program === '' ||
    !isCopied ||
    fromElsewhere ||
    stage.commands.some((one) => one.includes(codeFolder))
  )
    return [];
  if (copiedFile(stage, posix.resolve(codeFolder, program), context)) return [];
  const message = `SAGEMAKER_PROGRAM is ${program}, and no COPY puts such a file into ${codeFolder}.`;
  return [found('T46', stage.places['ENV'], [message, 'Correct the name, or copy the file.'], { severity: 'error' })];
}
