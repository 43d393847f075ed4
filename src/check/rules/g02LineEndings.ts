import type { ProgramFile } from '../observations';
import { allUses, fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf, isUnnamed } from '../causes';
import { saidByFiles } from '../symptoms';

/** G2. */
export const lineEndings: ContainerRule = {
  id: 'G2',
  title: 'The first line of a program names an interpreter that the image has',
  seen: 'first lines read by a shell in the image; words of the kernel at the start',
  why: 'A script saved with Windows line endings asks for an interpreter whose name ends with a carriage return, and one without a first line for none: it can not be started.',
  fix: 'Save it with LF, begin it with #!/usr/bin/env python3 or the like, and put "* text=auto eol=lf" into .gitattributes.',
  uses: allUses,
  judge: (seen) => {
    const programs = Object.values(seen.inside?.programs ?? {});
    const broken = programs.filter(({ firstLine }) => firstLine.startsWith('#!') && firstLine.endsWith('\r'));
    const evidence = programs.map((file) => `${file.path}: ${shown(file)}`);
    if (broken.length > 0) return fail('A program has Windows line endings.', evidence);
    if (causesOf(seen).has('G2') && programs.some(isUnnamed))
      return fail('The first line of a program does not say what executes it.', evidence);
    if (causesOf(seen).has('G2')) return fail('The interpreter of a program is not found.', evidence);
    if (programs.length > 0) return pass('Its programs name their interpreters.', evidence);
    return (
      saidByFiles(seen, 'G2') ??
      unseen(seen.noRuns ?? 'No program train or serve is on PATH; an ENTRYPOINT is started.')
    );
  },
};

function shown(file: ProgramFile): string {
  const line = file.firstLine.replace('\r', '\\r').replace('\uFEFF', '\\uFEFF');
  if (file.firstLine.startsWith('#!')) return line;
  return isUnnamed(file) ? `begins with "${line.slice(0, longestShown)}"` : 'no script';
}

/** Characters of a first line that are shown. */
const longestShown = 60;
