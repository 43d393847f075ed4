import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsClients } from '../awsClients';
import { awsError } from '../awsError';
import type { AwsContext } from '../context/awsContext';
import type { Answer, Call } from './followCalls';
import { performCall, type Asked } from './performCall';
import type { RequestBudget } from './requestBudget';

/** How often a single question is asked, and the longest of the first pause between, in milliseconds. */
const tries = { most: 8, firstPause: 1_000 } as const;

/** Context and clients of an account and region, as they are read from the shared files. */
export interface Opened {
  readonly context: AwsContext;
  readonly clients: AwsClients;
}

/** The way to an account and region, shared by all that follow something there. */
export class AwsConnection {
  private opened: Opened;

  /**
   * @param open read the shared files anew, after somebody has signed in
   * @param budget of all connections to this account and region
   */
  constructor(
    first: Opened,
    private readonly open: () => Promise<Opened>,
    private readonly budget: RequestBudget,
  ) {
    this.opened = first;
  }

  get clients(): AwsClients {
    return this.opened.clients;
  }

  get context(): AwsContext {
    return this.opened.context;
  }

  /** Read credentials anew. */
  async refresh(): Promise<void> {
    this.opened = await this.open();
  }

  /** Ask once, when the budget has room. */
  async ask(job: Asked, call: Call, signal?: AbortSignal): Promise<Answer> {
    const pause = this.budget.reserve(Date.now()) - Date.now();
    if (pause > 0) await sleep(pause, undefined, { signal });
    return performCall({ clients: this.clients, caller: this.context }, job, call);
  }

  /** Ask until there is an answer. @throws AppError `aws.…` */
  async askPatiently(job: Asked, call: Call): Promise<Exclude<Answer, { kind: 'failed' }>> {
    for (let failures = 0; ; failures += 1) {
      const answer = await this.ask(job, call);
      if (answer.kind !== 'failed') return answer;
      const isPassing = answer.trouble === 'throttled' || answer.trouble === 'unreachable';
      if (!isPassing || failures === tries.most - 1) throw answer.error;
      await sleep(Math.random() * tries.firstPause * 2 ** failures);
    }
  }

  /** Do something with the clients. @throws AppError with what to do about a failure */
  async use<Result>(doing: string, work: (clients: AwsClients) => Promise<Result>): Promise<Result> {
    try {
      return await work(this.clients);
    } catch (error) {
      throw awsError(error, doing, this.context);
    }
  }
}
