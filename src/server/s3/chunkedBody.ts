import { Transform, type TransformCallback } from 'node:stream';
import { s3Error } from './s3Error';

/** Longest line between chunks: a length, a signature, or a header of the end. */
const longestLine = 8 * 1024;

/**
 * Takes a body apart that comes in chunks of AWS's own (`aws-chunked`): each with its length and perhaps a signature before it, and headers
 * behind the last one, where clients put the checksum of what they have sent. Signatures are not looked at.
 */
export class ChunkedBody extends Transform {
  private rest: Buffer = Buffer.alloc(0);
  private state: 'length' | 'data' | 'dataEnd' | 'trailer' | 'end' = 'length';
  private missing = 0;

  /** @param trailers gets the headers behind the data, by their names in lower case */
  constructor(private readonly trailers: Map<string, string>) {
    super();
  }

  override _transform(block: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.rest = this.rest.length === 0 ? block : Buffer.concat([this.rest, block]);
      while (this.step());
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    // Some clients leave the empty line behind the last header out.
    done(this.state === 'end' || this.state === 'trailer' ? null : s3Error('IncompleteBody'));
  }

  /** Do as much as is possible at once. @returns whether there may be more */
  private step(): boolean {
    if (this.state === 'data') return this.takeData();
    const end = this.rest.indexOf('\r\n');
    if (end < 0) {
      if (this.rest.length > longestLine) throw s3Error('IncompleteBody');
      return false;
    }
    const line = this.rest.toString('latin1', 0, end);
    this.rest = this.rest.subarray(end + 2);
    this.takeLine(line);
    return this.rest.length > 0;
  }

  private takeData(): boolean {
    const data = this.rest.subarray(0, this.missing);
    this.missing -= data.length;
    this.rest = this.rest.subarray(data.length);
    if (data.length > 0) this.push(data);
    if (this.missing === 0) this.state = 'dataEnd';
    return this.rest.length > 0;
  }

  private takeLine(line: string): void {
    switch (this.state) {
      case 'length': {
        const [, hex] = /^([0-9a-fA-F]{1,12})(;|$)/.exec(line) ?? [];
        if (hex === undefined) throw s3Error('IncompleteBody');
        this.missing = parseInt(hex, 16);
        this.state = this.missing === 0 ? 'trailer' : 'data';
        return;
      }
      case 'dataEnd':
        if (line !== '') throw s3Error('IncompleteBody');
        this.state = 'length';
        return;
      case 'trailer': {
        const colon = line.indexOf(':');
        if (colon > 0) this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
        else this.state = 'end';
        return;
      }
      default:
        return;
    }
  }
}
