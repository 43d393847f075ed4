import type { ServiceName } from './callerService';
import { isObject, type JsonObject } from './jsonInput';
import type { Call } from './service';
import { ServiceError } from './serviceError';

const minute = 60_000;

/**
 * Refuse a request that was signed at another time than it is here, as the service does; the client's clock is right, and it is this one
 * that a test has put wrong.
 * @param offset milliseconds that this clock is ahead
 * @throws ServiceError `RequestTimeTooSkewed` of S3, `InvalidSignatureException`, of STS `SignatureDoesNotMatch`
 */
export function refuseOtherTimes({ incoming, url }: Call, service: ServiceName, offset: number): void {
  const text = String(incoming.headers['x-amz-date'] ?? url.searchParams.get('X-Amz-Date') ?? '');
  const signedAt = timeOf(text);
  if (signedAt === undefined) return;
  const now = Date.now() + offset;
  const ahead = signedAt - now;
  if (service === 's3') {
    const message = 'The difference between the request time and the current time is too large.';
    if (Math.abs(ahead) > 15 * minute) throw new ServiceError('RequestTimeTooSkewed', message, 403);
    return;
  }
  if (Math.abs(ahead) <= 5 * minute) return;
  const bound = basic(now + Math.sign(ahead) * 5 * minute);
  const message =
    ahead < 0
      ? `Signature expired: ${text} is now earlier than ${bound} (${basic(now)} - 5 min.)`
      : `Signature not yet current: ${text} is still later than ${bound} (${basic(now)} + 5 min.)`;
  if (service === 'sts') throw new ServiceError('SignatureDoesNotMatch', message, 403);
  throw new ServiceError('InvalidSignatureException', message, service === 'runtime' ? 403 : 400);
}

/** Members of an answer, or of a request, with every time in them moved. JSON protocols write seconds, Logs milliseconds. */
export function moved(members: JsonObject, offset: number): JsonObject {
  if (offset === 0) return members;
  return Object.fromEntries(
    Object.entries(members).map(([member, value]) => [member, movedValue(member, value, offset)]),
  );
}

function movedValue(member: string, value: unknown, offset: number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => movedValue(member, item, offset));
  if (isObject(value)) return moved(value, offset);
  if (typeof value !== 'number' || !/(time|timestamp|(Time|Timestamp)(After|Before)?)$/i.test(member)) return value;
  // Before 2001 in seconds, before 1970 and a week in milliseconds: a number of something else.
  if (value < 1e9) return value;
  return value < 1e11 ? value + offset / 1000 : value + offset;
}

/** Milliseconds since the Unix epoch of `20260101T000000Z`. */
function timeOf(text: string): number | undefined {
  const [, year, month, day, hour, minutes, seconds] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined) return undefined;
  return Date.UTC(year, month - 1, day, hour, minutes, seconds);
}

function basic(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}
