import { basename } from 'node:path';
import { AppError } from '../../contract/appError';
import type { Definition } from '../../definitions/definition';
import { definitionKindOf, definitionStem } from '../../definitions/definitionKinds';
import { diskFiles } from '../../definitions/diskFiles';
import { resolveReference, type ReferenceBase } from '../../definitions/fileReference';
import { resolveImage } from '../../definitions/resolveReferences';
import type { JsonPath } from '../../validation/problem';
import { referenceRole } from '../../validation/referenceRole';
import { referencesOf } from '../../validation/validateDefinition';
import type { BuildPlan } from '../images/shipImage';
import { isManifest, type ManifestPlan } from '../storage/scanManifest';
import { operationOf, type Operation, type Request } from './operations';
import { fieldsOf, valuesAt, type Fields } from './requestPlaces';

/** Reads a definition file and checks it. @throws AppError `definition.*` */
export type LoadDefinition = (
  path: string,
) => Promise<{ readonly definition: Definition; readonly base: ReferenceBase }>;

/** What a `file://` value stands for; every path is absolute. */
export type Target =
  | { readonly kind: 'image'; readonly image: BuildPlan }
  | { readonly kind: 'input'; readonly path: string }
  | { readonly kind: 'manifest'; readonly manifest: ManifestPlan }
  | { readonly kind: 'output'; readonly folder: string }
  | { readonly kind: 'artifact'; readonly definition: string; readonly base: string }
  | { readonly kind: 'resource'; readonly node: DefinitionNode };

export interface PlacedTarget {
  readonly place: JsonPath;
  readonly target: Target;
}

/** A definition with all that it refers to. */
export interface DefinitionNode {
  readonly path: string;
  readonly kind: Definition['kind'];
  readonly operation: Operation;
  readonly request: Request;
  /** What its name starts with. */
  readonly base: string;
  readonly targets: readonly PlacedTarget[];
}

/** A request with its name, ready to be sent. */
export interface NamedRequest {
  readonly node: DefinitionNode;
  readonly name: string;
  readonly request: Request;
}

/**
 * Read a definition and those that it refers to.
 * @throws AppError `definition.*`, `reference.*`; `aws.field` where something is missing that only AWS needs
 */
export async function readTree(path: string, load: LoadDefinition): Promise<DefinitionNode> {
  const { definition, base } = await load(path);
  const operation = operationOf(definition.kind, { ...definition.request });
  if (!operation) {
    throw new AppError(
      'definition.kind',
      `${path} is a fixture, not something that AWS can be asked for.`,
      'Submit a job, a model or an endpoint.',
    );
  }
  const request: Request = { ...definition.request };
  requireFields(path, operation, request);
  const targets = await Promise.all(
    referencesOf(definition).map(async ({ path: place, value }) => ({
      place,
      target: await readTarget({ request, place, value, base }, load),
    })),
  );
  const given = request[operation.nameField];
  const name = typeof given === 'string' ? given : definitionStem(path);
  return { path, kind: definition.kind, operation, request, base: name, targets };
}

interface Reference {
  readonly request: Request;
  readonly place: JsonPath;
  readonly value: string;
  readonly base: ReferenceBase;
}

async function readTarget({ request, place, value, base }: Reference, load: LoadDefinition): Promise<Target> {
  const path = resolveReference(value, base);
  switch (referenceRole(place)) {
    case 'image': {
      const image = resolveImage(value, base, diskFiles);
      return image.kind === 'build' ? { kind: 'image', image } : { kind: 'input', path };
    }
    case 'output':
      return { kind: 'output', folder: basename(path) };
    case 'resource':
      return { kind: 'resource', node: await readNamed(path, value, load) };
    case 'input': {
      const format = fieldsOf(place.slice(0, -1).reduce<unknown>(stepInto, request))['S3DataType'];
      if (isManifest(format)) return { kind: 'manifest', manifest: { path, format, base } };
      if (definitionKindOf(path)?.kind !== 'training-job') return { kind: 'input', path };
      const { definition } = await load(path);
      const name = definition.kind === 'training-job' ? definition.request.TrainingJobName : undefined;
      return { kind: 'artifact', definition: path, base: name ?? definitionStem(path) };
    }
  }
}

function stepInto(value: unknown, step: string | number): unknown {
  return typeof step === 'number' && Array.isArray(value) ? (value[step] as unknown) : fieldsOf(value)[step];
}

async function readNamed(path: string, value: string, load: LoadDefinition): Promise<DefinitionNode> {
  const node = await readTree(path, load);
  if (node.operation.naming !== 'token') return node;
  throw new AppError(
    'aws.reference',
    `"${value}" is a version in a group: AWS gives it a name when it creates it.`,
    'Submit it first, and write its ARN here.',
  );
}

/** Every definition of a tree once, those that others need before them. */
export function inOrder(node: DefinitionNode): readonly DefinitionNode[] {
  const before = node.targets.flatMap(({ target }) => (target.kind === 'resource' ? inOrder(target.node) : []));
  const seen = new Set<string>();
  return [...before, node].filter(({ path }) => !seen.has(path) && seen.add(path));
}

function requireFields(path: string, { name, needs }: Operation, request: Request): void {
  const missing = needs.find((field) => request[field] === undefined) ?? machineMissing(request);
  if (missing === undefined) return;
  throw new AppError(
    'aws.field',
    `${path}: ${missing} is missing; a local run does without it, ${name} does not.`,
    `Add ${missing}.`,
  );
}

/** Nobody should guess which machines somebody pays for. */
function machineMissing(request: Request): string | undefined {
  const children = [['TrainingJobDefinition'], ['TrainingJobDefinitions', '*']].flatMap((place) =>
    valuesAt(request, place),
  );
  const resources = [['ResourceConfig'], ['TransformResources'], ['ProcessingResources', 'ClusterConfig']].flatMap(
    (place) => valuesAt(request, place).map((value) => ({ place, value })),
  );
  const without = resources.find(({ value }) => value !== undefined && !hasMachine(fieldsOf(value)));
  if (without) return `${without.place.join('.')}.InstanceType`;
  const child = children.find(
    (one) => one !== undefined && !hasMachine(fieldsOf(fieldsOf(one)['ResourceConfig'])) && !isFlexible(fieldsOf(one)),
  );
  return child === undefined ? undefined : 'ResourceConfig.InstanceType of a training job definition';
}

function hasMachine(resources: Fields): boolean {
  return resources['InstanceType'] !== undefined || resources['InstanceGroups'] !== undefined;
}

function isFlexible(job: Fields): boolean {
  return job['HyperParameterTuningResourceConfig'] !== undefined;
}
