/** One record of an input file. */
export interface DataRecord {
  /** Its bytes as they stand in the file: a line with its ending, a frame with its lengths, checksums and padding. */
  readonly raw: Buffer;
  /** What of it is data: the same for a line, the content of a frame (B5). */
  readonly content: Buffer;
}

/** How the bytes of a file become records. Bytes come in pieces of any size; no byte is changed. */
export interface RecordSplitter {
  /** The records that `chunk` completes. @throws AppError `records.framing`, `records.tooLong` */
  push(chunk: Buffer): readonly DataRecord[];
  /** What is left at the end of the file. @throws AppError `records.framing` for a record that is not whole */
  end(): readonly DataRecord[];
}

/** What a splitter gives up at. */
export interface SplitLimit {
  /** Longest record in bytes; nothing longer is kept in memory. */
  readonly maxRecordBytes: number;
}
