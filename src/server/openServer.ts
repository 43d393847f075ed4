import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { AppError, messageOf } from '../contract/appError';
import { makeIgnoredFolder } from '../machine/ignoredFolder';
import { listenOnLoopback } from '../machine/loopback';
import { jsonService } from './awsJson';
import { callerService, type ServiceName } from './callerService';
import { refuseOtherTimes } from './clock';
import { Faults, faultsPath } from './faults';
import { logsService } from './logs/logOperations';
import { refuseStrangers } from './requestPolicy';
import { AsyncQueue } from './runtime/asyncQueue';
import { ObjectStore } from './s3/objectStore';
import { s3Service } from './s3/s3Service';
import { runtimeService } from './runtime/runtimeService';
import { Endpoints } from './sagemaker/endpoints';
import { RequestFiles } from './sagemaker/requestFiles';
import { sagemakerOperations } from './sagemaker/sagemakerOperations';
import type { Call, Service } from './service';
import { ServiceError } from './serviceError';
import { stsService } from './sts';
import type { Surroundings } from './surroundings';

/** How the endpoint is opened. */
interface ServerChoices {
  /** 0 for any free one. */
  readonly port: number;
  /** Whether tests may make calls fail, by `POST /_faults`. */
  readonly faults: boolean;
}

/** The local endpoint while it listens. */
interface LocalServer {
  /** What clients are given as `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Ends open connections too. Jobs go on: each belongs to a process of its own. */
  close(): Promise<void>;
}

type Services = Readonly<Record<ServiceName, Service>>;

/**
 * Listen on loopback and speak AWS's own protocols over the local platform. Any credentials are taken, and nothing is handed on to AWS.
 * @throws AppError `port.taken`
 */
export async function openServer(surroundings: Surroundings, { port, faults }: ServerChoices): Promise<LocalServer> {
  const requests = new RequestFiles(surroundings.account);
  const endpoints = new Endpoints(surroundings);
  const store = new ObjectStore(surroundings.account);
  const queue = new AsyncQueue(join(surroundings.account, 'invocations'), endpoints, store);
  const services: Services = {
    sagemaker: jsonService(sagemakerOperations({ surroundings, requests, endpoints, store })),
    runtime: runtimeService(endpoints, queue),
    logs: logsService(surroundings),
    s3: s3Service(surroundings, store),
    sts: stsService(surroundings.region),
    other: jsonService({}),
  };
  await makeIgnoredFolder(surroundings.account);
  const server = createServer();
  // A training job's data may take longer to come than Node waits for a request by default.
  server.requestTimeout = 0;
  const listening = await listenOnLoopback(server, port);
  await Promise.all([store.tidy(), queue.resume()]);
  const ordered = faults ? new Faults() : undefined;
  server.on('request', (incoming, outgoing) => {
    void answer({ services, faults: ordered }, { incoming, outgoing, port: listening.port, id: randomUUID() });
  });
  return {
    url: `http://127.0.0.1:${String(listening.port)}`,
    close: async () => {
      queue.close();
      await listening.close();
    },
  };
}

interface Arrived {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly port: number;
  readonly id: string;
}

interface Answering {
  readonly services: Services;
  readonly faults: Faults | undefined;
}

async function answer({ services, faults }: Answering, arrived: Arrived): Promise<void> {
  const { incoming, outgoing, port, id } = arrived;
  outgoing.setHeader('x-amzn-requestid', id);
  outgoing.setHeader('x-amz-request-id', id);
  const url = urlOf(incoming);
  if (!url) {
    outgoing.writeHead(400).end();
    return;
  }
  const name = callerService({ method: incoming.method ?? 'GET', url, headers: incoming.headers });
  const clockNow = () => faults?.clockOffset(arrived, name) ?? 0;
  const clockOffset = url.pathname === faultsPath ? 0 : clockNow();
  const call: Call = { ...arrived, url, clockOffset, clockNow };
  const service = services[name];
  if (clockOffset !== 0) outgoing.setHeader('date', new Date(Date.now() + clockOffset).toUTCString());
  try {
    refuseStrangers(incoming.headers, port);
    if (clockOffset !== 0) refuseOtherTimes(call, name, clockOffset);
    if (faults && url.pathname === faultsPath) await faults.order(call);
    else if (!faults || (await faults.befall(call, name))) await service.answer(call);
  } catch (error) {
    // A client that went away, or an answer that has begun, can't be told.
    if (outgoing.headersSent || outgoing.destroyed) {
      outgoing.destroy();
      return;
    }
    service.refuse(call, asServiceError(error));
    incoming.resume();
  }
}

function urlOf({ url = '/' }: IncomingMessage): URL | undefined {
  const text = `http://127.0.0.1${url}`;
  return url.startsWith('/') && URL.canParse(text) ? new URL(text) : undefined;
}

/** What the local platform refuses is a request that is not valid here; anything else is a fault of ours. */
function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof AppError) return new ServiceError('ValidationException', `${error.message} ${error.action}`);
  return new ServiceError('InternalFailure', messageOf(error), 500);
}
