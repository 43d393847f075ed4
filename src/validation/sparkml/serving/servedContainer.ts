import { posix, win32 } from 'node:path';
import { AppError } from '../../../contract/appError';
import type { Definition } from '../../../definitions/definition';
import { parseFileReference, resolveReference, type ReferenceBase } from '../../../definitions/fileReference';
import { resolveImage } from '../../../definitions/resolveReferences';
import { dataAt, entryOf, type DataMap, type DataNode } from '../../../grammars/dataNode';
import { dockerfileVariables } from '../../../grammars/dockerfileVariables';
import { jsonData } from '../../../grammars/jsonData';
import type { MappedText } from '../../../grammars/mappedText';
import { acceptVariable } from '../../environments/judgeEnvironments';
import { schemaVariable } from '../../environments/environment';
import type { CheckContext } from '../../files/fileJudge';

/** A file that a value stands in. */
export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** A container of a model that is, or may be, the SparkML container. */
export interface ServedContainer {
  readonly name: string;
  /** Absent where it has none, or where nobody can say what it is. */
  readonly schema?: { readonly value: MappedText; readonly source: SourceFile };
  /** Whether it serves SparkML for certain, and its schema is known, or known to be missing. */
  readonly isJudged: boolean;
  readonly accept?: string;
  /** Absolute path of its model data, where that is a file here. */
  readonly modelData?: string;
  /** Where the definition names its model data. */
  readonly modelPlace?: MappedText;
}

/** The containers of a model definition, in their order. */
export function containersOf(model: Definition, context: CheckContext): readonly ServedContainer[] {
  const root = jsonData(model.text);
  const primary = root && dataAt(root, 'PrimaryContainer');
  const pipeline = root && dataAt(root, 'Containers');
  const nodes = primary ? [primary] : pipeline?.kind === 'list' ? pipeline.items : [];
  const base: ReferenceBase = {
    definitionPath: model.path,
    projectRoot: context.projectRootOf(model.path),
    style: context.style,
  };
  return nodes.flatMap((node, index) =>
    node.kind === 'map' ? [containerOf(node, index, { model, base, context })] : [],
  );
}

interface Place {
  readonly model: SourceFile;
  readonly base: ReferenceBase;
  readonly context: CheckContext;
}

interface Variables {
  readonly schema?: ServedContainer['schema'];
  /** The variable is there, but what it gets is not. */
  readonly isUnknown?: boolean;
  readonly accept?: string;
}

function containerOf(node: DataMap, index: number, place: Place): ServedContainer {
  const image = textOf(entryOf(node, 'Image')?.value) ?? '';
  const ofImage = imageVariables(image, place);
  const own = ownVariables(entryOf(node, 'Environment')?.value, place.model);
  const schema = own.schema ?? (own.isUnknown ? undefined : ofImage.schema);
  const isUnknown = own.isUnknown ?? (own.schema ? false : ofImage.isUnknown);
  const accept = own.accept ?? ofImage.accept;
  const data = entryOf(node, 'ModelDataUrl')?.value;
  const modelData = localPath(textOf(data), place.base);
  return {
    name: textOf(entryOf(node, 'ContainerHostname')?.value) ?? String(index + 1),
    ...(schema && { schema }),
    isJudged: !isUnknown && (schema !== undefined || image.includes('sparkml-serving')),
    ...(accept !== undefined && { accept }),
    ...(modelData !== undefined && { modelData }),
    ...(data?.kind === 'text' && { modelPlace: data.text }),
  };
}

function textOf(node: DataNode | undefined): string | undefined {
  return node?.kind === 'text' ? node.text.text : undefined;
}

function ownVariables(environment: DataNode | undefined, source: SourceFile): Variables {
  const value = entryOf(environment, schemaVariable)?.value;
  const accept = textOf(entryOf(environment, acceptVariable)?.value);
  return {
    ...(value?.kind === 'text' && { schema: { value: value.text, source } }),
    ...(value && value.kind !== 'text' && { isUnknown: true }),
    ...(accept !== undefined && { accept }),
  };
}

/** What the Dockerfile of an image that is built here sets. */
function imageVariables(image: string, { base, context: { files } }: Place): Variables {
  const folder = localPath(image, base);
  if (folder === undefined) return {};
  const plan = resolveImage(image, base, files);
  if (plan.kind !== 'build') return {};
  const path = (base.style === 'win32' ? win32 : posix).join(plan.context, plan.dockerfile);
  const text = files.readText(path);
  const variables = dockerfileVariables(text ?? '').filter(({ instruction }) => instruction === 'ENV');
  const schema = variables.findLast(({ name }) => name.text === schemaVariable);
  const accept = variables.findLast(({ name }) => name.text === acceptVariable)?.value?.text;
  return {
    ...(schema?.value && { schema: { value: schema.value, source: { path, text: text ?? '' } } }),
    ...(schema && !schema.value && { isUnknown: true }),
    ...(accept !== undefined && { accept }),
  };
}

/** Where a `file://` value points; undefined for any other, and for one that is told by other rules. */
export function localPath(value: string | undefined, base: ReferenceBase): string | undefined {
  if (value === undefined || !parseFileReference(value)) return undefined;
  try {
    return resolveReference(value, base);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
