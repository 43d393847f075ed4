import type { Hover } from 'vscode-languageserver';
import { TextPositions } from '../definitions/textPosition';
import { specOf } from '../validation/hyperparameters/hyperparameterSpec';
import { describeParameter, hyperparameterHelp } from './hyperparameterHelp';
import { imageHelp } from './imageHelp';
import { draftOf, jsonPlace, pathOfNode } from './jsonPlace';
import { metricHelp } from './metricHelp';
import { checkedFile, contextOf, type DocumentId } from './documentFile';
import type { LanguageContext } from './languageContext';
import { schemaHover, type MarkdownHover } from './sparkml/schemaHover';

/** What is known of the part of a schema at an offset; in a definition, of the hyperparameter or image. */
export async function hover(
  document: DocumentId,
  text: string,
  offset: number,
  context: LanguageContext,
): Promise<Hover | null> {
  const found = await helpAt(document, text, offset, context);
  if (!found || !context.translate) return found;
  return { ...found, contents: { ...found.contents, value: context.translate(found.contents.value) } };
}

async function helpAt(
  document: DocumentId,
  text: string,
  offset: number,
  around: LanguageContext,
): Promise<MarkdownHover | null> {
  const file = checkedFile(document, text, around);
  if (!file) return null;
  const { path } = file;
  const context = contextOf(document, around);
  const inSchema = await schemaHover(file, offset, context);
  if (inSchema) return inSchema;
  const definition = draftOf(path, text);
  const { node } = jsonPlace(text, offset);
  if (!definition || !node) return null;
  const way = pathOfNode(node);
  const value = imageHelp(way, node.value) ?? metricHelp(way, node.value, path, context) ?? (await parameterText());
  if (value === undefined) return null;
  return { contents: { kind: 'markdown', value }, range: new TextPositions(text).range(node.offset, node.length) };

  async function parameterText(): Promise<string | undefined> {
    const help = definition && (await hyperparameterHelp(definition, way, context));
    const spec = help && specOf(help.known, help.name);
    return spec && describeParameter(spec, help.known.by);
  }
}
