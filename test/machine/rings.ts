import type { Requirement } from './requirements';
import { requirements } from './requirements';
import type { EditorName } from './editorInstall';

/** One kind of test. Rings run in the order of the list: cheap and general first. */
export type Ring = CommandRing | BundleRing | TestRing | HostRing;

interface Named {
  readonly name: string;
  /** What a pass of it means. */
  readonly title: string;
}

/** A program of node_modules that must end well. */
export interface CommandRing extends Named {
  readonly kind: 'command';
  readonly arguments: readonly string[];
}

/** Builds and packages the extension, then looks at the package. */
export interface BundleRing extends Named {
  readonly kind: 'bundle';
  readonly folder: string;
}

/** Test files run by mocha in plain Node. */
export interface TestRing extends Named {
  readonly kind: 'tests';
  /** Below test/. */
  readonly folder: string;
  /** What the set-up must have ready; nothing for tests that need only Node. */
  readonly needs: readonly Need[];
  /** Runs only when it is asked for. */
  readonly onlyByName?: true;
  /** Mostly waits, as what is tested waits: other rings may run at the same time. */
  readonly isPatient?: true;
}

/** Test files run by mocha in the extension host of an editor. */
export interface HostRing extends Named {
  readonly kind: 'host';
  readonly folder: string;
  readonly editor: EditorName;
  readonly needs: readonly Need[];
}

/** `engine`: a Docker engine with the base image; `bundle`: the built, packaged extension; `compiler`: one of C, for packages of Python. */
export type Need = 'engine' | 'bundle' | 'editor' | 'namespaces' | 'compiler';

export const rings: readonly Ring[] = [
  {
    kind: 'command',
    name: 'format',
    title: 'Every file is formatted',
    arguments: ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  },
  { kind: 'command', name: 'lint', title: 'No lint', arguments: ['eslint/bin/eslint.js', '.'] },
  { kind: 'command', name: 'types', title: 'Types fit', arguments: ['typescript/bin/tsc', '--noEmit'] },
  {
    kind: 'command',
    name: 'types-webviews',
    title: 'Types fit in the browser',
    arguments: ['typescript/bin/tsc', '--noEmit', '-p', 'src/webviews'],
  },
  { kind: 'tests', name: 'unit', title: 'Data in, data out; guards of the code itself', folder: 'unit', needs: [] },
  { kind: 'bundle', name: 'bundle', title: 'Build, package, budget', folder: 'bundle' },
  { kind: 'tests', name: 'process', title: 'Containers as plain processes', folder: 'process', needs: ['namespaces'] },
  { kind: 'tests', name: 'docker', title: 'A real Docker engine', folder: 'docker', needs: ['engine'] },
  {
    kind: 'tests',
    name: 'check',
    title: 'Containers that are right, and wrong in one way each',
    folder: 'check',
    needs: ['engine'],
    isPatient: true,
  },
  {
    kind: 'tests',
    name: 'templates',
    title: 'Projects of templates, on a real engine and on none',
    folder: 'templates',
    needs: ['engine', 'compiler'],
    isPatient: true,
  },
  {
    kind: 'tests',
    name: 'clients',
    title: 'AWS clients and the endpoint on this machine',
    folder: 'clients',
    needs: ['engine'],
    isPatient: true,
  },
  { kind: 'tests', name: 'cli', title: 'The packaged command line', folder: 'cli', needs: ['bundle', 'engine'] },
  host('1.90', 'The packaged extension in the oldest editor'),
  host('current', 'The packaged extension in a current editor'),
  {
    kind: 'tests',
    name: 'ui',
    title: 'The packaged extension as a person sees it',
    folder: 'ui',
    needs: ['bundle', 'engine', 'editor'],
  },
  {
    kind: 'tests',
    name: 'pictures',
    title: 'Pictures of pages, for npm run pictures',
    folder: 'pictures',
    needs: ['bundle', 'engine', 'editor'],
    onlyByName: true,
  },
];

function host(editor: EditorName, title: string): HostRing {
  return { kind: 'host', name: `host-${editor}`, title, folder: 'host', editor, needs: ['bundle', 'engine', 'editor'] };
}

/**
 * The rings that words of a command line name, in their fixed order; for no words all but those that must be named.
 * `host` names both host rings.
 * @throws Error for a word that names none
 */
export function selectRings(words: readonly string[]): readonly Ring[] {
  const isNamed = ({ name }: Ring, word: string): boolean => name === word || name.startsWith(`${word}-`);
  const unknown = words.find((word) => !rings.some((ring) => isNamed(ring, word)));
  if (unknown !== undefined) {
    throw new Error(`There is no ring "${unknown}". The rings are: ${rings.map(({ name }) => name).join(', ')}.`);
  }
  const isUsual = (ring: Ring): boolean => !('onlyByName' in ring);
  return rings.filter((ring) => (words.length === 0 ? isUsual(ring) : words.some((word) => isNamed(ring, word))));
}

/** What a ring needs of the machine. */
export function needsOf(ring: Ring): readonly Need[] {
  return 'needs' in ring ? ring.needs : [];
}

/** What the machine must have for a need to be met by the set-up. */
export const requirementsOf: Readonly<Record<Need, readonly Requirement[]>> = {
  bundle: [],
  namespaces: [
    ...[requirements.python, requirements.unshare, requirements.setpriv, requirements.tini, requirements.ip],
    ...[requirements.gcc, requirements.headers],
  ],
  engine: [
    ...[requirements.dockerd, requirements.mmdebstrap, requirements.python, requirements.pip, requirements.registry],
    ...[requirements.unshare, requirements.setpriv, requirements.tini, requirements.ip],
  ],
  editor: [requirements.chromium, requirements.fonts],
  compiler: [requirements.gcc, requirements.headers, requirements.pythonHeaders],
};
