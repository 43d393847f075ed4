import type { AlgorithmSpecification } from '@aws-sdk/client-sagemaker';

/** What replaces an image's ENTRYPOINT and CMD; an absent list leaves the image's own. */
export interface Command {
  readonly entrypoint?: readonly string[];
  readonly arguments?: readonly string[];
}

/**
 * How the training container is started (T1–T4): `train` replaces CMD unless the request brings its own entry point or
 * arguments; an entry point alone gets no `train` argument.
 */
export function trainingCommand(
  algorithm: Pick<AlgorithmSpecification, 'ContainerEntrypoint' | 'ContainerArguments'>,
): Command {
  const entrypoint = algorithm.ContainerEntrypoint;
  const args = algorithm.ContainerArguments;
  if (entrypoint && args) return { entrypoint, arguments: args };
  if (entrypoint) return { entrypoint };
  return { arguments: args ?? ['train'] };
}
