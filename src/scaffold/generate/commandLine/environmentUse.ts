import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, childrenOf, nodesOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import { optionDefault, type ProgramOption } from './programOption';
import { assignmentsIn } from '../python/pythonTexts';

/** What a program takes of its environment, as far as its text tells. */
export interface EnvironmentUse {
  /** Hyperparameters that it takes by name: `SM_HP_EPOCHS`, keys of `SM_HPS` and of hyperparameters.json. */
  readonly hyperparameters: readonly ProgramOption[];
  /** Variables of its own that it can't do without. */
  readonly needed: readonly string[];
}

/** A variable that is read. */
interface Read {
  readonly name: string;
  readonly node: SyntaxNode;
  /** What stands in for it. */
  readonly otherwise?: SyntaxNode;
  readonly required: boolean;
}

/** Those that somebody else always sets. */
const given =
  /^(?:SM_|SAGEMAKER_|AWS_|TRAINING_JOB_|PYTHON|CUDA|NVIDIA|LC_|MASTER_|NCCL_|OMP_|KUBERNETES_)|^(?:HOME|PATH|USER|LANG|PWD|SHELL|TMPDIR|HOSTNAME|RANK|LOCAL_RANK|WORLD_SIZE|PORT|HOST|SERVER_PORT|MODEL_DIR)$/;

/** What a program takes of its environment. */
export function environmentUse(source: PythonSource): EnvironmentUse {
  if (!/\benviron\b|\bgetenv\b|hyperparameters\.json/.test(source.text)) return { hyperparameters: [], needed: [] };
  const reads = [
    ...nodesOf(source.root, 'MemberExpression').flatMap((node) => subscript(source, node, isEnvironment)),
    ...nodesOf(source.root, 'CallExpression').flatMap((node) => got(source, node, isEnvironment)),
  ];
  const own = reads.filter(({ name }) => name.startsWith('SM_HP_'));
  // What a program sets, or has a value for elsewhere, it can do without.
  const set = new Set(reads.filter(({ required, node }) => !required || isTarget(node)).map(({ name }) => name));
  const needed = reads.filter(({ name }) => !given.test(name) && !set.has(name)).map(({ name }) => name);
  return {
    hyperparameters: unique([
      ...own.map((one) => ({ ...optionOf(source, one), name: one.name.slice('SM_HP_'.length).toLowerCase() })),
      ...keysIn(source),
    ]),
    needed: [...new Set(needed)],
  };
}

function unique(options: readonly ProgramOption[]): readonly ProgramOption[] {
  return [...new Map(options.map((one) => [one.name, one])).values()];
}

function isEnvironment(text: string): boolean {
  return /^(?:os\.)?environ$/.test(text);
}

/** `os.environ["NAME"]`. */
function subscript(source: PythonSource, node: SyntaxNode, isOwner: (text: string) => boolean): readonly Read[] {
  const [owner, bracket, key] = childrenOf(node);
  if (!owner || bracket?.name !== '[' || !key || !isOwner(textOf(source, owner))) return [];
  const name = pythonString(source, key)?.text;
  return name === undefined ? [] : [{ name, node, required: true }];
}

/** `os.environ.get("NAME", value)`, `os.getenv("NAME", value)`. */
function got(source: PythonSource, node: SyntaxNode, isOwner: (text: string) => boolean): readonly Read[] {
  const callee = node.firstChild ? textOf(source, node.firstChild) : '';
  const isGet = /^(?:os\.)?getenv$/.test(callee) && isOwner('os.environ');
  const [, owner] = /^(.*)\.(?:get|setdefault|pop)$/.exec(callee) ?? [];
  if (!isGet && (owner === undefined || !isOwner(owner))) return [];
  const [first, second] = argumentsOf(source, node);
  const name = first?.value && pythonString(source, first.value)?.text;
  return name === undefined ? [] : [{ name, node, required: false, ...(second?.value && { otherwise: second.value }) }];
}

function isTarget(node: SyntaxNode): boolean {
  return node.parent?.name === 'AssignStatement' && node.parent.firstChild?.from === node.from;
}

/** A hyperparameter with the type that it is turned into. */
function optionOf(source: PythonSource, { name, node, otherwise, required }: Read): ProgramOption {
  const around = node.parent?.parent?.name === 'CallExpression' ? node.parent.parent.firstChild : null;
  const type = around ? textOf(source, around) : '';
  return {
    name,
    type: type === 'int' ? 'integer' : type === 'float' ? 'float' : 'string',
    required,
    ...optionDefault(source, otherwise),
  };
}

/** Keys of what was read of hyperparameters.json, or of SM_HPS. */
function keysIn(source: PythonSource): readonly ProgramOption[] {
  const all = assignmentsIn(source);
  const place = /hyperparameters\.json|\bSM_HPS\b/;
  const paths = all.filter(({ value }) => place.test(textOf(source, value))).map(({ name }) => name);
  // A path may be opened by its name, and what is opened be read by another.
  const opened = [...source.text.matchAll(/\bopen\(\s*(\w+)[^)\n]*\)\s*as\s+(\w+)/g)]
    .filter(([, path = '']) => paths.includes(path))
    .map(([, , file = '']) => file);
  const direct = [...source.text.matchAll(/\bopen\([^)\n]*hyperparameters\.json[^\n]*\bas\s+(\w+)/g)].map(
    ([, file = '']) => file,
  );
  const known = [...paths, ...opened, ...direct];
  const words = new RegExp(String.raw`\b(?:${['hyperparameters\\.json', 'SM_HPS', ...known].join('|')})\b`);
  const holders = new Set(
    all
      .filter(({ value }) => /\bjson\.loads?\(/.test(textOf(source, value)) && words.test(textOf(source, value)))
      .map(({ name }) => name),
  );
  const isHolder = (text: string): boolean => holders.has(text);
  return [
    ...nodesOf(source.root, 'MemberExpression').flatMap((node) => subscript(source, node, isHolder)),
    ...nodesOf(source.root, 'CallExpression').flatMap((node) => got(source, node, isHolder)),
  ]
    .filter(({ node }) => !isTarget(node))
    .map((one) => optionOf(source, one));
}
