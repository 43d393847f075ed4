import { AppError } from '../contract/appError';

/** A record that no request can carry (B6). @param record its number in the file, from 1 */
export function tooLong(record: number, maxBytes: number): AppError {
  return new AppError(
    'records.tooLong',
    `record ${String(record)} is longer than MaxPayloadInMB allows (${String(maxBytes)} bytes).`,
    'Raise MaxPayloadInMB, or split the input into smaller records.',
  );
}

/** Bytes that are not what SplitType says. @param at offset of the record in the file, after inflating */
export function badFrame(format: string, record: number, at: number, what: string): AppError {
  return new AppError(
    'records.framing',
    `record ${String(record)}, at byte ${String(at)}, is no ${format}: ${what}.`,
    'Correct the file, or name its format in SplitType.',
  );
}
