import { definitionKinds, type DefinitionKind } from '../../definitions/definitionKinds';
import { diskFiles } from '../../definitions/diskFiles';
import { parseDefinition } from '../../definitions/parseDefinition';
import { validateDefinition } from '../../validation/validateDefinition';
import type { JsonObject } from '../jsonInput';
import { invalid } from '../serviceError';

/** No file is looked at: a request of a client names none. */
const nowhere = { projectRoot: '/', style: 'posix', isAlone: true } as const;

/**
 * Refuse what breaks a rule that no limit of a single member says: the same rules as of definition files, so that a client is told when
 * it creates something, and not when that is used.
 * @throws ServiceError `ValidationException`
 */
export function refuseByRules(kind: DefinitionKind, request: JsonObject): void {
  const suffix = definitionKinds.find((facts) => facts.kind === kind)?.suffix ?? '';
  const { definition } = parseDefinition(`/request${suffix}`, JSON.stringify(request));
  const found = definition ? validateDefinition(definition, diskFiles, nowhere) : [];
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw invalid([...new Set(errors.map(toldToClient))].join(' '));
}

/** What to do instead, unless it is to write a file of this machine. */
function toldToClient({ message, action = '' }: { readonly message: string; readonly action?: string }): string {
  return action === '' || action.includes('file://') ? message : `${message} ${action}`;
}
