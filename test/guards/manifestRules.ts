/** What the manifest says and what the code says must be the same, both ways. Pure: everything is handed in. */
import { contextKeysOf, placeholdersOf, stringsOf, translationKeysOf } from './manifestText';

/** The literal ids of the code: src/vscode/ids.ts. Settings are full names. */
export interface Ids {
  readonly commandIds: readonly string[];
  readonly viewIds: readonly string[];
  /** Types of panels that survive a reload of their window. */
  readonly panelIds?: readonly string[];
  readonly settingIds: readonly string[];
  readonly contextKeys: readonly string[];
}

export type Translations = Readonly<Record<string, string>>;

export interface ManifestFacts {
  readonly manifest: Manifest;
  readonly ids: Ids;
  /** package.nls.json and its translations, by file name. */
  readonly manifestTexts: Readonly<Record<string, Translations>>;
  /** Translations of the code's texts, by file name. */
  readonly codeTexts: Readonly<Record<string, Translations>>;
  /** Source texts by path below src. */
  readonly sources: ReadonlyMap<string, string>;
  /** Files that the package may bring along, by path from its root: media, schemas. */
  readonly files: readonly string[];
}

interface Placed {
  readonly command?: string;
  readonly when?: string;
  readonly view?: string;
  readonly enablement?: string;
}

interface Step {
  readonly id: string;
  readonly when?: string;
  readonly completionEvents?: readonly string[];
}

type Properties = Readonly<Record<string, unknown>>;

/** The parts of package.json that are looked at. */
export interface Manifest {
  readonly activationEvents?: readonly string[];
  readonly l10n?: string;
  readonly contributes?: {
    readonly commands?: readonly (Placed & { readonly command: string })[];
    readonly configuration?: { readonly properties?: Properties } | readonly { readonly properties?: Properties }[];
    readonly views?: Readonly<Record<string, readonly { readonly id: string; readonly when?: string }[]>>;
    readonly viewsContainers?: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome?: readonly Placed[];
    readonly menus?: Readonly<Record<string, readonly Placed[]>>;
    readonly keybindings?: readonly Placed[];
    readonly walkthroughs?: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  };
}

const prefix = 'sagemakerContainers.';

/** Each difference between manifest and code, as a sentence. */
export function manifestFaults(facts: ManifestFacts): readonly string[] {
  return [
    ...idFaults(facts),
    ...useFaults(facts),
    ...contextKeyFaults(facts),
    ...literalFaults(facts),
    ...manifestTextFaults(facts),
    ...codeTextFaults(facts),
    ...fileFaults(facts),
  ];
}

function both(what: string, manifest: readonly string[], code: readonly string[]): readonly string[] {
  return [
    ...manifest.filter((id) => !code.includes(id)).map((id) => `${what} ${id} is in the manifest, not in the code`),
    ...code.filter((id) => !manifest.includes(id)).map((id) => `${what} ${id} is in the code, not in the manifest`),
    ...manifest.filter((id, at) => manifest.indexOf(id) !== at).map((id) => `${what} ${id} is twice in the manifest`),
  ];
}

function settingsOf({ contributes }: Manifest): readonly string[] {
  const sections = [contributes?.configuration ?? []].flat();
  return sections.flatMap(({ properties }) => Object.keys(properties ?? {}));
}

function viewsOf({ contributes }: Manifest): readonly { readonly id: string; readonly when?: string }[] {
  return Object.values(contributes?.views ?? {}).flat();
}

function panelsOf({ activationEvents }: Manifest): readonly string[] {
  return (activationEvents ?? []).flatMap((event) => /^onWebviewPanel:(.*)$/.exec(event)?.[1] ?? []);
}

function placedOf({ contributes }: Manifest): readonly Placed[] {
  return [
    ...Object.values(contributes?.menus ?? {}).flat(),
    ...(contributes?.keybindings ?? []),
    ...(contributes?.viewsWelcome ?? []),
  ];
}

