import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from './serviceError';

/**
 * Refuse what a page in a browser sends, also one whose name was made to point to this machine: a client of AWS names no origin, and
 * calls this machine by its own names.
 * @throws ServiceError `AccessDenied`
 */
export function refuseStrangers(headers: IncomingHttpHeaders, port: number): void {
  const host = headers.host ?? '';
  const isOurs = ['127.0.0.1', 'localhost'].some((name) => host === `${name}:${String(port)}`);
  if (!isOurs && bucketOfHost(host, port) === undefined) {
    throw new ServiceError('AccessDenied', `The host ${JSON.stringify(host)} is not this endpoint.`, 403);
  }
  const site = headers['sec-fetch-site'];
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) {
    throw new ServiceError('AccessDenied', 'Pages in a browser may not use this endpoint.', 403);
  }
}

/** The bucket in front of `localhost`, as clients write it that don't use paths; undefined for a host without one. */
export function bucketOfHost(host: string | undefined, port: number): string | undefined {
  const [, bucket] = new RegExp(`^([a-z0-9][a-z0-9.-]+)\\.localhost:${String(port)}$`).exec(host ?? '') ?? [];
  return bucket;
}
