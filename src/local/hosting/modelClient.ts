import { Agent } from 'node:http';
import { maxBodyBytes, maxHandedOnBytes, targetModelHeader } from '../../contract/hosting';
import type { ModelPlan } from '../../definitions/plan';
import { callContainer, noAnswer, type CallLimits, type ContainerAnswer } from './containerCall';
import type { RequestBody } from '../../records/payloads';
import type { Address } from './healthCheck';
import { LoadedModels, type AskContainer, type ModelsPlace } from './loadedModels';

/** One container of a model that runs. */
export interface ModelMember {
  /** Its ContainerHostname, or `container-1` and so on. */
  readonly hostname: string;
  /** Name of its log stream. */
  readonly stream: string;
  readonly address: Address;
  /** What it loads when it is asked for it; undefined for a container with one model. */
  readonly models?: ModelsPlace;
}

/** A model that runs, as those who call it see it. */
export interface ModelMembers {
  readonly mode: ModelPlan['mode'];
  /** In the order of the request; at least one. */
  readonly members: readonly ModelMember[];
}

/** What is posted to `/invocations`. */
export interface ModelCall {
  /** Lower-case names; `content-length` is added. What the caller of an endpoint may send on is in `contract/hosting`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
  /** Index of the container that answers in a Direct model, or that a Serial chain begins with; the first one without. */
  readonly from?: number;
}

export interface ModelLimits extends CallLimits {
  /** Told of every request to a container once its answer is there, in their order. */
  readonly onHop?: ((hop: ModelHop) => void) | undefined;
}

/** One request to one container on the way through a model. */
export interface ModelHop {
  readonly member: ModelMember;
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: RequestBody };
  readonly answer: ContainerAnswer;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly milliseconds: number;
}

/** The answer of a model: that of its last container, or of the one that broke the chain. */
export interface ModelAnswer extends ContainerAnswer {
  /** Who gave it. */
  readonly member: ModelMember;
}

/**
 * Calls the containers of a model as one thing. Connections are kept, any number of calls may be under way; `close` it.
 *
 * ```ts
 * const answer = await client.invoke({ headers: { 'content-type': 'text/csv' }, body }, { timeoutMs, maxResponseBytes, signal });
 * if (answer.failure) … // status is 0: timeout, connection, tooLarge, …; answer.body says it for people
 * else if (answer.status < 200 || answer.status > 299) … // answer.member.hostname answered so
 * ```
 */
export class ModelClient {
  private readonly agent = new Agent({ keepAlive: true });
  /** Of multi-model containers. */
  private readonly loaded = new Map<ModelMember, LoadedModels>();

  constructor(readonly model: ModelMembers) {
    for (const member of model.members) {
      if (member.models) this.loaded.set(member, new LoadedModels(member.models, this.asker(member)));
    }
  }

  /**
   * POST /invocations: through all containers in turn (Serial: body and Content-Type of each answer go to the next one, I23, I24)
   * or to one of them (Direct, I25). `timeoutMs` is for all of them together, `maxResponseBytes` for the last answer;
   * what is handed on has the pipeline's own limit. An answer outside 2xx ends the chain.
   * @throws what reading a streamed body throws, and nothing else
   */
  async invoke(call: ModelCall, limits: ModelLimits): Promise<ModelAnswer> {
    const { mode, members } = this.model;
    const from = call.from ?? 0;
    const way = mode === 'Direct' ? members.slice(from, from + 1) : members.slice(from);
    const end = performance.now() + limits.timeoutMs;
    let { headers, body } = call;
    for (const [index, member] of way.entries()) {
      const next = way[index + 1];
      // Only who answers the caller hears what he accepts.
      const sent = next ? without(headers, 'accept') : headers;
      const answer = await this.hop({ member, next, request: { headers: sent, body }, end }, limits);
      if (!next || answer.failure || answer.status < 200 || answer.status > 299) return answer;
      headers = handedOn(headers, answer);
      body = answer.body;
    }
    throw new RangeError(`the model has no container ${String(from)}`);
  }

