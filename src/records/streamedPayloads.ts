import { Readable } from 'node:stream';
import { filtered, payloads, type Payload, type PayloadOptions, type StreamedBody } from './payloads';
import { recordSplitter } from './recordSplitter';

/** Bytes that no record has. */
const noLimit = Number.MAX_SAFE_INTEGER;

/** Opens the bytes of a file, each time from the beginning. */
type OpenFile = () => AsyncIterable<Buffer>;

/**
 * The requests of one file where a body may have any length (MaxPayloadInMB 0, B6): a record each, or the whole file in one, whose body
 * is read while it is sent.
 * @throws AppError `records.*`; for a body that is the whole file, while it is read
 */
export async function* streamedPayloads(
  open: OpenFile,
  options: Omit<PayloadOptions, 'maxBytes'>,
): AsyncGenerator<Payload<StreamedBody>> {
  if (options.strategy === 'SingleRecord' && options.splitType !== 'None') {
    for await (const payload of payloads(open(), { ...options, maxBytes: noLimit }))
      yield { ...payload, body: { open: () => Readable.from([payload.body]) } };
  } else if (await hasBytes(open())) yield new WholeFile(open, options);
}

async function hasBytes(parts: AsyncIterable<Buffer>): Promise<boolean> {
  for await (const part of parts) if (part.length > 0) return true;
  return false;
}

/** All records of a file in one body. What it says of them counts once the body was read. */
class WholeFile implements Payload<StreamedBody> {
  readonly index = 0;
  readonly firstRecord = 1;
  readonly body: StreamedBody = { open: () => this.read() };
  records = 1;
  sources: Buffer[] = [];

  constructor(
    private readonly file: OpenFile,
    private readonly options: Omit<PayloadOptions, 'maxBytes'>,
  ) {}

  /** Read anew for another try, so everything is counted anew. */
  private async *read(): AsyncGenerator<Buffer> {
    const { splitType, filter, keepSources } = this.options;
    this.sources = [];
    // Nothing to look at: the file need not fit into memory.
    if (splitType === 'None' && !filter && !keepSources) {
      yield* this.file();
      return;
    }
    this.records = 0;
    const splitter = recordSplitter(splitType, { maxRecordBytes: noLimit });
    const taken = (records: ReturnType<typeof splitter.end>): Buffer =>
      Buffer.concat(
        records.map(({ raw }) => {
          this.records += 1;
          if (keepSources) this.sources.push(raw);
          return filter ? filtered(raw, filter, this.records) : raw;
        }),
      );
    // As large as what is read, however small its records are.
    for await (const chunk of this.file()) yield taken(splitter.push(chunk));
    yield taken(splitter.end());
  }
}
