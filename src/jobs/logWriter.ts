import { open, type FileHandle } from 'node:fs/promises';

/** Bytes that wait in memory before a writer is asked to wait for the disk. */
const highWater = 4 * 1024 * 1024;

/** Appends to one log file in large writes; what was written is on disk within a few milliseconds and after `close`. */
export class LogWriter {
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private writing: Promise<void> | undefined;
  private failure: { readonly error: unknown } | undefined;
  private file: FileHandle | undefined;

  /** @param path the file; made when the first line comes, replaced when `fresh` */
  constructor(
    readonly path: string,
    private readonly fresh = false,
  ) {}

  /** Take over whole lines. Returns a promise when the disk is behind: wait for it before giving more. @throws the disk's error */
  append(lines: Buffer): Promise<void> | undefined {
    if (this.failure) throw this.failure.error;
    this.waiting.push(lines);
    this.waitingBytes += lines.length;
    this.writing ??= this.drain();
    return this.waitingBytes > highWater ? this.writing : undefined;
  }

  /** Write what is left. @throws the disk's error, once */
  async close(): Promise<void> {
    await this.writing;
    await this.file?.close();
    this.file = undefined;
    if (this.failure) throw this.failure.error;
  }

  private async drain(): Promise<void> {
    try {
      // One turn of the event loop gathers what arrives together into one write.
      await new Promise((resolve) => setImmediate(resolve));
      this.file ??= await open(this.path, this.fresh ? 'w' : 'a');
      while (this.waitingBytes > 0) {
        const block = Buffer.concat(this.waiting);
        this.waiting = [];
        this.waitingBytes = 0;
        await this.file.appendFile(block);
      }
    } catch (error) {
      this.failure = { error };
      this.waiting = [];
      this.waitingBytes = 0;
    } finally {
      this.writing = undefined;
    }
  }
}