function idFaults({ manifest, ids }: ManifestFacts): readonly string[] {
  const commands = (manifest.contributes?.commands ?? []).map(({ command }) => command);
  const views = viewsOf(manifest).map(({ id }) => id);
  return [
    ...both('command', commands, ids.commandIds),
    ...both('view', views, ids.viewIds),
    ...both('setting', settingsOf(manifest), ids.settingIds),
    ...both('panel', panelsOf(manifest), ids.panelIds ?? []),
  ];
}

/** What menus, keys, welcome texts, walkthroughs and activation events refer to. */
function useFaults({ manifest, ids, manifestTexts }: ManifestFacts): readonly string[] {
  const walkthroughs = manifest.contributes?.walkthroughs ?? [];
  const events = [
    ...(manifest.activationEvents ?? []),
    ...walkthroughs.flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents ?? [])),
  ];
  const links = [...stringsOf(manifest), ...Object.values(manifestTexts).flatMap((texts) => Object.values(texts))];
  const commands = [
    ...placedOf(manifest).flatMap(({ command }) => command ?? []),
    ...events.flatMap((event) => /^onCommand:(.*)$/.exec(event)?.[1] ?? []),
    ...links.flatMap((text) => [...text.matchAll(/\bcommand:(sagemakerContainers\.[\w.]+)/g)].map(([, id = '']) => id)),
  ].filter((id) => id.startsWith(prefix));
  const views = [
    ...placedOf(manifest).flatMap(({ view }) => view ?? []),
    ...events.flatMap((event) => /^onView:(.*)$/.exec(event)?.[1] ?? []),
  ].filter((id) => id.startsWith(prefix));
  const settings = events.flatMap((event) => /^onSettingChanged:(.*)$/.exec(event)?.[1] ?? []);
  const stepIds = walkthroughs.flatMap(({ id, steps }) => steps.map((step) => `${id}#${step.id}`));
  return [
    ...unknown('command', commands, [...ids.commandIds, ...ids.viewIds.map(focusOf)]),
    ...unknown('view', views, ids.viewIds),
    ...unknown('setting', settings, ids.settingIds),
    ...stepIds.filter((id, at) => stepIds.indexOf(id) !== at).map((id) => `walkthrough step ${id} is there twice`),
  ];
}

/** The editor itself brings this command for each view. */
function focusOf(view: string): string {
  return `${view}.focus`;
}

function unknown(what: string, used: readonly string[], known: readonly string[]): readonly string[] {
  return [...new Set(used)].filter((id) => !known.includes(id)).map((id) => `${what} ${id} is used, but there is none`);
}

/** Keys of `when` clauses, and the code that sets them. Settings and views may stand there too. */
function contextKeyFaults({ manifest, ids }: ManifestFacts): readonly string[] {
  const steps = (manifest.contributes?.walkthroughs ?? []).flatMap((one) => one.steps);
  const commands = manifest.contributes?.commands ?? [];
  const conditional: readonly Pick<Placed, 'when' | 'enablement'>[] = [
    ...placedOf(manifest),
    ...viewsOf(manifest),
    ...steps,
    ...commands,
  ];
  const clauses = conditional.flatMap(({ when, enablement }) => [when, enablement].filter((one) => one !== undefined));
  const used = [...new Set(clauses.flatMap(contextKeysOf))];
  const settings = used.filter((key) => key.startsWith('config.')).map((key) => key.slice('config.'.length));
  const keys = used.filter((key) => key.startsWith(prefix) && !ids.viewIds.includes(key));
  return [...both('context key', keys, ids.contextKeys), ...unknown('setting', settings, ids.settingIds)];
}

