import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, messageOf } from '../contract/appError';
import type {
  Definition,
  EndpointConfigDefinition,
  EndpointDefinition,
  TransformJobDefinition,
} from '../definitions/definition';
import { diskFiles } from '../definitions/diskFiles';
import type { Diagnostic } from '../definitions/diagnostic';
import type { ReferenceBase } from '../definitions/fileReference';
import { parseDefinition } from '../definitions/parseDefinition';
import type { Plan, TransformPlan } from '../definitions/plan';
import { resolveDefinition } from '../definitions/resolveDefinition';
import { definitionBehind, resolveEndpoint, resolveEndpointConfig } from '../definitions/resolveEndpoint';
import { resolveTransformJob, transformModel } from '../definitions/resolveTransformJob';
import { loadScriptReader } from '../validation/hyperparameters/loadScriptReader';
import { validateDefinition } from '../validation/validateDefinition';

import { accountBehind, referenceBoundary } from './projectRoot';

/** A definition that has no error, and where its references start from. */
export interface LoadedDefinition {
  readonly definition: Definition;
  readonly base: ReferenceBase;
  /** Warnings, to be shown and not in the way. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Read and check a definition file.
 * @param path absolute
 * @param root the project's root
 * @throws AppError `definition.*` with the place of the first error
 */
export async function loadDefinition(path: string, root: string): Promise<LoadedDefinition> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError(
      'definition.missing',
      `${path} can't be read: ${messageOf(cause)}.`,
      'Name an existing definition file.',
      { cause },
    );
  });
  const account = accountBehind(dirname(path), root);
  const base: ReferenceBase = {
    definitionPath: path,
    projectRoot: referenceBoundary(dirname(path), root),
    style: process.platform === 'win32' ? 'win32' : 'posix',
    ...(account !== undefined && { account }),
  };
  const { definition, diagnostics } = parseDefinition(path, text);
  const readScript = definition && (await loadScriptReader(definition));
  const place = { ...base, ...(readScript && { readScript }) };
  const all = [...diagnostics, ...(definition ? validateDefinition(definition, diskFiles, place) : [])];
  const errors = all.filter(({ severity }) => severity === 'error');
  if (!definition || errors.length > 0) throw invalid(path, errors);
  return { definition, base, warnings: all };
}

/** The plan of a definition file. @throws AppError also `local.*` and `reference.*` for what can't be run here */
export async function loadPlan(
  path: string,
  root: string,
): Promise<{ readonly plan: Plan; readonly warnings: readonly Diagnostic[] }> {
  const { definition, base, warnings } = await loadDefinition(path, root);
  if (definition.kind === 'endpoint' || definition.kind === 'endpoint-config') {
    const { plan: model, warnings: others } = await loadPlan(definitionBehind(definition, base), root);
    return { plan: resolveServed(definition, model), warnings: [...warnings, ...others] };
  }
  if (definition.kind === 'transform-job') {
    const { plan, warnings: others } = await loadTransformPlan(definition, base, root);
    return { plan, warnings: [...warnings, ...others] };
  }
  return { plan: resolveDefinition(definition, base, diskFiles), warnings };
}

/**
 * An endpoint or model definition and those that it is made of, from the outermost: endpoint, configuration, model.
 * @throws AppError when one of them can't be read
 */
export async function servedDefinitions(path: string, root: string): Promise<readonly string[]> {
  const { definition, base } = await loadDefinition(path, root);
  const isMade = definition.kind === 'endpoint' || definition.kind === 'endpoint-config';
  return [path, ...(isMade ? await servedDefinitions(definitionBehind(definition, base), root) : [])];
}

function resolveServed(definition: EndpointDefinition | EndpointConfigDefinition, model: Plan): Plan {
  if (model.kind !== 'model') {
    const action = 'Name a *.endpoint-config.json in EndpointConfigName, and a *.model.json in ModelName.';
    throw new AppError('definition.kind', `${definition.path}: ${model.definition} can't be served.`, action);
  }
  return definition.kind === 'endpoint' ? resolveEndpoint(definition, model) : resolveEndpointConfig(definition, model);
}

/** A transform job takes the model of another definition, which is read with it. */
async function loadTransformPlan(
  definition: TransformJobDefinition,
  base: ReferenceBase,
  root: string,
): Promise<{ readonly plan: TransformPlan; readonly warnings: readonly Diagnostic[] }> {
  const { plan: model, warnings } = await loadPlan(transformModel(definition, base), root);
  if (model.kind !== 'model')
    throw new AppError('definition.kind', `${model.definition} is no model.`, 'Name a *.model.json in ModelName.');
  return { plan: resolveTransformJob(definition, model, base), warnings };
}

/** `file:line:column code message`, as editors and terminals make links of. */
function formatDiagnostic(path: string, { range, code, message, action }: Diagnostic): string {
  const place = `${path}:${String(range.start.line + 1)}:${String(range.start.character + 1)}`;
  return `${place}: ${message}${action === undefined ? '' : ` ${action}`} [${code}]`;
}

function invalid(path: string, errors: readonly Diagnostic[]): AppError {
  const [first, ...others] = errors;
  if (!first)
    return new AppError(
      'definition.invalid',
      `${path} is no definition.`,
      'Name it like car.training-job.json or car.model.json.',
    );
  const more = others.map((other) => `\n${formatDiagnostic(path, other)}`).join('');
  return new AppError(
    'definition.invalid',
    `${formatDiagnostic(path, first)}${more}`,
    'Correct the definition and run it again.',
  );
}
