import { posix, win32 } from 'node:path';
import { AppError } from '../../contract/appError';
import { definitionKindOf } from '../../definitions/definitionKinds';
import { resolveReference } from '../../definitions/fileReference';
import { parseJson } from '../../definitions/strictJson';
import type { CheckContext } from '../files/fileJudge';

/** What the definitions around a Dockerfile use its image for. */
export type ImageRole = 'train' | 'serve' | 'process' | 'pipeline' | 'multi-model';

/** How far above a Dockerfile definitions are looked for. */
const levels = 3;

/** The uses of the image that a Dockerfile builds, by the definitions in its folder and those above it, as far as the project goes. */
export function imageRoles(dockerfile: string, context: CheckContext): ReadonlySet<ImageRole> {
  const paths = context.style === 'win32' ? win32 : posix;
  const root = context.projectRootOf(dockerfile);
  const roles = new Set<ImageRole>();
  let folder = paths.dirname(dockerfile);
  for (let level = 0; level < levels; level += 1) {
    for (const name of context.files.list(folder)) {
      const kind = definitionKindOf(name)?.kind;
      const text = kind === undefined ? undefined : context.files.readText(paths.join(folder, name));
      const parsed = text?.includes('file://') ? parseJson(text) : undefined;
      if (!parsed || parsed.fault) continue;
      const base = { definitionPath: paths.join(folder, name), projectRoot: root, style: context.style };
      for (const role of rolesIn(parsed.value, (value) => isThis(value, dockerfile, base))) roles.add(role);
    }
    if (folder === root || paths.dirname(folder) === folder) break;
    folder = paths.dirname(folder);
  }
  return roles;
}

function isThis(value: unknown, dockerfile: string, base: Parameters<typeof resolveReference>[1]): boolean {
  if (typeof value !== 'string' || !value.startsWith('file://')) return false;
  const paths = base.style === 'win32' ? win32 : posix;
  try {
    const target = resolveReference(value, base);
    return target === dockerfile || paths.join(target, 'Dockerfile') === dockerfile;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

type Test = (value: unknown) => boolean;

/** A training whose program the request names itself is started without the word of the platform, as processing is. */
function trainingRole({ ContainerEntrypoint: own }: Readonly<Record<string, unknown>>): ImageRole {
  return own === undefined ? 'train' : 'process';
}

function rolesIn(value: unknown, isImage: Test): readonly ImageRole[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const own: ImageRole[] = [
    ...(isImage(fields['TrainingImage']) ? [trainingRole(fields)] : []),
    ...(isImage(fields['ImageUri']) ? (['process'] as const) : []),
    ...(isImage(fields['Image']) ? (['serve'] as const) : []),
    ...(isImage(fields['Image']) && fields['Mode'] === 'MultiModel' ? (['multi-model'] as const) : []),
  ];
  const pipeline = fields['Containers'];
  const isMember = Array.isArray(pipeline) && pipeline.length > 1 && rolesIn(pipeline, isImage).includes('serve');
  return [
    ...own,
    ...(isMember ? (['pipeline'] as const) : []),
    ...Object.values(fields).flatMap((inner) => rolesIn(inner, isImage)),
  ];
}
