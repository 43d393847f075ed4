import { endpointLogArn } from './resourceArn';

/** Body of the 424 answer that a caller of InvokeEndpoint gets when the container failed (I11). */
export interface ModelError {
  readonly Message: string;
  readonly OriginalStatusCode: number;
  readonly OriginalMessage: string;
  readonly LogStreamArn: string;
  readonly ErrorCode?: string;
}

/** The container that failed. */
export interface FailedContainer {
  readonly endpoint: string;
  readonly region: string;
  /** Its log stream. */
  readonly stream: string;
  /** Its host name in a pipeline; undefined for the only one. */
  readonly container?: string | undefined;
}

/**
 * The ModelError for a container's answer outside 2xx, or for none.
 * @param status the container's HTTP status; 0 when there was no answer
 * @param message the container's body, or what went wrong
 */
export function modelError(failed: FailedContainer, status: number, message: string): ModelError {
  const { endpoint, region, stream, container = 'primary' } = failed;
  const party = status >= 400 && status < 500 ? 'client' : 'server';
  return {
    Message: `Received ${party} error (${String(status)}) from ${container} with message "${message}". The log stream ${stream} of endpoint ${endpoint} has the details.`,
    OriginalStatusCode: status,
    OriginalMessage: message,
    LogStreamArn: endpointLogArn(endpoint, stream, region),
  };
}
