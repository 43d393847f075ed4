/** Models of several containers: what the platform gives each, and wants of its image. */

/** Label without which an image can't be a container among others (I22). */
export const bindToPortLabel = 'com.amazonaws.sagemaker.capabilities.accept-bind-to-port';

/** Names of containers without a ContainerHostname (I20). */
export function defaultHostname(index: number): string {
  return `container-${String(index + 1)}`;
}

/** Ports of the first container; the next one's follow after `portStep`. */
const firstPort = 8100;
const portStep = 50;

/** Where a container of several listens. */
export interface PipelinePort {
  readonly port: number;
  /** What tells the container; wins over its own variables, as nobody would find it otherwise. */
  readonly environment: Readonly<Record<string, string>>;
  /** First and last of the further ports that it may use. */
  readonly safePorts: readonly [first: number, last: number];
}

/**
 * The port of container number `index` (I21). None is 8080, so that a program that doesn't look for its port fails here as on the
 * platform. Its other ports have to lie in the range that it is told, which no other container has.
 */
export function pipelinePort(index: number): PipelinePort {
  const port = firstPort + index * portStep;
  const safePorts = [port + 1, port + portStep - 1] as const;
  return {
    port,
    safePorts,
    environment: { SAGEMAKER_BIND_TO_PORT: String(port), SAGEMAKER_SAFE_PORT_RANGE: safePorts.join('-') },
  };
}
