import { endpointLogArn } from './resourceArn';

/** Body of the 424 answer that a caller of InvokeEndpoint gets when the container failed (I11). */
export interface ModelError {
  readonly Message: string;
  readonly OriginalStatusCode: number;
  readonly OriginalMessage: string;
  readonly LogStreamArn: string;
  readonly ErrorCode?: string;
}

/**
 * The ModelError for a container's answer outside 2xx, or for none.
 * @param status the container's HTTP status; 0 when there was no answer
 * @param message the container's body, or what went wrong
 */
export function modelError(
  endpoint: { readonly name: string; readonly region: string; readonly variant: string },
  status: number,
  message: string,
): ModelError {
  const party = status >= 400 && status < 500 ? 'client' : 'server';
  return {
    Message: `Received ${party} error (${String(status)}) from primary with message "${message}". The log stream ${endpoint.variant} of endpoint ${endpoint.name} has the details.`,
    OriginalStatusCode: status,
    OriginalMessage: message,
    LogStreamArn: endpointLogArn(endpoint.name, endpoint.variant, endpoint.region),
  };
}
