import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '../../contract/appError';
import type { CredentialsSource } from '../../jobs/submission';

/** A server that gives credentials to whoever knows its path and its token. */
export interface CredentialsEndpoint {
  /** Variables that lead AWS's clients there (T35, T36). The token is a secret. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Where a server gives credentials, and to whom. The token is a secret. */
interface Way {
  /** An address that nobody but containers and programs of this machine reaches. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly path: string;
  readonly token: string;
}

const uriVariable = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';
const tokenVariable = 'AWS_CONTAINER_AUTHORIZATION_TOKEN';

/** How long clients may keep what has no end of its own, in milliseconds. */
const keptFor = 3600_000;

/** A way that nobody knows yet. */
export function newWay(host: string): Way {
  return { host, port: 0, path: `/v2/credentials/${randomUUID()}`, token: randomBytes(32).toString('base64url') };
}

/** The way that a container knows by its variables; undefined where they name none at this address. */
export function knownWay(host: string, environment: Readonly<Record<string, string>>): Way | undefined {
  const { [uriVariable]: uri = '', [tokenVariable]: token = '' } = environment;
  const [, named, port, path = ''] = /^http:\/\/([^/:]+):(\d+)(\/.+)$/.exec(uri) ?? [];
  return named === host && token !== '' ? { host, port: Number(port), path, token } : undefined;
}

/**
 * Give credentials out in the protocol of the platform's containers: each request asks the source anew.
 * @param tell gets why there are none
 */
export async function openCredentialsEndpoint(
  { host, port: wanted, path, token }: Way,
  source: CredentialsSource,
  tell: (why: string) => void,
): Promise<CredentialsEndpoint> {
  const server = createServer((request, response) => {
    if (request.url !== path || !isToken(request, token)) {
      answer(response, 403, { code: 'AccessDenied', message: 'The token is not that of this job.' });
      return;
    }
    source().then(
      (credentials) => {
        answer(response, 200, {
          AccessKeyId: credentials.accessKeyId,
          SecretAccessKey: credentials.secretAccessKey,
          Token: credentials.sessionToken ?? '',
          Expiration: (credentials.expiration ?? new Date(Date.now() + keptFor)).toISOString().replace(/\.\d+Z$/, 'Z'),
        });
      },
      (error: unknown) => {
        tell(messageOf(error));
        answer(response, 500, { code: 'NoCredentials', message: 'There are none; the log of the job says why.' });
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(wanted, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      [uriVariable]: `http://${host}:${String(port)}${path}`,
      [tokenVariable]: token,
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function isToken({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
