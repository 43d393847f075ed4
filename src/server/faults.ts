import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from './jsonInput';
import { bodyOf, type Call } from './service';
import { invalid, ServiceError } from './serviceError';
import type { ServiceName } from './callerService';

/** Where tests say what shall go wrong; no bucket can be called so. */
export const faultsPath = '/_faults';

const kinds = ['throttle', 'expire', 'delay', 'reset', 'fail', 'clock'] as const;

/** Something that shall go wrong with the next calls. */
interface Fault {
  readonly kind: (typeof kinds)[number];
  /** How many calls it still happens to. */
  times: number;
  /** Name of an operation of a JSON protocol, or of a service: `logs`, `s3`; undefined for all. */
  readonly of?: string;
  /** How long a delay is, how long a connection holds before it is reset, or how far the clock is ahead: behind below 0. */
  readonly milliseconds: number;
}

/** Faults that a test has ordered: each call takes the first that fits. */
export class Faults {
  private ordered: Fault[] = [];

  /** Take a list of faults in place of those that are left, or tell which are left. @throws ServiceError `ValidationException` */
  async order(call: Call): Promise<void> {
    if (call.incoming.method === 'POST') this.ordered = faultsIn((await bodyOf(call)).toString());
    call.outgoing.writeHead(200, { 'content-type': 'application/json' });
    call.outgoing.end(JSON.stringify(this.ordered));
  }

  /** Milliseconds that the clock is ahead for a call. */
  clockOffset({ incoming }: Pick<Call, 'incoming'>, service: ServiceName): number {
    return this.due(incoming, service, (kind) => kind === 'clock')?.milliseconds ?? 0;
  }

  /**
   * Do what was ordered for a call before it is answered.
   * @returns false when the connection is gone
   * @throws ServiceError
   */
  async befall({ incoming }: Call, service: ServiceName): Promise<boolean> {
    const fault = this.due(incoming, service, (kind) => kind !== 'clock');
    if (!fault) return true;
    if (fault.milliseconds > 0) await sleep(fault.milliseconds);
    if (fault.kind === 'reset') {
      incoming.socket.resetAndDestroy();
      return false;
    }
    const error = errorOf(fault.kind, service);
    if (error) throw error;
    return true;
  }

  private due(
    { headers }: Call['incoming'],
    service: ServiceName,
    isKind: (kind: Fault['kind']) => boolean,
  ): Fault | undefined {
    const operation = String(headers['x-amz-target'] ?? '').split('.')[1];
    const fault = this.ordered.find(
      ({ kind, of, times }) => isKind(kind) && times > 0 && [undefined, operation, service].includes(of),
    );
    if (fault) fault.times -= 1;
    return fault;
  }
}

function errorOf(kind: Fault['kind'], service: ServiceName): ServiceError | undefined {
  const isS3 = service === 's3';
  switch (kind) {
    case 'throttle':
      return isS3
        ? new ServiceError('SlowDown', 'Please reduce your request rate.', 503)
        : new ServiceError('ThrottlingException', 'Rate exceeded');
    case 'expire':
      return new ServiceError(
        isS3 ? 'ExpiredToken' : 'ExpiredTokenException',
        'The security token included in the request is expired',
      );
    case 'fail':
      return new ServiceError(isS3 ? 'InternalError' : 'InternalFailure', 'A fault that was ordered.', 500);
    default:
      return undefined;
  }
}

function faultsIn(text: string): Fault[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    list = undefined;
  }
  const faults = Array.isArray(list) ? list.map(faultIn) : [undefined];
  if (faults.every((fault) => fault !== undefined)) return faults;
  throw invalid(
    `Faults are a list of {"kind": "${kinds.join('|')}", "times": 1, "of": "DescribeTrainingJob", "milliseconds": 0}.`,
  );
}

function faultIn(value: unknown): Fault | undefined {
  if (!isObject(value)) return undefined;
  const known = kinds.find((one) => one === value['kind']);
  // A clock goes wrong and stays so.
  const { times = known === 'clock' ? Number.MAX_SAFE_INTEGER : 1, of, milliseconds = 0 } = value;
  if (!known || typeof times !== 'number' || typeof milliseconds !== 'number') return undefined;
  return { kind: known, times, milliseconds, ...(typeof of === 'string' && { of }) };
}
