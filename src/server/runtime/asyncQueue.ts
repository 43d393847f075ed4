import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../contract/appError';
import { maxAsyncBodyBytes } from '../../contract/hosting';
import { parseS3Uri, type S3Location } from '../../definitions/account';
import { writeJson } from '../../machine/jsonFile';
import { namesLeftBehind, nameUnderWay } from '../leftBehind';
import type { ObjectStore } from '../s3/objectStore';
import type { Endpoints } from '../sagemaker/endpoints';
import { ServiceError } from '../serviceError';
import type { AsyncCall } from './asyncCall';
import { callEndpoint, type EndpointAnswer } from './endpointCall';

/**
 * Invocations whose callers don't wait: each endpoint takes a few at a time, answers and failures become objects. One that was taken is on
 * disk until it is answered, so that another server goes on with it when this one is killed.
 */
export class AsyncQueue {
  private readonly waiting = new Map<string, { readonly call: AsyncCall; readonly file: string }[]>();
  private readonly running = new Map<string, number>();
  private readonly over = new AbortController();

  /** @param folder absolute path of what is kept for invocations */
  constructor(
    private readonly folder: string,
    private readonly endpoints: Endpoints,
    private readonly store: ObjectStore,
  ) {}

  /** Keep an invocation, and begin with it when it is its turn. @throws ServiceError when its answer could not be written */
  async take(call: AsyncCall): Promise<void> {
    for (const uri of [call.output, call.failure ?? call.output]) {
      await this.store.mustBeWritable(locationOf(uri)).catch((error: unknown) => {
        throw new ServiceError('ValidationError', `${uri} can't be written: ${messageOf(error)}`);
      });
    }
    const file = this.newFile();
    await mkdir(this.folder, { recursive: true });
    await writeJson(file, call);
    this.enqueue(call, file);
  }

  /** Go on with what a server has left that is gone. */
  async resume(): Promise<void> {
    for (const name of await namesLeftBehind(this.folder)) {
      const file = this.newFile();
      await rename(join(this.folder, name), file);
      // A half-written one was never taken. Any other was written by us, so its shape is trusted.
      if (name.endsWith('.json')) this.enqueue(JSON.parse(await readFile(file, 'utf8')) as AsyncCall, file);
      else await rm(file);
    }
  }

  /** Give up what is under way; it stays on disk. */
  close(): void {
    this.over.abort();
  }

  private newFile(): string {
    return join(this.folder, `${nameUnderWay()}.json`);
  }

  private enqueue(call: AsyncCall, file: string): void {
    const queue = this.waiting.get(call.endpoint) ?? [];
    queue.push({ call, file });
    this.waiting.set(call.endpoint, queue);
    this.begin(call.endpoint);
  }

  private begin(endpoint: string): void {
    const queue = this.waiting.get(endpoint) ?? [];
    const running = this.running.get(endpoint) ?? 0;
    const [next] = queue;
    if (!next || running >= next.call.concurrency || this.over.signal.aborted) return;
    queue.shift();
    this.running.set(endpoint, running + 1);
    void this.finish(next.call, next.file).finally(() => {
      this.running.set(endpoint, (this.running.get(endpoint) ?? 1) - 1);
      this.begin(endpoint);
    });
    this.begin(endpoint);
  }

  /** Nobody waits for this: what can't even be written down as a failure is dropped, as the service drops it. */
  private async finish(call: AsyncCall, file: string): Promise<void> {
    try {
      const { status, headers, body } = await this.ask(call);
      if (status === 200) await this.write(call.output, body, String(headers['content-type'] ?? ''));
      else await this.fail(call, textOf(body));
    } catch (error) {
      if (this.over.signal.aborted) return;
      await this.fail(call, messageOf(error)).catch(() => undefined);
    }
    await rm(file, { force: true }).catch(() => undefined);
  }

  /** @throws ServiceError for an invocation that got no answer */
  private async ask(call: AsyncCall): Promise<EndpointAnswer> {
    const { takenAt, waitSeconds, timeoutSeconds, headers } = call;
    const refuse = (message: string) => new ServiceError('ValidationError', message);
    if (Date.now() > takenAt + waitSeconds * 1000)
      throw refuse(`Nobody took the request within ${String(waitSeconds)} s.`);
    const endpoint = await this.endpoints.find(call.endpoint);
    if (endpoint?.serving.status !== 'InService') throw refuse(`The endpoint ${call.endpoint} is gone.`);
    const time = AbortSignal.timeout(timeoutSeconds * 1000);
    const signal = AbortSignal.any([time, this.over.signal]);
    try {
      return await callEndpoint(endpoint.serving, { headers, body: await this.bodyOf(call), signal });
    } catch (error) {
      if (time.aborted) throw refuse(`The container did not answer within ${String(timeoutSeconds)} s.`);
      throw error;
    }
  }

  private async bodyOf({ input }: AsyncCall): Promise<Buffer | { readonly path: string; readonly bytes: number }> {
    if ('inline' in input) return Buffer.from(input.inline, 'base64');
    const found = await this.store.find(locationOf(input.location));
    if (found.bytes <= maxAsyncBodyBytes) return found;
    throw new ServiceError('ValidationError', `${input.location} has more than ${String(maxAsyncBodyBytes)} bytes.`);
  }

  private async fail({ failure }: AsyncCall, message: string): Promise<void> {
    if (failure !== undefined) await this.write(failure, Buffer.from(message), 'text/plain');
  }

  private async write(uri: string, body: Buffer, type: string): Promise<void> {
    const from = await this.store.staging();
    await writeFile(from, body);
    const etag = createHash('md5').update(body).digest('hex');
    await this.store.put(locationOf(uri), from, { etag, headers: { 'content-type': type || 'binary/octet-stream' } });
  }
}

function locationOf(uri: string): S3Location {
  const location = parseS3Uri(uri);
  if (location) return location;
  throw new ServiceError('ValidationError', `${uri} is no s3:// URI.`);
}

/** The message of an error as a caller of InvokeEndpoint gets it. */
function textOf(body: Buffer): string {
  try {
    const { Message } = JSON.parse(body.toString()) as { readonly Message?: unknown };
    if (typeof Message === 'string') return Message;
  } catch {
    // Then it is the text itself.
  }
  return body.toString();
}
