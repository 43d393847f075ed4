import type { ContainerSpec } from '../../contract/containerSpec';
import type { Engine } from '../../engines/engine';
import type { CredentialsSource } from '../../jobs/submission';
import { openCredentialsEndpoint } from './credentialsEndpoint';

/** How often an address is asked for that goes away at the same moment. */
const attempts = 3;

/** The credentials that the containers of one job may ask for while it runs. */
export class JobCredentials {
  private opened: Promise<Opened> | undefined;

  /** @param tell gets why a container got none */
  constructor(
    private readonly engine: Engine,
    private readonly source: CredentialsSource,
    private readonly tell: (why: string) => void,
  ) {}

  /** A container with all that leads it to its credentials. The token in its variables is in no file of the job. */
  async give(spec: ContainerSpec): Promise<ContainerSpec> {
    this.opened ??= this.open(spec.labels, attempts);
    const { environment } = await this.opened;
    return { ...joined(spec), environment: { ...spec.environment, ...environment } };
  }

  /** No container gets any more. */
  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => undefined);
    await opened?.close();
  }

  private async open(labels: ContainerSpec['labels'], left: number): Promise<Opened> {
    const address = await this.engine.credentialsAddress(labels);
    try {
      const endpoint = await openCredentialsEndpoint(address.host, this.source, this.tell);
      return {
        environment: endpoint.environment,
        close: async () => {
          await endpoint.close();
          await address.release();
        },
      };
    } catch (error) {
      await address.release();
      // Another job that has just ended took the address with it.
      const isGone = (error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL';
      if (isGone && left > 1) return this.open(labels, left - 1);
      throw error;
    }
  }
}

interface Opened {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A container as it is kept in the job's files when it gets credentials: where it is joined to, and no secret. */
export function joined(spec: ContainerSpec): ContainerSpec {
  return { ...spec, network: { ...spec.network, credentials: true } };
}