  /** A request without a body to every container, for example `GET /ping`: the first answer outside 2xx, else the last. */
  async ask(method: string, path: string, limits: CallLimits): Promise<ModelAnswer> {
    const { agent } = this;
    const answers = await Promise.all(
      this.model.members.map(async (member) => {
        const { address } = member;
        const call = { address, agent, method, path, headers: {}, body: Buffer.alloc(0) };
        return { ...(await callContainer(call, limits)), member };
      }),
    );
    const answer = answers.find(({ status }) => status < 200 || status > 299) ?? answers.at(-1);
    if (!answer) throw new RangeError('the model has no container');
    return answer;
  }

  close(): void {
    this.agent.destroy();
  }

  private asker({ address }: ModelMember): AskContainer {
    return ({ method, path, content }, timeoutMs) => {
      const headers = { 'content-type': 'application/json' };
      const body = content ? Buffer.from(JSON.stringify(content)) : Buffer.alloc(0);
      const call = { address, agent: this.agent, method, path, headers: content ? headers : {}, body };
      return callContainer(call, { timeoutMs, maxResponseBytes: maxBodyBytes });
    };
  }

  private async hop(step: Step, limits: ModelLimits): Promise<ModelAnswer> {
    const { member, next, request, end } = step;
    const startedAt = Date.now();
    const started = performance.now();
    const { headers, body } = request;
    const post = (path: string) =>
      callContainer(
        { address: member.address, agent: this.agent, method: 'POST', path, headers, body },
        {
          timeoutMs: Math.max(0, end - performance.now()),
          maxResponseBytes: next ? maxHandedOnBytes : limits.maxResponseBytes,
          signal: limits.signal,
        },
      );
    const models = this.loaded.get(member);
    const answer = await (models ? models.use(headers[targetModelHeader] ?? '', end, post) : post('/invocations'));
    const explained = explain(step, answer, limits.timeoutMs);
    limits.onHop?.({ member, request, answer: explained, startedAt, milliseconds: performance.now() - started });
    return answerOf(member, explained);
  }
}

function answerOf(member: ModelMember, { status, headers, body, failure }: ContainerAnswer): ModelAnswer {
  // Not by spreading: of the work per request that is ours, it took the most.
  return failure ? { status, headers, body, failure, member } : { status, headers, body, member };
}

/** One step on the way through a model. */
interface Step {
  readonly member: ModelMember;
  /** Who gets the answer; undefined for the caller. */
  readonly next: ModelMember | undefined;
  readonly request: ModelHop['request'];
  /** When the time of the whole call is over, on the clock of `performance`. */
  readonly end: number;
}

/** Failures in the words of the whole call, of which a container knows a part only. */
function explain({ member, next }: Step, answer: ContainerAnswer, timeoutMs: number): ContainerAnswer {
  if (answer.failure === 'timeout') {
    return noAnswer('timeout', `The container did not answer within ${String(timeoutMs / 1000)} s.`);
  }
  if (answer.failure === 'tooLarge' && next) {
    const names = `from container ${member.hostname} to container ${next.hostname}`;
    const limit = `longer than ${String(maxHandedOnBytes)} bytes, the limit between the containers of a pipeline`;
    return noAnswer('tooLarge', `The payload ${names} is ${limit}.`);
  }
  return answer;
}

/** Headers of the next request: what the caller sent, with the Content-Type of the answer that is handed on (I24). */
function handedOn(caller: Readonly<Record<string, string>>, { headers }: ContainerAnswer): Record<string, string> {
  const type = headers['content-type'];
  return { ...without(caller, 'content-type'), ...(type !== undefined && { 'content-type': type }) };
}

function without(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
  const { [name]: _left, ...rest } = headers;
  return rest;
}
