import { Scaffolded } from '../../docker/local/scaffolded';
import { numberedFolder } from './generated';

/** `npm run generated [-- COUNT [FIRST]]`: generate containers for so many folders, and run each on plain processes. */
async function main(): Promise<void> {
  const [count = 500, first = 0] = process.argv.slice(2).map(Number);
  const step = 7919;
  let failed = 0;
  for (let index = 0; index < count; index += 1) {
    // A prime step reaches every combination, and unlike ones one after another.
    const { what, pieces, kind } = numberedFolder((first + index) * step);
    const project = await Scaffolded.generated(pieces, kind);
    try {
      await project.run('process');
    } catch (error) {
      failed += 1;
      console.log(`failed: ${what}\n${error instanceof Error ? error.message : String(error)}`);
    } finally {
      project.remove();
    }
    if (index % 25 === 24) console.log(`${String(index + 1)} of ${String(count)}, ${String(failed)} failed`);
  }
  console.log(`${String(count)} run, ${String(failed)} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
