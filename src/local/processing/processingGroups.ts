import { posix } from 'node:path';
import type { ProcessingInputPlan, ProcessingPlan } from '../../definitions/plan';

/** Inputs that share a folder of the container, because they name the same one or one inside another. */
export interface InputGroup {
  /** Absolute path of the outermost folder in the container. */
  readonly target: string;
  readonly inputs: readonly ProcessingInputPlan[];
  /** Folders of outputs inside it, relative to it. */
  readonly places: readonly string[];
}

/** Outputs that share a folder of the container. */
export interface OutputGroup {
  /** Absolute path of the outermost folder in the container. */
  readonly target: string;
  /** Folders of further outputs inside it, relative to it. */
  readonly folders: readonly string[];
}

/** The outermost folders of a job's inputs, parents before children, with everything that stands inside them. */
export function inputGroups({ inputs, outputs }: Pick<ProcessingPlan, 'inputs' | 'outputs'>): readonly InputGroup[] {
  return outermost(inputs).map((target) => ({
    target,
    inputs: inputs.filter((input) => isWithin(input.target, target)).sort(byDepth),
    places: outputs
      .filter((output) => isWithin(output.target, target))
      .map((output) => posix.relative(target, output.target)),
  }));
}

/** The outermost folders of a job's outputs. */
export function outputGroups({ outputs }: Pick<ProcessingPlan, 'outputs'>): readonly OutputGroup[] {
  return outermost(outputs).map((target) => {
    const inside = outputs.filter((output) => output.target !== target && isWithin(output.target, target));
    return { target, folders: inside.map((output) => posix.relative(target, output.target)) };
  });
}

interface Placed {
  readonly target: string;
}

function outermost(places: readonly Placed[]): readonly string[] {
  const targets = [...new Set(places.map(({ target }) => target))];
  return targets.filter((target) => !targets.some((other) => other !== target && isWithin(target, other)));
}

function isWithin(path: string, folder: string): boolean {
  return `${path}/`.startsWith(`${folder}/`);
}

function byDepth(one: Placed, other: Placed): number {
  return one.target.length - other.target.length;
}
