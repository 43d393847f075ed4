import { posix } from 'node:path';
import type { Diagnostic, Fix, Range } from '../../definitions/diagnostic';
import { imagePath, type CopyStep, type DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import { matchesPath } from '../../grammars/dockerfile/matchesPath';
import { nearestName } from '../nearestName';
import { found, type DockerfileCheck } from './dockerfileCheck';
import { lineAfter } from './dockerfileFixes';
import { copiedFile, copiedFiles, mayBeElsewhere, pathsOf, type BuildContext, type CopiedFile } from './imageSource';

/** Images that bring no `train` or `serve` along. Of any other base nothing is certain. */
const plainBase =
  /^((docker\.io\/)?(library\/)?|public\.ecr\.aws\/(docker\/library|amazonlinux)\/)(python|debian|ubuntu|alpine|amazonlinux|amazoncorretto|eclipse-temurin|openjdk|node|golang|rust|r-base|julia|fedora|rockylinux)(:|@|$)|^(docker\.io\/)?nvidia\/cuda:|^scratch$/;

/** Whether an image is known to hold an operating system and a language only. */
export function isPlainBase(image: string): boolean {
  return plainBase.test(image);
}

/** G1, G2: the programs that the platform starts are there, may be executed, and say what executes them. */
export function checkPrograms(check: DockerfileCheck): readonly Diagnostic[] {
  const { stage, roles } = check;
  if (stage.entrypoint.length > 0) return checkEntrypointFile(check);
  const names = [...(roles.has('train') ? ['train'] : []), ...(roles.has('serve') ? ['serve'] : [])];
  return names.flatMap((name) => checkProgram(name, check));
}

function checkProgram(name: string, check: DockerfileCheck): readonly Diagnostic[] {
  const { stage, context } = check;
  const paths = placesOf(stage, name);
  for (const path of paths) {
    const file = copiedFile(stage, path, context);
    if (file) return checkFile(path, file, check);
  }
  if (!isPlainBase(stage.base) || mayBeElsewhere(stage, name, paths, context)) return [];
  const message = `The platform starts this image as "${name}", and nothing in it puts a program of that name on PATH.`;
  const action = `COPY an executable file called ${name} to a folder of PATH, like /usr/local/bin, or set an ENTRYPOINT in its JSON form.`;
  return [found('G1', stage.places['FROM'], [message, action], { severity: 'error' })];
}

/** Where a program is looked for in an image. */
function placesOf({ environment, workdir }: DockerfileStage, program: string): readonly string[] {
  if (program.includes('/')) return [posix.resolve(workdir, program)];
  const folders = (environment['PATH'] ?? imagePath).split(':').filter((folder) => folder.startsWith('/'));
  return folders.map((folder) => posix.join(folder, program));
}

/** G1, G2 for a program that comes from the build context. */
function checkFile(path: string, file: CopiedFile, check: DockerfileCheck): readonly Diagnostic[] {
  return [...checkMode(path, file, check), ...checkFirstLine(path, file, check)];
}

function checkMode(path: string, { source, step }: CopiedFile, check: DockerfileCheck): readonly Diagnostic[] {
  const { stage, context, text } = check;
  const isMade = typeof step.mode === 'number' ? (step.mode & 0o111) !== 0 : context.files.isExecutable(source);
  if (isMade !== false || step.mode === 'unknown' || isChanged(stage, path)) return [];
  if (step.mode === undefined && isChangedBefore(posix.basename(path), context)) return [];
  const message = `${posix.basename(path)} is copied without permission to execute it; the container could not start.`;
  const line = `RUN chmod +x ${path}`;
  const action = `Run chmod +x on ${source}, or add "${line}".`;
  const fixes = isRoot(stage) ? lineAfter(text, step.place, line) : [];
  return [found('G1', step.place, [message, action], { severity: 'error', fixes })];
}

/** Whether what a RUN changes may belong to anybody. */
function isRoot({ user }: DockerfileStage): boolean {
  return /^(?:root|0)?(?::|$)/.test(user);
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

/** Whether a script beside the Dockerfile, or above it, makes a file executable, as those do that build an image and push it. */
function isChangedBefore(name: string, { folder, files, style }: BuildContext): boolean {
  const paths = pathsOf(style);
  const scripts = [folder, paths.dirname(folder)].flatMap((place) =>
    files.list(place).flatMap((script) => (/\.sh$|^Makefile$/.test(script) ? [paths.join(place, script)] : [])),
  );
  const line = new RegExp(`\\bchmod\\b[^\\n]*\\b${name.replaceAll(/\W/g, '\\$&')}\\b`);
  return scripts.some((script) => line.test(files.readText(script) ?? ''));
}

/** G2: what the kernel reads of a script. */
function checkFirstLine(path: string, { source, step }: CopiedFile, check: DockerfileCheck): readonly Diagnostic[] {
  const text = check.context.files.readText(source);
  const name = posix.basename(source.replaceAll('\\', '/'));
  // A program that is no script begins otherwise; so does an empty file.
  if (text === undefined || text === '' || text.startsWith('\u007fELF') || text.includes('\0')) return [];
  const first = text.split('\n')[0] ?? '';
  if (!first.startsWith('#!')) return [noInterpreter(name, step)];
  if (!first.endsWith('\r') || isCleaned(check.stage, path)) return [];
  const message = `${name} has Windows line endings: its interpreter would be looked for under a name that ends with a carriage return.`;
  const action = 'Save it with LF, and add "* text=auto eol=lf" for it to .gitattributes.';
  const fixes = isRoot(check.stage) ? lineAfter(check.text, step.place, `RUN sed -i 's/\\r$//' ${path}`) : [];
  return [found('G2', step.place, [message, action], { severity: 'error', fixes })];
}

/** Whether a RUN takes carriage returns out. */
function isCleaned({ commands }: DockerfileStage, path: string): boolean {
  const cleaning = commands.filter((command) => /dos2unix|\\r/.test(command));
  return cleaning.some((command) => command.includes(posix.basename(path)) || /[*]|\bfind\b|\$\{?\w/.test(command));
}

function noInterpreter(name: string, { place }: CopyStep): Diagnostic {
  const message = `The first line of ${name} does not say what executes it.`;
  const action = 'Begin it with "#!/usr/bin/env python3", "#!/bin/sh" or the like.';
  return found('G2', place, [message, action], { severity: 'error' });
}

/** G1, G2 for a program of the image's own, when it comes from the build context. */
function checkEntrypointFile(check: DockerfileCheck): readonly Diagnostic[] {
  const [program = ''] = check.stage.entrypoint;
  for (const path of placesOf(check.stage, program)) {
    const file = copiedFile(check.stage, path, check.context);
    if (file) return checkFile(path, file, check);
  }
  return [];
}

const codeFolder = '/opt/ml/code';

/** T46: the script that the toolkit runs is among the code that is copied. */
export function checkScript({ stage, context, text }: DockerfileCheck): readonly Diagnostic[] {
  const program = stage.environment['SAGEMAKER_PROGRAM'] ?? '';
  const copies = stage.steps.filter((step) => step.kind === 'copy');
  const code = copies.filter(({ target }) => `${target}/`.startsWith(`${codeFolder}/`));
  const isMore =
    copies.some(({ from }) => from !== undefined) || stage.commands.some((one) => one.includes(codeFolder));
  // Without code in the image, it comes with the job.
  if (program === '' || code.length === 0 || isMore) return [];
  if (copiedFile(stage, posix.resolve(codeFolder, program), context)) return [];
  const place = stage.places['ENV'];
  const names = code
    .flatMap((step) => copiedFiles(step, context))
    .map((path) => posix.basename(path.replaceAll('\\', '/')));
  const guess = nearestName(
    program,
    names.filter((name) => /\.(?:py|sh)$/.test(name)),
  );
  const message = `SAGEMAKER_PROGRAM is ${program}, and no COPY puts such a file into ${codeFolder}.`;
  const action = guess === undefined ? 'Correct the name, or copy the file.' : `Write ${guess}, or copy the file.`;
  const fixes = guess === undefined ? [] : renamed(text, place, program, guess);
  return [found('T46', place, [message, action], { severity: 'error', fixes })];
}

/** Another name in the instruction that sets it, where it is written out there. */
function renamed(text: string, place: Range | undefined, from: string, to: string): readonly Fix[] {
  const line = text.split(/\r\n|\n|\r/)[place?.start.line ?? -1] ?? '';
  const name = /\bSAGEMAKER_PROGRAM[=\s]+["']?/.exec(line);
  if (!place || !name || !line.startsWith(from, name.index + name[0].length)) return [];
  const start = { line: place.start.line, character: name.index + name[0].length };
  const range = { start, end: { ...start, character: start.character + from.length } };
  return [{ title: `Change to ${to}`, edits: [{ range, text: to }] }];
}
