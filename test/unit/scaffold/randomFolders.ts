import fc from 'fast-check';
import type { FolderFile, FolderFiles } from '../../../src/scaffold/generate/folderFiles';
import { containerKinds, type ContainerKind } from '../../../src/scaffold/generate/proposal';
import { lists, others, processors, rest, runnable, servers, type Piece } from './folderPieces';

/** Somebody's folder, and what he asks for. */
export interface RandomFolder {
  readonly name: string;
  readonly pieces: Piece;
  readonly kind: ContainerKind | undefined;
}

const maybe = (...pieces: readonly Piece[]): fc.Arbitrary<Piece> =>
  fc.option(fc.constantFrom(...pieces), { nil: {}, freq: 4 });

/** Folders with a mix of programs, lists of packages and other things; also with none, or several that say different things. */
export const randomFolders: fc.Arbitrary<RandomFolder> = fc
  .record({
    name: fc.constantFrom('cars', 'Our Model (v2)', '模型', 'x'.repeat(60), 'a_b.c'),
    train: maybe(...Object.values<Piece>(runnable), ...others.train),
    serve: maybe(...Object.values<Piece>(servers), ...others.serve),
    process: maybe(...Object.values<Piece>(processors), ...others.process),
    list: fc.constantFrom(...lists),
    rest: fc.subarray([...rest], { maxLength: 5 }),
    kind: fc.constantFrom(undefined, ...containerKinds),
  })
  .map(({ name, train, serve, process, list, rest: more, kind }) => ({
    name,
    kind,
    pieces: Object.assign({}, ...more, list, process, serve, train) as Piece,
  }));

/** What `readFolder` would say of it. */
export function folderOfPieces({ name, pieces }: Pick<RandomFolder, 'name' | 'pieces'>): FolderFiles {
  const files = Object.entries(pieces).map(([path, text]): FolderFile => ({
    path,
    text,
    size: text.length,
    isExecutable: text.startsWith('#!'),
    ...(/\.[ct]sv$/.test(path) && { head: text }),
  }));
  return { name, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), links: [], isWhole: true };
}
