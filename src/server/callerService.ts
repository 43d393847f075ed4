import type { IncomingHttpHeaders } from 'node:http';

/** A service that a request is meant for. */
export type ServiceName = 'sagemaker' | 'runtime' | 'logs' | 'sts' | 's3' | 'other';

/** What decides whom a request is meant for. */
export interface Addressed {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

const targets: Readonly<Record<string, ServiceName>> = {
  SageMaker: 'sagemaker',
  Logs_20140328: 'logs',
};

/**
 * The service that a client speaks to: all of them share one port. Known by the target of a JSON protocol, then by the scope that the
 * client signed for, and without a signature by the path.
 */
export function callerService({ method, url, headers }: Addressed): ServiceName {
  const target = String(headers['x-amz-target'] ?? '').split('.')[0] ?? '';
  const named = targets[target];
  if (named) return named;
  // In the protocol of SageMaker and Logs, for something that is not here.
  if (target !== '') return 'other';
  const scope = scopeOf(headers.authorization ?? '', url);
  if (scope === 's3') return 's3';
  if (scope === 'sts') return 'sts';
  const isInvocation = /^\/endpoints\/[^/]+\/[a-z-]+$/.test(url.pathname);
  if (isInvocation && (scope === 'sagemaker' || (scope === undefined && method === 'POST'))) return 'runtime';
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return isForm && method === 'POST' && url.pathname === '/' ? 'sts' : 's3';
}

/** `s3` in `Credential=KEY/20260101/us-east-1/s3/aws4_request`, of the header or of a signed URL. */
function scopeOf(authorization: string, url: URL): string | undefined {
  const credential = /Credential=([^,\s]+)/.exec(authorization)?.[1] ?? url.searchParams.get('X-Amz-Credential');
  return credential?.split('/').at(-2);
}
