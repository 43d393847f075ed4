import type { Diagnostic } from '../../../definitions/diagnostic';
import type { InvocationDefinition } from '../../../definitions/definition';
import { TextPositions } from '../../../definitions/textPosition';
import { dataAt } from '../../../grammars/dataNode';
import { jsonData } from '../../../grammars/jsonData';
import { plainText, type MappedText } from '../../../grammars/mappedText';
import { located } from '../../environments/judgeEnvironments';
import type { CheckContext } from '../../files/fileJudge';
import { judgeRequest } from '../requests/judgeRequest';
import { checkAccept, checkContentType } from './headerRules';
import { modelBehind } from './modelBehind';
import { requestDiagnostics } from './requestDiagnostics';
import { containersOf, localPath, type ServedContainer } from './servedContainer';
import { servedSchema } from './servedSchema';

/** R…: what the SparkML container behind a fixture would refuse of it. Nothing for a fixture that expects to be refused. */
export async function checkInvocationRequest(
  definition: InvocationDefinition,
  context: CheckContext,
): Promise<readonly Diagnostic[]> {
  const { request, text } = definition;
  const root = jsonData(text);
  const model = modelBehind(definition, context);
  if (!root || !model || (request.Expect?.StatusCode ?? 200) >= 400) return [];
  const { first, last } = calledContainers(containersOf(model, context), request.TargetContainerHostname);
  const at = (field: string): MappedText => {
    const node = dataAt(root, field);
    // A field that is missing is told at the opening brace.
    return node?.kind === 'text' ? node.text : plainText('{', root.from);
  };
  const positions = new TextPositions(text);
  const accept = last?.isJudged ? checkAccept(request.Accept) : [];
  const type = first?.isJudged ? checkContentType(request.ContentType, request.Body) : [];
  return [
    ...type.map((finding) => located(at('ContentType'), finding, positions)),
    ...accept.map((finding) => located(at('Accept'), finding, positions)),
    ...(first?.isJudged
      ? await bodyDiagnostics(definition, at('Body'), { first, isLast: first === last }, context)
      : []),
  ];
}

interface Called {
  readonly first?: ServedContainer | undefined;
  readonly last?: ServedContainer | undefined;
}

/** The container that gets the body, and the one that answers the caller. */
function calledContainers(containers: readonly ServedContainer[], target: string | undefined): Called {
  if (target === undefined) return { first: containers[0], last: containers.at(-1) };
  const one = containers.find(({ name }) => name.toLowerCase() === target.toLowerCase());
  return { first: one, last: one };
}

async function bodyDiagnostics(
  definition: InvocationDefinition,
  place: MappedText,
  { first, isLast }: { readonly first: ServedContainer; readonly isLast: boolean },
  context: CheckContext,
): Promise<readonly Diagnostic[]> {
  const { ContentType: contentType, Accept: accept, Body: body } = definition.request;
  // That it is missing is told as such.
  if (body === undefined) return [];
  const base = {
    definitionPath: definition.path,
    projectRoot: context.projectRootOf(definition.path),
    style: context.style,
  };
  const path = localPath(body, base);
  const text = path === undefined ? undefined : context.files.readText(path);
  // What is too large, or no file, is told elsewhere or not at all.
  if (body.startsWith('file://') && text === undefined) return [];
  const request = {
    body: text ?? body,
    ...(contentType !== undefined && { contentType }),
    ...(isLast && accept !== undefined && { accept }),
  };
  const source = { definition, place, ...(path !== undefined && text !== undefined && { file: { path, text } }) };
  return requestDiagnostics(judgeRequest(request, await servedSchema(first, context.models)), source, first);
}
