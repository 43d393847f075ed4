import { posix, win32 } from 'node:path';
import { AppError } from '../../../contract/appError';
import { dataProcessing, processedFormat } from '../../../contract/transform';
import type { TransformJobDefinition } from '../../../definitions/definition';
import type { Diagnostic } from '../../../definitions/diagnostic';
import { TextPositions } from '../../../definitions/textPosition';
import { dataAt, type DataNode } from '../../../grammars/dataNode';
import { jsonData } from '../../../grammars/jsonData';
import { plainText, type MappedText } from '../../../grammars/mappedText';
import { dataProcessor } from '../../../records/dataProcessing';
import { schemaVariable } from '../../environments/environment';
import { acceptVariable, located } from '../../environments/judgeEnvironments';
import type { CheckContext } from '../../files/fileJudge';
import { moved, type Finding } from '../finding';
import { judgeRequest, knownContentType } from '../requests/judgeRequest';
import type { RequestFinding } from '../requests/sparkmlRequest';
import { checkAccept, checkContentType } from './headerRules';
import { modelBehind } from './modelBehind';
import { requestDiagnostics } from './requestDiagnostics';
import { containersOf, localPath, type ServedContainer, type SourceFile } from './servedContainer';
import { servedSchema } from './servedSchema';

/** So many files and records are looked at, and so many findings told: the rest would say the same. */
const most = { files: 5, records: 500, findings: 10 } as const;

/** R…: the records of a transform job, as far as they are on this machine. */
export async function checkTransformRequests(
  definition: TransformJobDefinition,
  context: CheckContext,
): Promise<readonly Diagnostic[]> {
  const { request, text } = definition;
  const root = jsonData(text);
  const model = modelBehind(definition, context);
  if (!root || !model) return [];
  const containers = containersOf(model, context).map((container) => withEnvironment(container, definition, root));
  const [first, last] = [containers[0], containers.at(-1)];
  const positions = new TextPositions(text);
  const at = (...fields: readonly string[]): MappedText => placeOf(root, fields);
  const type = first?.isJudged ? checkContentType(request.TransformInput?.ContentType) : [];
  const accept = last?.isJudged ? checkAccept(request.TransformOutput?.Accept) : [];
  const told = (findings: readonly Finding[], ...fields: readonly string[]) =>
    findings.map((finding) => located(at(...fields), finding, positions));
  return [
    ...told(type, 'TransformInput', 'ContentType'),
    ...told(accept, 'TransformOutput', 'Accept'),
    ...(first?.isJudged ? told(checkBatches(definition), 'BatchStrategy') : []),
    ...(first?.isJudged
      ? await recordDiagnostics(definition, at('TransformInput', 'DataSource', 'S3DataSource', 'S3Uri'), first, context)
      : []),
  ];
}

/** The variables of a job are those of all its containers. */
function withEnvironment(
  container: ServedContainer,
  definition: TransformJobDefinition,
  root: DataNode,
): ServedContainer {
  const schema = dataAt(root, 'Environment', schemaVariable);
  const accept = dataAt(root, 'Environment', acceptVariable);
  return {
    ...container,
    ...(container.isJudged && schema?.kind === 'text' && { schema: { value: schema.text, source: definition } }),
    ...(accept?.kind === 'text' && { accept: accept.text.text }),
  };
}

/** A text, or the opening of what it is missing in. */
function placeOf(root: DataNode, fields: readonly string[]): MappedText {
  const node = dataAt(root, ...fields);
  if (node?.kind === 'text') return node.text;
  const above = fields.length > 1 ? dataAt(root, ...fields.slice(0, -1)) : root;
  return plainText('{', (above ?? root).from);
}

/** R12, where the job itself puts several rows into a request. */
function checkBatches({ request }: TransformJobDefinition): readonly Finding[] {
  const { BatchStrategy: strategy, TransformInput: input } = request;
  const isCsv = knownContentType(input?.ContentType) === 'text/csv';
  if (strategy !== 'MultiRecord' || input?.SplitType !== 'Line' || !isCsv) return [];
  const message =
    'MultiRecord puts several rows into a request, and of CSV only the first is used: most rows get no answer.';
  const span = { from: 0, to: strategy.length };
  const repairs = [{ title: 'Change to SingleRecord', changes: [{ ...span, text: 'SingleRecord' }] }];
  return [{ ...span, code: 'R12', message, action: 'Write "SingleRecord".', repairs }];
}

async function recordDiagnostics(
  definition: TransformJobDefinition,
  place: MappedText,
  container: ServedContainer,
  context: CheckContext,
): Promise<readonly Diagnostic[]> {
  const {
    ContentType: contentType,
    SplitType: split,
    CompressionType: compression,
  } = definition.request.TransformInput ?? {};
  if (compression === 'Gzip' || (split !== undefined && split !== 'None' && split !== 'Line')) return [];
  const served = await servedSchema(container, context.models);
  const filter = filterOf(definition);
  if (!filter) return [];
  return inputFiles(definition, place.text, context).flatMap((file) => {
    const records = split === 'Line' ? linesOf(file.text) : [{ from: 0, text: file.text }];
    const found: RequestFinding[] = [];
    for (const { from, text } of records) {
      if (found.length >= most.findings) break;
      const body = filter(text);
      const request = { body: body ?? text, ...(contentType !== undefined && { contentType }) };
      const all = body === undefined ? [] : judgeRequest(request, served);
      const isFiltered = body !== text;
      // In a record that was filtered, places are others: the whole of it is meant.
      found.push(...all.map((one) => (isFiltered ? { ...one, from, to: from + text.length } : moved(one, from))));
    }
    return requestDiagnostics(found.slice(0, most.findings), { definition, place, file }, container);
  });
}

/** What of a record is sent; undefined for a record that the filter fails on, which other checks and the job itself tell. */
function filterOf({ request }: TransformJobDefinition): ((text: string) => string | undefined) | undefined {
  const processing = dataProcessing(request);
  const format = processedFormat(request.TransformInput?.ContentType);
  if (!processing || processing.inputFilter === '$') return (text) => text;
  if (!format) return undefined;
  try {
    const processor = dataProcessor({ ...processing, format, joinSource: 'None', outputFilter: '$' });
    return (text) => filtered((record) => processor.filter(record), text);
  } catch (error) {
    // B12 tells it.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function filtered(filter: (record: Buffer) => Buffer, text: string): string | undefined {
  try {
    return filter(Buffer.from(text)).toString();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** A file, or the first ones of a folder. */
function inputFiles(definition: TransformJobDefinition, value: string, context: CheckContext): readonly SourceFile[] {
  const { files, style } = context;
  const projectRoot = context.projectRootOf(definition.path);
  const path = localPath(value, { definitionPath: definition.path, projectRoot, style });
  if (path === undefined) return [];
  const paths = style === 'win32' ? win32 : posix;
  const all = files.isFile(path) ? [path] : files.list(path).map((name) => paths.join(path, name));
  return all.slice(0, most.files).flatMap((one) => {
    const text = files.readText(one);
    return text === undefined ? [] : [{ path: one, text }];
  });
}

function linesOf(text: string): readonly { readonly from: number; readonly text: string }[] {
  const lines: { from: number; text: string }[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    if (lines.length >= most.records) break;
    lines.push({ from: index, text: line });
  }
  return lines;
}
