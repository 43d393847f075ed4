import type { AppError } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';
import { explainStartFailure } from '../startFailure';

/** The error for a container whose program could not be started, from the engine's own words. */
export function execFailure(spec: ContainerSpec, engineText: string): AppError {
  // The runtime names the program; the description knows only what replaces the image's own.
  const named = /exec: "([^"]+)"/.exec(engineText) ?? /exec (?:container process )?[`"]?([^\s:`"]+)/.exec(engineText);
  const program = named?.[1] ?? spec.entrypoint?.[0] ?? spec.arguments?.[0];
  return explainStartFailure({ image: spec.image, program, engineText });
}

/** `exec /usr/local/bin/train: exec format error` and how older and other runtimes put it. */
const complaint =
  /^(?:\S+\.go:\d+: exec user process caused:?|exec (?:container process )?\S+:) *"?(?:exec format error|no such file or directory|permission denied)"?$/i;

/**
 * Whether this is all that a container wrote because the runtime could not execute its program. What only the kernel can find
 * out (a wrong processor, a missing interpreter) comes as output of the container, after a start that seemed to work.
 */
export function isExecFailure(output: string): boolean {
  return complaint.test(output.trim());
}
