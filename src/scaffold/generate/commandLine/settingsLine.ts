import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, childrenOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import type { CommandLine, SettingsUse } from './commandLine';
import { decoratorName, decoratorsOf } from '../python/pythonParameters';

/** Programs whose settings are a file of YAML, of which the command line changes values: Hydra, and OmegaConf alone. */
export function settingsLine(source: PythonSource, calls: readonly SyntaxNode[]): CommandLine | undefined {
  const main = childrenOf(source.root)
    .flatMap(decoratorsOf)
    .find((node) => /^(?:hydra\.)?(?:main|hydra_main)$/.test(decoratorName(source, node)));
  if (main && /^[ \t]*(?:import|from)[ \t]+hydra\b/m.test(source.text)) return hydraLine(source, main);
  const callee = (call: SyntaxNode): string => (call.firstChild ? textOf(source, call.firstChild) : '');
  if (!calls.some((call) => /(?:^|\.)OmegaConf\.from_cli$/.test(callee(call)))) return undefined;
  const load = calls.find((call) => /(?:^|\.)OmegaConf\.load$/.test(callee(call)));
  const [first] = load ? argumentsOf(source, load) : [];
  const path = first?.value && pythonString(source, first.value)?.text;
  if (path === undefined) return { options: [], assigns: true, unread: 'OmegaConf' };
  return { options: [], assigns: true, settings: { path, isBeside: false } };
}

/** Hydra would write beside its own log, or change to a new folder: it is told to stay where it is. */
function hydraLine(source: PythonSource, main: SyntaxNode): CommandLine {
  const list = argumentsOf(source, main);
  const at = (key: string, place: number): string | undefined => {
    const value =
      list.find(({ name }) => name === key)?.value ?? list.filter(({ name }) => name === undefined)[place]?.value;
    return value && pythonString(source, value)?.text;
  };
  const name = at('config_name', 1);
  const first = ['hydra.run.dir=.', 'hydra.output_subdir=null'];
  if (name === undefined) return { options: [], assigns: true, first, unread: 'Hydra' };
  const path = [at('config_path', 0) ?? '', /\.ya?ml$/.test(name) ? name : `${name}.yaml`].filter(
    (part) => part !== '',
  );
  const settings: SettingsUse = { path: path.join('/'), isBeside: true };
  return { options: [], assigns: true, first, settings };
}
