import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Output } from './driveFiles';

/** Small answers are gathered into writes of this size. */
const blockBytes = 256 * 1024;

/** The output of one input file, written under a name of its own until it is whole. */
export class FileOutput implements Output {
  private file: FileHandle | undefined;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  bytes = 0;

  /** @param path absolute; its folder is made when there is something to write */
  constructor(readonly path: string) {}

  async write(parts: readonly Buffer[]): Promise<void> {
    for (const part of parts) {
      this.waiting.push(part);
      this.waitingBytes += part.length;
      this.bytes += part.length;
    }
    if (this.waitingBytes >= blockBytes) await this.flush();
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.file?.close();
      this.file = undefined;
    }
  }

  async discard(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
    this.waiting = [];
    await rm(this.path, { force: true });
  }

  private async flush(): Promise<void> {
    if (!this.file) {
      await mkdir(dirname(this.path), { recursive: true });
      this.file = await open(this.path, 'w');
    }
    const block = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingBytes = 0;
    if (block.length > 0) await this.file.appendFile(block);
  }
}
