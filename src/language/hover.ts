import type { Hover } from 'vscode-languageserver';
import { TextPositions } from '../definitions/textPosition';
import { specOf } from '../validation/hyperparameters/hyperparameterSpec';
import { describeParameter, hyperparameterHelp } from './hyperparameterHelp';
import { imageHelp } from './imageHelp';
import { draftOf, jsonPlace, pathOfNode } from './jsonPlace';
import type { LanguageContext } from './languageContext';

/** What is known of the hyperparameter or image at an offset of a definition. */
export async function hover(
  uri: string,
  text: string,
  offset: number,
  context: LanguageContext,
): Promise<Hover | null> {
  const path = context.pathOf(uri);
  const definition = path === undefined ? undefined : draftOf(path, text);
  const { node } = jsonPlace(text, offset);
  if (!definition || !node) return null;
  const way = pathOfNode(node);
  const value = imageHelp(way, node.value) ?? (await parameterText());
  if (value === undefined) return null;
  return { contents: { kind: 'markdown', value }, range: new TextPositions(text).range(node.offset, node.length) };

  async function parameterText(): Promise<string | undefined> {
    const help = definition && (await hyperparameterHelp(definition, way, context));
    const spec = help && specOf(help.known, help.name);
    return spec && describeParameter(spec, help.known.by);
  }
}
