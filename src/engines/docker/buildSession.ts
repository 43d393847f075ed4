import { randomUUID } from 'node:crypto';
import http2 from 'node:http2';
import type { DockerApi } from './dockerApi';
import { readFields, writeTexts } from './protobuf';
import type { RegistryAuth } from './registryAuth';

/** Name under which BuildKit can call back while a build runs. */
export interface BuildSession {
  readonly id: string;
  close(): void;
}

const credentialsCall = '/moby.filesync.v1.Auth/Credentials';
const healthCall = '/grpc.health.v1.Health/Check';
/** gRPC's status codes. */
const ok = 0;
const unimplemented = 12;

/**
 * Open the connection on which BuildKit asks its client for credentials when a build needs an image of a private registry. The
 * roles are reversed on it: the engine calls, by gRPC, and we answer. Nothing else is offered.
 * @param authOf the user's credentials for a registry host
 */
export async function openBuildSession(
  api: DockerApi,
  authOf: (host: string) => Promise<RegistryAuth | undefined>,
  signal: AbortSignal,
): Promise<BuildSession> {
  const id = randomUUID();
  const headers = {
    'X-Docker-Expose-Session-Uuid': id,
    'X-Docker-Expose-Session-Name': 'sagemaker-containers',
    'X-Docker-Expose-Session-Grpc-Method': credentialsCall,
  };
  const socket = await api.hijack({ method: 'POST', path: '/session', headers, signal }, 'h2c');
  const server = http2.createServer();
  server.on('stream', (stream, request) => {
    // A call that the engine gives up is no concern of the build, which has its own connection.
    stream.on('error', () => stream.close());
    void answer(stream, String(request[':path']), authOf);
  });
  server.on('sessionError', () => socket.destroy());
  socket.on('error', () => socket.destroy());
  server.emit('connection', socket);
  return { id, close: () => socket.destroy() };
}

async function answer(
  stream: http2.ServerHttp2Stream,
  call: string,
  authOf: (host: string) => Promise<RegistryAuth | undefined>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  // gRPC puts one byte of flags and four of length before a message.
  const message = Buffer.concat(chunks).subarray(5);
  if (call === credentialsCall) reply(stream, await credentials(message, authOf));
  // 08 01: "serving". Without it the engine takes the session for dead after a while.
  else if (call === healthCall) reply(stream, Buffer.from([8, 1]));
  else reply(stream, undefined);
}

async function credentials(
  message: Buffer,
  authOf: (host: string) => Promise<RegistryAuth | undefined>,
): Promise<Buffer> {
  const host = [...readFields(message)].find(([number]) => number === 1)?.[1];
  const auth = await authOf(Buffer.isBuffer(host) ? host.toString() : '');
  if (!auth) return Buffer.alloc(0);
  return writeTexts([
    [1, auth.identitytoken === undefined ? (auth.username ?? '') : ''],
    [2, auth.identitytoken ?? auth.password ?? ''],
  ]);
}

function reply(stream: http2.ServerHttp2Stream, message: Buffer | undefined): void {
  const head = { ':status': 200, 'content-type': 'application/grpc' };
  if (message === undefined) {
    stream.respond({ ...head, 'grpc-status': String(unimplemented) }, { endStream: true });
    return;
  }
  stream.respond(head, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(ok) }));
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  stream.end(Buffer.concat([prefix, message]));
}
