/**
 * `npm run generated [-- COUNT [FIRST]]`: generate containers for so many random folders, and run each on plain processes.
 * `npm run generated -- --docker [WORD]`: for folders as people have them, of every language; build, run and check each on Docker. With a word: those
 * whose language or name has it. `--docker COUNT [FIRST]`: random folders.
 * Images that Dockerfiles are built on are stood in for by Debian's packages, which takes mmdebstrap, root, and a network that builds reach.
 */
import { generatedProjects } from '../../docker/scaffold/generatedProjects';
import { tryGenerated } from '../../docker/scaffold/tryGenerated';
import { Scaffolded } from '../../docker/local/scaffolded';
import { buildableFolder, numberedFolder, type RunnableFolder } from './generated';

async function main([first, ...rest]: readonly string[]): Promise<boolean> {
  if (first !== '--docker') return onProcesses(numbered(numberedFolder, [first, ...rest]));
  const [word = ''] = rest;
  if (/^\d+$/.test(word))
    return tryGenerated(numbered(buildableFolder, rest).map((one) => ({ language: 'Python', ...one })));
  return tryGenerated(generatedProjects.filter(({ language, what }) => `${language}, ${what}`.includes(word)));
}

function numbered(
  make: (number: number) => RunnableFolder,
  [count = '500', first = '0']: readonly (string | undefined)[],
): readonly RunnableFolder[] {
  // A prime step reaches every combination, and unlike ones one after another.
  const step = 7919;
  return Array.from({ length: Number(count) }, (_, index) => make((Number(first) + index) * step));
}

async function onProcesses(folders: readonly RunnableFolder[]): Promise<boolean> {
  let failed = 0;
  for (const [index, { what, pieces, kind }] of folders.entries()) {
    const project = await Scaffolded.generated(pieces, kind);
    try {
      await project.run('process');
    } catch (error) {
      failed += 1;
      console.log(`failed: ${what}\n${error instanceof Error ? error.message : String(error)}`);
    } finally {
      project.remove();
    }
    if (index % 25 === 24) console.log(`${String(index + 1)} of ${String(folders.length)}, ${String(failed)} failed`);
  }
  console.log(`${String(folders.length)} run, ${String(failed)} failed`);
  return failed === 0;
}

void main(process.argv.slice(2)).then((isWell) => {
  process.exitCode = isWell ? 0 : 1;
});
