import { open } from 'node:fs/promises';
import { linesOf, LineSplitter } from '../../jobs/lineSplitter';
import { isMissing } from '../../machine/jsonFile';

const blockBytes = 1024 * 1024;

/** Reads a growing log file: every call of `read` gives the lines that were added since the last one. */
export class LogTail {
  private position = 0;
  private splitter = new LineSplitter();

  constructor(private readonly path: string) {}

  /** Blocks of whole lines, in order. A file that was written anew is not given twice up to where it was read. */
  async *read(): AsyncGenerator<readonly string[]> {
    const file = await open(this.path).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (!file) return;
    try {
      const block = Buffer.allocUnsafe(blockBytes);
      for (;;) {
        const { bytesRead } = await file.read(block, 0, blockBytes, this.position);
        if (bytesRead === 0) return;
        this.position += bytesRead;
        const lines = this.splitter.push(block.subarray(0, bytesRead));
        if (lines) yield linesOf(lines);
      }
    } finally {
      await file.close();
    }
  }

  /** The last line where the file doesn't end with a newline. */
  rest(): readonly string[] {
    const rest = this.splitter.flush();
    return rest ? linesOf(rest) : [];
  }
}
