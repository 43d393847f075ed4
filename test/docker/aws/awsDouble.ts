import { spawn } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { motoFolder, motoVariable } from '../../machine/moto';
import { startLoopback } from '../loopbackServer';
import { startRegistry } from '../registry';

/** What the double does with a request instead of handing it on. */
export type Fault = 'reset' | 'lose the answer' | 'throttle' | 'expired token';

/** One request as it came. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  /** Of services that speak JSON: `CreateTrainingJob`. */
  readonly operation: string;
  readonly body: string;
  /** The id of the key that signed it. */
  readonly key: string;
}

/** moto with a real registry behind its ECR, and faults on demand. */
export interface AwsDouble {
  readonly url: string;
  /** Of the registry, with its port. */
  readonly registry: string;
  readonly seen: Seen[];
  /** Decide about each request; undefined lets it through. */
  fault: (request: Seen) => Fault | undefined;
  /** Answers of operations that moto doesn't have; undefined lets a request through. */
  answer: (request: Seen) => object | undefined;
  stop(): Promise<void>;
}

/**
 * Start all of it on loopback.
 * @param folder for what the registry keeps
 */
export async function startAwsDouble(folder: string): Promise<AwsDouble> {
  const moto = process.env[motoVariable] ?? (await motoFolder());
  const [{ port: motoPort, stop: stopMoto }, registry] = await Promise.all([
    startLoopback((port) =>
      spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
        stdio: 'ignore',
        env: { ...process.env, PYTHONPATH: moto },
      }),
    ),
    startRegistry(folder),
  ]);
  const double: Pick<AwsDouble, 'registry' | 'seen' | 'fault' | 'answer'> = {
    ...{ registry: registry.address, seen: [], fault: () => undefined, answer: () => undefined },
  };
  const server = http.createServer((request, response) => {
    void pass(double, motoPort, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all([stopMoto(), registry.stop()]);
  };
  return Object.assign(double, { url, stop });
}

async function pass(
  double: Pick<AwsDouble, 'registry' | 'seen' | 'fault' | 'answer'>,
  port: number,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const body = await buffer(request).catch(() => undefined);
  if (!body) return;
  const seen = {
    method: request.method ?? '',
    path: request.url ?? '',
    operation: String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, ''),
    body: body.length < 100_000 ? body.toString() : '',
    key: /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '',
  };
  double.seen.push(seen);
  const fault = double.fault(seen);
  if (fault === 'reset') return void request.socket.destroy();
  if (fault === 'throttle' || fault === 'expired token') {
    refuse(response, fault);
    return;
  }
  const scripted = double.answer(seen);
  if (scripted) {
    const status = '__type' in scripted ? 400 : 200;
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(scripted));
    return;
  }
  const { method, url: path, headers } = request;
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.request({ host: '127.0.0.1', port, method, path, headers }, resolve).on('error', reject).end(body);
  });
  const content = await buffer(answer);
  if (fault === 'lose the answer') return void request.socket.destroy();
  // moto has no registry: what it says of its own leads to the real one.
  const isJson = String(answer.headers['content-type']).includes('json');
  const told = isJson
    ? Buffer.from(content.toString().replaceAll(/\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com/g, double.registry))
    : content;
  const { 'content-length': length, 'transfer-encoding': _chunked, ...kept } = answer.headers;
  const size = method === 'HEAD' ? length : String(told.length);
  response
    .writeHead(answer.statusCode ?? 500, { ...kept, ...(size !== undefined && { 'content-length': size }) })
    .end(told);
}

function refuse(response: http.ServerResponse, fault: 'throttle' | 'expired token'): void {
  const type = fault === 'throttle' ? 'ThrottlingException' : 'ExpiredTokenException';
  response
    .writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify({ __type: type, message: `This is a test: ${fault}.` }));
}
