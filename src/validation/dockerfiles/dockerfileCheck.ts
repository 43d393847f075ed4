import type { Diagnostic, Range } from '../../definitions/diagnostic';
import type { DockerfileStage } from '../../grammars/dockerfile/dockerfileStage';
import type { BuildContext } from './imageSource';
import type { ImageRole } from './imageRoles';

/** A Dockerfile that is checked, and what is known around it. */
export interface DockerfileCheck {
  readonly text: string;
  readonly stage: DockerfileStage;
  readonly context: BuildContext;
  readonly roles: ReadonlySet<ImageRole>;
}

/** A diagnostic of a Dockerfile; a warning where it doesn't say. */
export function found(
  code: string,
  range: Range | undefined,
  [message, action]: readonly [message: string, action: string],
  { fixes = [], ...rest }: Partial<Pick<Diagnostic, 'severity' | 'replacement' | 'fixes'>> = {},
): Diagnostic {
  const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const told = {
    code,
    severity: 'warning',
    message,
    action,
    range: range ?? start,
    source: 'sagemaker',
    ...rest,
  } as const;
  return fixes.length > 0 ? { ...told, fixes } : told;
}
