import type { Exit } from '../engine';
import type { ProcessImage } from './processImage';

/** Exit codes above it are those of signals. */
const largestOwnCode = 127;

/**
 * What a program that failed may have missed, as a line for its log: the RUNs of its Dockerfile, which are not done where nothing is built.
 * @returns undefined for a program that did not fail, or whose image has none
 */
export function missingSteps(
  { code }: Exit,
  { notReproduced }: Pick<ProcessImage, 'notReproduced'>,
): string | undefined {
  const steps = notReproduced.filter((step) => step.startsWith('RUN '));
  if (code === 0 || code > largestOwnCode || steps.length === 0) return undefined;
  const what = `Nothing is built without a container engine, so this was not done: ${steps.join('; ')}.`;
  return `${what} Does the program miss what that installs? Install it on this machine, or start an engine.`;
}
