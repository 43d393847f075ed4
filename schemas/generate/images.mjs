// Writes ../data/images.json, where AWS keeps its own SageMaker images: repositories, the accounts that own them in each region, and tags.
// The facts are those of the Python SDK (package sagemaker-core). Run: npm run generate (needs python3 with pip).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = 'sagemaker-core==2.27.0';
const data = join(dirname(dirname(fileURLToPath(import.meta.url))), 'data');
/** Files of the folder that describe no images. */
const others = new Set(['instance_gpu_info']);

function loadConfigs() {
  const folder = mkdtempSync(join(tmpdir(), 'sagemaker-core-'));
  try {
    const python = process.platform === 'win32' ? 'python' : 'python3';
    execFileSync(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, source], {
      stdio: 'inherit',
    });
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
    execFileSync(python, ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
    const configs = join(folder, 'sagemaker', 'core', 'image_uri_config');
    return readdirSync(configs)
      .sort()
      .map((file) => [file.replace(/\.json$/, ''), file])
      .filter(([framework, file]) => file.endsWith('.json') && !others.has(framework))
      .map(([framework, file]) => [framework, JSON.parse(readFileSync(join(configs, file), 'utf8'))]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const inherited = ['processors', 'py_versions', 'registries', 'repository', 'container_version', 'tag_prefix'];

const own = (config) => Object.fromEntries(inherited.flatMap((key) => (key in config ? [[key, config[key]]] : [])));

/** Every published version with all that holds for it, and the scope (training, inference, …) where the file says one. */
function leaves(config, scope = config.scope, outer = {}) {
  const facts = { ...outer, ...own(config) };
  if (!config.versions) {
    return Object.entries(config).flatMap(([name, inner]) => (inner?.versions ? leaves(inner, [name], facts) : []));
  }
  const aliases = Object.entries(config.version_aliases ?? {});
  return Object.entries(config.versions).flatMap(([version, inner]) => {
    const names = [version, ...aliases.filter(([, target]) => target === version).map(([alias]) => alias)];
    return names.flatMap((name) => versionLeaves(name, inner, { ...facts, scope }));
  });
}

function versionLeaves(version, config, outer) {
  const facts = { ...outer, ...own(config) };
  const nested = Object.entries(config).filter(([, inner]) => inner?.repository || inner?.registries);
  if (nested.length > 0) {
    return nested.flatMap(([base, inner]) => versionLeaves(hubVersion(base, version), inner, facts));
  }
  return facts.repository ? [{ ...facts, prefix: facts.tag_prefix ?? version }] : [];
}

/** Images of Hugging Face carry the version of the framework below them first. */
const hubVersion = (base, version) => `${base.replace(/^[a-z]+/, '')}-transformers${version}`;

/** Tags without what a container version adds: `2.0.0-gpu-py310`. What the SDK writes after them is kept where it is always there. */
function stems({ prefix, processors, py_versions, container_version }) {
  const suffix = (processor) => (container_version?.[processor] ? `-${container_version[processor]}` : '');
  const kinds = processors?.length ? processors.map((name) => [`-${name}`, suffix(name)]) : [['', '']];
  const pythons = py_versions?.length ? py_versions.map((name) => `-${name}`) : [''];
  return kinds.flatMap(([kind, end]) => pythons.map((python) => [prefix, `${kind}${python}${end}`]));
}

function collect(configs) {
  const repositories = new Map();
  for (const [framework, config] of configs) {
    for (const leaf of leaves(config)) {
      const known = repositories.get(leaf.repository) ?? { frameworks: new Set(), scopes: new Set(), accounts: {}, tags: new Map() };
      repositories.set(leaf.repository, known);
      known.frameworks.add(framework);
      for (const scope of leaf.scope ?? []) known.scopes.add(scope);
      Object.assign(known.accounts, leaf.registries);
      for (const [prefix, end] of stems(leaf)) known.tags.set(prefix, (known.tags.get(prefix) ?? new Set()).add(end));
    }
  }
  return repositories;
}

const byVersion = (a, b) => b.localeCompare(a, 'en', { numeric: true });

/** Versions that have the same ends share one row: `[[versions], [ends]]`, newest first. */
function tagRows(tags) {
  const rows = new Map();
  for (const prefix of [...tags.keys()].sort(byVersion)) {
    const ends = [...tags.get(prefix)].sort();
    const key = ends.join(' ');
    rows.set(key, [[...(rows.get(key)?.[0] ?? []), prefix], ends]);
  }
  return [...rows.values()];
}

/** Accounts by region as `account: regions`; each distinct map is written once. */
function compact(repositories) {
  const maps = [];
  const rows = [...repositories].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { frameworks, scopes, accounts, tags }]) => {
    const regions = {};
    for (const [region, account] of Object.entries(accounts).sort()) (regions[account] ??= []).push(region);
    const text = JSON.stringify(Object.fromEntries(Object.entries(regions).map(([account, list]) => [account, list.join(' ')])));
    if (!maps.includes(text)) maps.push(text);
    return JSON.stringify({
      name,
      frameworks: [...frameworks],
      scopes: [...scopes].sort(),
      accounts: maps.indexOf(text),
      tags: tagRows(tags),
    });
  });
  return `{"accounts":[\n${maps.join(',\n')}\n],"repositories":[\n${rows.join(',\n')}\n]}\n`;
}

mkdirSync(data, { recursive: true });
writeFileSync(join(data, 'images.json'), compact(collect(loadConfigs())));
