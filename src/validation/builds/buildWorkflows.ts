import type { Diagnostic } from '../../definitions/diagnostic';
import type { TextPositions } from '../../definitions/textPosition';
import { entryOf, placedData, type DataMap, type DataNode } from '../../grammars/dataNode';
import type { MappedText } from '../../grammars/mappedText';
import { located } from '../environments/judgeEnvironments';
import { checkBuildCommands } from './buildCommands';

/** Keys under which workflows and build specifications have commands. */
const commandKeys = /^(?:run|commands|script|before_script|after_script)$/;

/** G4 in the commands of a workflow, and in steps that build by an action. */
export function checkBuildWorkflow(root: DataNode, positions: TextPositions): readonly Diagnostic[] {
  return placedData(root).flatMap(({ node, path }): readonly Diagnostic[] => {
    if (node.kind === 'map') return [...checkRuns(node, positions), ...checkAction(node, positions)];
    return commandKeys.test(path.at(-1) ?? '') ? checkTexts(textsOf(node.items), positions) : [];
  });
}

function checkRuns({ entries }: DataMap, positions: TextPositions): readonly Diagnostic[] {
  const values = entries.filter(({ key }) => commandKeys.test(key.text)).map(({ value }) => value);
  return checkTexts(textsOf(values), positions);
}

function textsOf(nodes: readonly DataNode[]): readonly MappedText[] {
  return nodes.flatMap((node) => (node.kind === 'text' ? [node.text] : []));
}

function checkTexts(texts: readonly MappedText[], positions: TextPositions): readonly Diagnostic[] {
  return texts.flatMap((text) => checkBuildCommands(text.text).map((finding) => located(text, finding, positions)));
}

/** The action of Docker's own for GitHub: it attests what it pushes unless it is told not to. */
function checkAction(step: DataMap, positions: TextPositions): readonly Diagnostic[] {
  const uses = textAt(step, 'uses');
  const inputs = entryOf(step, 'with')?.value;
  if (uses?.startsWith('docker/build-push-action@') !== true || inputs?.kind !== 'map') return [];
  const push = entryOf(inputs, 'push');
  const isPushed = textAt(inputs, 'push') === 'true' || (textAt(inputs, 'outputs') ?? '').includes('push=true');
  const isPlain = textAt(inputs, 'provenance') === 'false' && textAt(inputs, 'sbom') !== 'true';
  const place = push?.key ?? entryOf(inputs, 'outputs')?.key;
  if (!isPushed || isPlain || !place) return [];
  const message =
    'This action adds attestations to what it pushes, which makes an OCI index of the image: SageMaker may refuse its media type.';
  const finding = { from: 0, to: place.text.length, code: 'G4', severity: 'warning', message } as const;
  return [located(place, { ...finding, action: 'Write "provenance: false" beside it.' }, positions)];
}

function textAt(map: DataMap, key: string): string | undefined {
  const value = entryOf(map, key)?.value;
  return value?.kind === 'text' ? value.text.text : value?.kind === 'plain' ? value.value : undefined;
}
