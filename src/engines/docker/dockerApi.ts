import { setMaxListeners } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { Duplex, Readable } from 'node:stream';
import { AppError } from '../../contract/appError';
import type { DockerEndpoint } from './dockerEndpoint';

export type Query = Readonly<Record<string, string | number | boolean | object | undefined>>;

export interface ApiCall {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Without the version, for example `/containers/json`. */
  readonly path: string;
  /** Objects are sent as JSON, undefined is left out. */
  readonly query?: Query;
  /** JSON, or the bytes of a tar archive. */
  readonly body?: object | Buffer | Readable;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the engine must have begun to answer. */
  readonly timeout?: number;
}

/** The engine answered, but with a refusal. `message` is the engine's own text. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The engine did not begin to answer in the time that a call had. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Whether an engine is there but says nothing, as a frozen one does. */
export function isSilence(error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof NoAnswer;
}

/** Whether the engine refused with this HTTP status. */
export function isRefusal(error: unknown, ...statuses: readonly number[]): error is ApiError {
  return error instanceof ApiError && statuses.includes(error.status);
}

/**
 * The Docker Engine's HTTP API, nothing more. Written on `node:http` because three things matter here that client packages
 * hide or get wrong: an answer that breaks off half-way must reject instead of hanging, an attached stream is handed out as
 * the bare socket, and nothing heavy is loaded before a run.
 */
export class DockerApi {
  private readonly agent: http.Agent;
  private readonly givenUp = new AbortController();

  /**
   * @param address for people, in messages
   * @param version `v1.41`, or '' for the engine's own
   */
  constructor(
    readonly endpoint: DockerEndpoint,
    readonly address: string,
    private readonly version = '',
  ) {
    // Heard by every call under way: of fifteen containers more than the ten that Node takes for a leak and warns of.
    setMaxListeners(0, this.givenUp.signal);
    this.agent = 'tls' in endpoint ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  }

  /**
   * A call whose answer is JSON; undefined for an empty one.
   * @throws ApiError when the engine refuses
   * @throws AppError `engine.lost` when it doesn't answer to the end
   */
  async json(call: ApiCall): Promise<unknown> {
    const text = await this.text(await this.stream(call));
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }

  /** A call whose answer is read as it comes. Throws as `json`; a break half-way is an error of the stream. */
  async stream(call: ApiCall): Promise<http.IncomingMessage> {
    const { answer } = await this.send(call, false);
    if (answer === undefined) throw this.lost(new Error('it switched protocols unasked'));
    return answer;
  }

  /** A call after which the connection itself carries the data. Throws as `json`. */
  async hijack(call: ApiCall, protocol = 'tcp'): Promise<Duplex | Readable> {
    const headers = { ...call.headers, Connection: 'Upgrade', Upgrade: protocol };
    const { answer, socket } = await this.send({ ...call, headers }, true);
    if (socket) return this.bound(socket, call.signal);
    if (answer) return answer;
    throw this.lost(new Error('it gave no answer'));
  }

  /** A socket that was taken over no longer hears of its call's signal, and one that nobody reads keeps the process from ending. */
  private bound(socket: Duplex, signal: AbortSignal | undefined): Duplex {
    const ends = [this.givenUp.signal, ...(signal ? [signal] : [])];
    const cut = () => socket.destroy();
    for (const end of ends) end.addEventListener('abort', cut);
    socket.once('close', () => {
      for (const end of ends) end.removeEventListener('abort', cut);
    });
    if (ends.some((end) => end.aborted)) cut();
    return socket;
  }

