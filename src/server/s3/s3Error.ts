import { ServiceError } from '../serviceError';

const texts = {
  NoSuchBucket: ['The specified bucket does not exist', 404],
  NoSuchKey: ['The specified key does not exist.', 404],
  NoSuchUpload: ['The specified upload does not exist. It may have been aborted or completed.', 404],
  NoSuchPublicAccessBlockConfiguration: ['The public access block configuration was not found', 404],
  BucketAlreadyOwnedByYou: ['Your previous request to create the named bucket succeeded and you already own it.', 409],
  BucketNotEmpty: ['The bucket you tried to delete is not empty', 409],
  InvalidBucketName: ['The specified bucket is not valid.', 400],
  InvalidArgument: ['A parameter of the request is not valid.', 400],
  InvalidPart: ['One or more of the specified parts could not be found, or its entity tag did not match.', 400],
  InvalidPartOrder: ['The list of parts was not in ascending order.', 400],
  EntityTooSmall: ['Your proposed upload is smaller than the minimum allowed size', 400],
  EntityTooLarge: ['Your proposed upload exceeds the maximum allowed size', 400],
  BadDigest: ['The checksum that you specified did not match what we received.', 400],
  IncompleteBody: ['The request body terminated unexpectedly', 400],
  MalformedXML: ['The XML you provided was not well-formed or did not validate against our published schema', 400],
  InvalidRange: ['The requested range is not satisfiable', 416],
  PreconditionFailed: ['At least one of the pre-conditions you specified did not hold', 412],
  NotModified: ['Not Modified', 304],
  MethodNotAllowed: ['The specified method is not allowed against this resource.', 405],
  NotImplemented: ['The local endpoint does not have this part of S3.', 501],
} as const satisfies Readonly<Record<string, readonly [message: string, status: number]>>;

/** An error of S3 by its code. */
export function s3Error(code: keyof typeof texts, message?: string): ServiceError {
  const [text, status] = texts[code];
  return new ServiceError(code, message ?? text, status);
}
