import type { SyntaxNode } from '@lezer/common';
import { joined, plainText, type MappedText } from '../mappedText';
import { argumentsOf, childrenOf, listItems, textOf, type PythonSource } from './parsePython';
import { pythonFormat } from './pythonFormat';
import { PythonImports } from './pythonImports';
import { pythonJson, pythonRepr } from './pythonJson';
import type { PythonItem, PythonValue } from './pythonLiteral';
import { PythonNames, type NameUse } from './pythonNames';
import { pythonString } from './pythonString';

/** No schema is nested as deeply. */
const deepest = 30;

/** Finds out what expressions certainly are. What code makes, no matter how simple, is not known. */
export class PythonValues {
  private readonly imports: PythonImports;
  private readonly names: PythonNames;

  constructor(source: PythonSource) {
    this.imports = new PythonImports(source);
    this.names = new PythonNames(source, this.imports);
  }

  valueOf(source: PythonSource, node: SyntaxNode, depth = 0): PythonValue | undefined {
    if (depth > deepest) return undefined;
    const use = { source, node };
    switch (node.name) {
      case 'String':
        return asText(pythonString(source, node));
      case 'ContinuedString':
        return this.continued(use, depth);
      case 'FormatString':
        return this.formatted(use, depth);
      case 'NamedExpression': {
        const value = node.lastChild;
        return value ? this.valueOf(source, value, depth + 1) : undefined;
      }
      case 'ParenthesizedExpression':
        return this.inner(use, depth);
      case 'BinaryExpression':
        return this.concatenated(use, depth);
      case 'DictionaryExpression':
        return this.dict(use, depth);
      case 'ArrayExpression':
      case 'TupleExpression':
        return this.list(use, depth);
      case 'CallExpression':
        return this.call(use, depth);
      case 'VariableName':
        return this.named(use, depth);
      default:
        return scalar(source, node);
    }
  }

  private inner({ source, node }: NameUse, depth: number): PythonValue | undefined {
    const [content, ...more] = listItems(node).flat();
    return content && more.length === 0 ? this.valueOf(source, content, depth + 1) : undefined;
  }

  private continued({ source, node }: NameUse, depth: number): PythonValue | undefined {
    const parts = childrenOf(node)
      .filter(({ name }) => name !== 'Comment')
      .map((part) => plain(this.valueOf(source, part, depth + 1)));
    return parts.every((part) => part !== undefined) ? asText(joined(parts)) : undefined;
  }

  private formatted({ source, node }: NameUse, depth: number): PythonValue | undefined {
    const printed = (part: SyntaxNode): MappedText | undefined => {
      const value = this.valueOf(source, part, depth + 1);
      return value?.kind === 'dict' || value?.kind === 'list' ? pythonRepr(source, value) : plain(value);
    };
    return asText(pythonFormat(source, node, printed));
  }

  private concatenated({ source, node }: NameUse, depth: number): PythonValue | undefined {
    const [left, sign, right] = childrenOf(node).filter(({ name }) => name !== 'Comment');
    if (!left || !right || sign?.name !== 'ArithOp' || textOf(source, sign) !== '+') return undefined;
    const texts = [left, right].flatMap((part) => plain(this.valueOf(source, part, depth + 1)) ?? []);
    return texts.length === 2 ? asText(joined(texts)) : undefined;
  }

  private dict({ source, node }: NameUse, depth: number): PythonValue | undefined {
    const items = listItems(node).map(([key, colon, value, ...more]): PythonItem | undefined => {
      if (!key || colon?.name !== ':' || !value || more.length > 0) return undefined;
      const name = this.valueOf(source, key, depth + 1);
      const item = this.valueOf(source, value, depth + 1);
      return name?.kind === 'text' && item ? { key: name, value: item } : undefined;
    });
    return items.every((item) => item !== undefined) ? { kind: 'dict', node, items } : undefined;
  }

  /** `dict(input=…, output=…)` */
  private dictCall({ source, node }: NameUse, depth: number): PythonValue | undefined {
    const items = argumentsOf(source, node).map(({ name, nameNode, value }): PythonItem | undefined => {
      const item = value && this.valueOf(source, value, depth + 1);
      if (name === undefined || !nameNode || !item) return undefined;
      return { key: { kind: 'text', text: plainText(name, nameNode.from) }, value: item };
    });
    return items.every((item) => item !== undefined) ? { kind: 'dict', node, items } : undefined;
  }

  private list({ source, node }: NameUse, depth: number): PythonValue | undefined {
    const items = listItems(node).map(([value, ...more]): PythonItem | undefined => {
      const item = value && more.length === 0 ? this.valueOf(source, value, depth + 1) : undefined;
      return item && { value: item };
    });
    return items.every((item) => item !== undefined) ? { kind: 'list', node, items } : undefined;
  }

  private named({ source, node }: NameUse, depth: number): PythonValue | undefined {
    const use = { source, node };
    const bound = this.names.valueOf(use);
    const value = bound && this.valueOf(source, bound.node, depth + 1);
    const isCertain = value?.kind === 'dict' || value?.kind === 'list' ? this.names.isUntouched(use) : true;
    return isCertain ? value : undefined;
  }

  private call({ source, node }: NameUse, depth: number): PythonValue | undefined {
    const callee = node.firstChild;
    if (!callee) return undefined;
    const [first, ...more] = argumentsOf(source, node);
    const isCallOf = (pattern: RegExp) => this.imports.namesOf(callee).every((name) => pattern.test(name));
    if (isCallOf(/^dict$/)) return this.dictCall({ source, node }, depth);
    if (isCallOf(/^(?:(?:simple)?json\.)?dumps$/)) {
      const value = first?.value && !first.name && !first.unpacked && this.valueOf(source, first.value, depth + 1);
      return value ? pythonJson(source, value, more) : undefined;
    }
    if (isCallOf(/^(?:str|repr)$/) && first?.value && more.length === 0) {
      const value = this.valueOf(source, first.value, depth + 1);
      const text = value && value.kind !== 'text' ? pythonRepr(source, value) : undefined;
      return text && { kind: 'text', text, printedBy: callee };
    }
    return this.stripped({ source, node: callee }, first !== undefined, depth);
  }

  /** `"…".strip()` */
  private stripped({ source, node }: NameUse, hasArguments: boolean, depth: number): PythonValue | undefined {
    const [target, , method] = childrenOf(node);
    if (node.name !== 'MemberExpression' || !target || method?.name !== 'PropertyName' || hasArguments)
      return undefined;
    if (textOf(source, method) !== 'strip') return undefined;
    const value = this.valueOf(source, target, depth + 1);
    if (value?.kind !== 'text') return undefined;
    const { text } = value.text;
    const start = text.length - text.trimStart().length;
    return { kind: 'text', text: value.text.slice(start, Math.max(start, text.trimEnd().length)) };
  }
}

/** Text that is not what is printed of something else. */
function plain(value: PythonValue | undefined): MappedText | undefined {
  return value?.kind === 'text' && !value.printedBy ? value.text : undefined;
}

function asText(text: MappedText | undefined): PythonValue | undefined {
  return text && { kind: 'text', text };
}

function scalar(source: PythonSource, node: SyntaxNode): PythonValue | undefined {
  const text = textOf(source, node);
  if (node.name === 'None') return { kind: 'none', node, json: 'null' };
  if (node.name === 'Boolean') return { kind: 'boolean', node, json: text.toLowerCase() };
  const isNumber =
    (node.name === 'Number' || node.name === 'UnaryExpression') && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text);
  return isNumber ? { kind: 'number', node, json: text } : undefined;
}