  /** Read a whole answer; an answer that breaks off rejects with `engine.lost`. */
  async text(answer: http.IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of answer) chunks.push(chunk as Buffer);
    } catch (error) {
      throw this.lost(error);
    }
    if (!answer.complete) throw this.lost(new Error('its answer broke off'));
    return Buffer.concat(chunks).toString();
  }

  /** The error for an engine that went away. An abort by us stays what it is. */
  lost(cause: unknown): unknown {
    if (cause instanceof AppError || cause instanceof ApiError) return cause;
    const isSilent = this.givenUp.signal.aborted;
    if (!isSilent && cause instanceof Error && cause.name === 'AbortError') return cause;
    const text = isSilent ? 'it is silent' : reasonOf(cause);
    return new AppError(
      'engine.lost',
      `The container engine at ${this.address} does not answer any more: ${text}.`,
      'Start the engine again and repeat; "sagemaker-containers doctor" shows which engines answer.',
      { cause },
    );
  }

  /** Cut every call, and refuse later ones with `engine.lost`. */
  giveUp(): void {
    this.givenUp.abort();
  }

  /** Close the idle connections. */
  close(): void {
    this.agent.destroy();
  }

  private async send(call: ApiCall, upgrade: boolean): Promise<{ answer?: http.IncomingMessage; socket?: Duplex }> {
    const request = this.open(call);
    const response = new Promise<{ answer?: http.IncomingMessage; socket?: Duplex }>((resolve, reject) => {
      request.on('response', (answer) => resolve({ answer }));
      request.on('error', (error) => reject(error));
      if (upgrade) {
        request.on('upgrade', (_answer, socket, head) => {
          if (head.length > 0) socket.unshift(head);
          resolve({ socket });
        });
      }
    });
    write(request, call.body);
    const result = await response.catch((error: unknown) => {
      throw this.lost(error);
    });
    request.setTimeout(0);
    const status = result.answer?.statusCode ?? 101;
    if (result.answer && (status < 200 || status > 299)) throw await this.refusal(status, result.answer);
    return result;
  }

  private open(call: ApiCall): http.ClientRequest {
    const body = call.body;
    const json = body !== undefined && !isBytes(body);
    const options: https.RequestOptions = {
      method: call.method ?? 'GET',
      path: (this.version ? `/${this.version}` : '') + call.path + queryString(call.query ?? {}),
      headers: {
        Host: 'docker',
        ...(json && { 'Content-Type': 'application/json' }),
        ...(body && !json && { 'Content-Type': 'application/x-tar' }),
        ...call.headers,
      },
      agent: this.agent,
      signal: call.signal ? AbortSignal.any([call.signal, this.givenUp.signal]) : this.givenUp.signal,
    };
    const request =
      'socketPath' in this.endpoint
        ? http.request({ ...options, socketPath: this.endpoint.socketPath })
        : this.openTcp(options);
    if (call.timeout !== undefined)
      request.setTimeout(call.timeout, () =>
        request.destroy(new NoAnswer(`no answer within ${String(call.timeout)} ms`)),
      );
    return request;
  }

  private openTcp(options: https.RequestOptions): http.ClientRequest {
    if ('socketPath' in this.endpoint) throw new TypeError('not a TCP endpoint');
    const { host, port, tls } = this.endpoint;
    if (!tls) return http.request({ ...options, host, port });
    const { verify, ...material } = tls;
    return https.request({ ...options, host, port, ...material, servername: host, rejectUnauthorized: verify });
  }

  private async refusal(status: number, answer: http.IncomingMessage): Promise<ApiError> {
    const text = await this.text(answer);
    try {
      const parsed = JSON.parse(text) as { readonly message?: string };
      return new ApiError(status, parsed.message ?? text);
    } catch {
      // Proxies in front of an engine answer with plain text or HTML.
      return new ApiError(status, text.trim() || `HTTP ${String(status)}`);
    }
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || ((cause as NodeJS.ErrnoException).code ?? cause.name);
}

function isBytes(body: object): body is Buffer | Readable {
  return Buffer.isBuffer(body) || 'pipe' in body;
}

function write(request: http.ClientRequest, body: ApiCall['body']): void {
  if (body === undefined) request.end();
  else if (!isBytes(body)) request.end(JSON.stringify(body));
  else if (Buffer.isBuffer(body)) request.end(body);
  else {
    body.on('error', (error) => request.destroy(error));
    request.on('close', () => body.destroy());
    body.pipe(request);
  }
}

function queryString(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    parameters.append(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
