/** What a client of AWS is told when its request can't be done; the service's own code and words. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  /**
   * @param code the service's, for example `ValidationException` or `NoSuchKey`
   * @param status HTTP status
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** A request that the service's rules don't allow. */
export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