/** An id that is written out in code but known nowhere is a slip of the pen. */
function literalFaults({ sources, ids, manifest }: ManifestFacts): readonly string[] {
  const containers = Object.values(manifest.contributes?.viewsContainers ?? {}).flat();
  const known = new Set([
    ...[
      ...ids.commandIds,
      ...ids.viewIds,
      ...ids.settingIds,
      ...ids.contextKeys,
      ...ids.viewIds.map(focusOf),
      ...(ids.panelIds ?? []),
    ],
    ...containers.map(({ id }) => id),
    ...(manifest.contributes?.walkthroughs ?? []).map(({ id }) => id),
  ]);
  return [...sources].flatMap(([file, text]) =>
    [...text.matchAll(/['"`](sagemakerContainers\.[\w.]*\w)['"`]/g)]
      .map(([, id = '']) => id)
      .filter((id) => !known.has(id))
      .map((id) => `${file} names ${id}, which the manifest does not know`),
  );
}

/** `%key%` of the manifest, and the files that hold their texts. */
function manifestTextFaults({ manifest, manifestTexts }: ManifestFacts): readonly string[] {
  const used = [...new Set(stringsOf(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []))];
  const english = manifestTexts['package.nls.json'];
  return Object.entries(withRequired(manifestTexts, used, ['package.nls.json', 'package.nls.ja.json'])).flatMap(
    ([name, texts]) => [
      ...used.filter((key) => texts[key] === undefined).map((key) => `${name} has no text for %${key}%`),
      ...Object.keys(texts)
        .filter((key) => !used.includes(key))
        .map((key) => `${name}: nothing uses ${key}`),
      ...placeholderFaults(name, texts, (key) => english?.[key]),
    ],
  );
}

/** Texts of `l10n.t('…')`, and the files that hold their translations. */
function codeTextFaults({ manifest, sources, codeTexts }: ManifestFacts): readonly string[] {
  const found = [...sources].flatMap(([file, text]) => translationKeysOf(file, text));
  const used = [...new Set(found.flatMap(({ key }) => key ?? []))];
  return [
    ...found
      .filter(({ key }) => key === undefined)
      .map(({ place }) => `${place}: the text of l10n.t must be a literal`),
    ...(used.length > 0 && manifest.l10n !== './l10n' ? ['the manifest must say "l10n": "./l10n"'] : []),
    ...Object.entries(withRequired(codeTexts, used, ['bundle.l10n.ja.json'])).flatMap(([name, texts]) => [
      ...used.filter((key) => texts[key] === undefined).map((key) => `${name} has no text for "${key}"`),
      ...Object.keys(texts)
        .filter((key) => !used.includes(key))
        .map((key) => `${name}: nothing uses "${key}"`),
      ...placeholderFaults(name, texts, (key) => key),
    ]),
  ];
}

/** A file of texts that must be there, once there are texts, counts as empty while it is not. */
function withRequired(
  texts: Readonly<Record<string, Translations>>,
  used: readonly string[],
  required: readonly string[],
): Readonly<Record<string, Translations>> {
  return used.length === 0 ? texts : { ...Object.fromEntries(required.map((name) => [name, {}])), ...texts };
}

function placeholderFaults(
  name: string,
  texts: Translations,
  original: (key: string) => string | undefined,
): readonly string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const from = original(key);
    const isSame = from === undefined || placeholdersOf(from).join() === placeholdersOf(text).join();
    return isSame ? [] : [`${name}: the {n} of "${key}" differ from the original's`];
  });
}

/** Files named in the manifest, and files that nothing names. */
function fileFaults({ manifest, files, sources }: ManifestFacts): readonly string[] {
  const named = stringsOf(manifest)
    .map((text) => text.replace(/^\.\//, ''))
    .filter((text) => /^(media|schemas)\/[\w./-]+$/.test(text));
  const code = [...sources.values()].join('\n');
  const isUsed = (file: string): boolean => named.includes(file) || code.includes(file.split('/').at(-1) ?? file);
  return [
    ...[...new Set(named)]
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is named in the manifest, but there is none`),
    ...files.filter((file) => file.startsWith('media/') && !isUsed(file)).map((file) => `nothing uses ${file}`),
  ];
}
