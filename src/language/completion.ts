import type { CompletionItem } from 'vscode-languageserver';
import { TextPositions } from '../definitions/textPosition';
import {
  describeParameter,
  freeParameters,
  hyperparameterHelp,
  wordsOf,
  type HyperparameterHelp,
} from './hyperparameterHelp';
import { imageCompletions } from './imageHelp';
import { draftOf, jsonPlace, type JsonPlace } from './jsonPlace';
import { checkedFile, contextOf, type DocumentId } from './documentFile';
import type { LanguageContext } from './languageContext';
import { schemaCompletions } from './sparkml/schemaCompletion';

/** Numbers of the protocol, so that this file needs its types only. */
const kinds = { property: 10, value: 12 } as const;
const snippet = 2;

/** What may be written at an offset: keys and words of a schema; in a definition, names of hyperparameters not given yet, words for their values, images of AWS. */
export async function completions(
  document: DocumentId,
  text: string,
  offset: number,
  context: LanguageContext,
): Promise<CompletionItem[]> {
  const items = await itemsAt(document, text, offset, context);
  const { translate } = context;
  return translate ? items.map((item) => inLanguage(item, translate)) : items;
}

/** What explains an item; its label is what is written. */
function inLanguage(item: CompletionItem, translate: (text: string) => string): CompletionItem {
  const { detail, documentation } = item;
  return {
    ...item,
    ...(detail !== undefined && { detail: translate(detail) }),
    ...(typeof documentation === 'object' && {
      documentation: { ...documentation, value: translate(documentation.value) },
    }),
  };
}

async function itemsAt(
  document: DocumentId,
  text: string,
  offset: number,
  around: LanguageContext,
): Promise<CompletionItem[]> {
  const file = checkedFile(document, text, around);
  if (!file) return [];
  const context = contextOf(document, around);
  const inSchema = await schemaCompletions(file, offset, context);
  if (inSchema) return inSchema;
  const definition = draftOf(file.path, text);
  if (!definition) return [];
  const place = jsonPlace(text, offset);
  const range = new TextPositions(text).range(place.node?.offset ?? offset, place.node?.length ?? 0);
  if (!place.isKey) {
    const images = imageCompletions(place.path, place.node?.value, text);
    if (images.length > 0)
      return images.map((item) => ({ ...item, textEdit: { range, newText: JSON.stringify(item.label) } }));
  }
  const help = await hyperparameterHelp(definition, place.path, context);
  if (!help) return [];
  return place.isKey ? names(help, place, text, range) : words(help, range);
}

type Range = ReturnType<TextPositions['range']>;

function names(help: HyperparameterHelp, { node }: JsonPlace, text: string, range: Range): CompletionItem[] {
  const end = node ? node.offset + node.length : 0;
  const hasValue = node !== undefined && /^\s*:/.test(text.slice(end));
  return freeParameters(help).map((spec, index) => ({
    label: spec.name,
    kind: kinds.property,
    detail: help.known.by,
    documentation: { kind: 'markdown', value: describeParameter(spec, help.known.by) },
    filterText: JSON.stringify(spec.name),
    sortText: String(index).padStart(3, '0'),
    insertTextFormat: hasValue ? 1 : snippet,
    textEdit: { range, newText: JSON.stringify(spec.name) + (hasValue ? '' : ': "$1"') },
  }));
}

function words(help: HyperparameterHelp, range: Range): CompletionItem[] {
  return wordsOf(help).map((word) => ({
    label: word,
    kind: kinds.value,
    filterText: JSON.stringify(word),
    textEdit: { range, newText: JSON.stringify(word) },
  }));
}
