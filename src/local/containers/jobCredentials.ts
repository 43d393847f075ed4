import { AppError } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';
import type { Engine } from '../../engines/engine';
import type { CredentialsSource } from '../../jobs/submission';
import { knownWay, newWay, openCredentialsEndpoint } from './credentialsEndpoint';

/** How often an address is asked for that goes away at the same moment. */
const attempts = 3;

/** Whose credentials containers get. */
export interface ContainerProfile {
  readonly name: string;
  readonly source: CredentialsSource;
}

/** The credentials that the containers of one job may ask for while it runs. */
export class JobCredentials {
  private opened: Promise<Opened> | undefined;

  /** @param tell gets why a container got none */
  constructor(
    private readonly engine: Engine,
    private readonly profile: ContainerProfile,
    private readonly tell: (why: string) => void,
  ) {}

  /** Name of the profile; no secret. */
  get profileName(): string {
    return this.profile.name;
  }

  /** A container with all that leads it to its credentials. The token in its variables is in no file of the job. */
  async give(spec: ContainerSpec): Promise<ContainerSpec> {
    this.opened ??= this.open(spec.labels, newWay);
    const { environment } = await this.opened;
    return { ...joined(spec), environment: { ...spec.environment, ...environment } };
  }

  /**
   * Go on giving to a container, and all others of its job, that another process has created: where and to whom they ask is known to the
   * engine, which keeps their variables.
   * @throws AppError `engine.credentials` when that can't be found out; what listening throws when somebody else has the port
   */
  async giveOn(spec: ContainerSpec): Promise<void> {
    const variables = (await this.engine.variables(spec.name)) ?? {};
    this.opened = this.open(spec.labels, (host) => {
      const way = knownWay(host, variables);
      if (way) return way;
      const what = `The engine doesn't say where ${spec.name} asks for its credentials.`;
      throw new AppError('engine.credentials', what, 'Run the job again.');
    });
    await this.opened;
  }

  /** No container gets any more. */
  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => undefined);
    await opened?.close();
  }

  private async open(labels: ContainerSpec['labels'], wayAt: typeof newWay, left = attempts): Promise<Opened> {
    const address = await this.engine.credentialsAddress(labels);
    try {
      const endpoint = await openCredentialsEndpoint(wayAt(address.host), this.profile.source, this.tell);
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
      if (isGone && left > 1) return this.open(labels, wayAt, left - 1);
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
