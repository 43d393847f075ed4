import { importsOf, type Import, type Sources } from './importGraph';

/** What the files of one room may import. */
interface Rule {
  /** Other rooms. */
  readonly rooms: readonly string[];
  /** Rooms of which only types are used. */
  readonly typeRooms?: readonly string[];
  /** Packages at run time; `node:` for all of Node, `node:path` for one module. */
  readonly packages: readonly string[];
  /** Packages of which only types are used. */
  readonly types?: readonly string[];
  /** Single files that may do more, since they are the room's way out into the world. */
  readonly ports?: Readonly<Record<string, readonly string[]>>;
}

const api = ['@aws-sdk/client-sagemaker', '@aws-sdk/client-sagemaker-runtime'];
const paths = ['node:path', 'node:url'];

/** The arrows between the rooms of src. A room that isn't here, or an arrow that isn't here, is not allowed. */
const rules: Readonly<Record<string, Rule>> = {
  contract: { rooms: [], packages: [], types: api },
  definitions: {
    rooms: ['contract'],
    packages: ['jsonc-parser', 'node:util', ...paths],
    types: api,
    ports: { 'definitions/diskFiles.ts': ['node:fs'] },
  },
  records: { rooms: ['contract'], packages: ['jsonc-parser', 'node:stream', 'node:zlib'], types: api },
  grammars: {
    rooms: ['contract'],
    packages: ['@lezer/common', '@lezer/python', 'dockerfile-ast', 'jsonc-parser', 'yaml', 'node:path'],
  },
  validation: {
    rooms: ['grammars', 'definitions', 'contract', 'records'],
    packages: ['ajv', 'dockerfile-ast', 'jsonc-parser', ...paths],
    types: [...api, '@lezer/common'],
    ports: { 'validation/metrics/matchLines.ts': ['node:vm'] },
  },
  jobs: { rooms: ['contract'], packages: [], types: api, ports: { 'jobs/logWriter.ts': ['node:fs', 'node:path'] } },
  machine: { rooms: ['contract'], packages: ['node:fs', 'node:http', 'node:net', 'node:path'] },
  engines: {
    rooms: ['grammars', 'contract'],
    packages: ['node:', 'tar', '@balena/dockerignore'],
    types: api,
  },
  check: { rooms: ['jobs', 'contract'], packages: ['node:path'] },
  local: {
    rooms: ['check', 'engines', 'jobs', 'records', 'definitions', 'validation', 'grammars', 'machine', 'contract'],
    packages: ['node:', 'tar'],
    types: api,
  },
  archives: { rooms: ['definitions', 'contract'], packages: ['node:', 'tar', 'fflate'] },
  aws: {
    rooms: ['jobs', 'records', 'definitions', 'validation', 'machine', 'contract'],
    packages: ['node:', '@aws-sdk', '@smithy', 'https-proxy-agent'],
    types: api,
  },
  scaffold: {
    rooms: ['validation', 'grammars', 'definitions', 'contract'],
    packages: ['mustache', 'diff', 'smol-toml', ...paths],
    types: [...api, '@lezer/common', 'jsonc-parser'],
    ports: {
      'scaffold/answerPattern.ts': ['node:vm'],
      'scaffold/generate/readFolder.ts': ['node:fs/promises'],
      'scaffold/projectFolder.ts': ['node:fs/promises'],
      'scaffold/templateLibrary.ts': ['node:buffer', 'node:fs/promises'],
      'scaffold/writeProject.ts': ['node:fs/promises'],
    },
  },
  texts: { rooms: [], packages: [], ports: { 'texts/readCatalogue.ts': ['node:fs', 'node:path'] } },
  language: {
    rooms: ['texts', 'validation', 'grammars', 'definitions', 'contract'],
    packages: [
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
      'dockerfile-ast',
      'jsonc-parser',
      ...paths,
      'node:timers/promises',
    ],
    types: api,
  },
  probe: { rooms: ['contract'], packages: [] },
  server: {
    rooms: ['jobs', 'validation', 'definitions', 'machine', 'contract'],
    packages: ['node:', '@aws-sdk/checksums', '@smithy/core'],
    types: api,
  },
  terminal: {
    rooms: ['texts', 'check', 'jobs', 'probe', 'validation', 'grammars', 'definitions', 'scaffold', 'contract'],
    packages: ['node:', 'commander'],
    types: api,
  },
  vscode: {
    rooms: ['texts', 'check', 'jobs', 'definitions', 'validation', 'language', 'archives', 'scaffold', 'contract'],
    typeRooms: ['webviews'],
    packages: ['vscode', 'vscode-languageclient', 'node:'],
    types: api,
  },
  webviews: { rooms: [], packages: ['uplot'] },
};

/** The front doors join all parts; `vscode` is for the one that VS Code opens. */
const doors: Readonly<Record<string, readonly string[]>> = {
  'extension.ts': ['vscode', 'vscode-languageclient', 'node:'],
  'cli.ts': ['commander', 'node:'],
  'localApp.ts': ['node:'],
  'lateAws.ts': ['node:'],
  'languageServer.ts': ['vscode-languageserver', 'vscode-languageserver-textdocument', 'node:'],
};

/** Each import that crosses a wall, as a sentence. */
export function importFaults(sources: Sources): readonly string[] {
  return [...sources].flatMap(([file, text]) => {
    const room = file.includes('/') ? (file.split('/')[0] ?? '') : file;
    const allowed = doors[room] ? () => true : rules[room] && allows(rules[room], file, room);
    if (allowed === undefined) return [`${file}: no rule says what ${room} may import`];
    return importsOf(file, text).flatMap((one) => faultOf(file, one, allowed, sources));
  });
}

function faultOf(file: string, one: Import, allowed: (one: Import) => boolean, sources: Sources): readonly string[] {
  const packages = doors[file];
  if (one.isRelative && one.target.startsWith('..')) return [];
  if (one.isRelative && !sources.has(`${one.target}.ts`)) return [`${file} imports ${one.target}, which is not a file`];
  const isAllowed = packages && !one.isRelative ? packages.some((name) => covers(name, one.target)) : allowed(one);
  return isAllowed ? [] : [`${file} must not import ${one.target}${one.isTypeOnly ? ' (type only)' : ''}`];
}

function allows(rule: Rule, file: string, room: string): (one: Import) => boolean {
  const packages = [...rule.packages, ...(rule.ports?.[file] ?? [])];
  return ({ target, isRelative, isTypeOnly }) => {
    if (isRelative) {
      const to = target.split('/')[0] ?? '';
      const isAllowed = to === room || rule.rooms.includes(to) || (isTypeOnly && rule.typeRooms?.includes(to));
      return target.includes('/') && isAllowed === true;
    }
    const names = isTypeOnly ? [...packages, ...(rule.types ?? [])] : packages;
    return names.some((name) => covers(name, target));
  };
}

function covers(name: string, target: string): boolean {
  return target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`);
}
