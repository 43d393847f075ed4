const newline = 0x0a;
/** A line that never ends is cut here, as CloudWatch Logs would (256 KB). */
const longestLine = 262_144;

/** Cuts the bytes of one source into whole lines, so that two sources can share a file without mixing inside a line. */
export class LineSplitter {
  private rest: Buffer[] = [];
  private restBytes = 0;

  /** The whole lines that `data` completes, as bytes with their newlines; undefined when it completes none. */
  push(data: Buffer): Buffer | undefined {
    const end = data.lastIndexOf(newline) + 1;
    if (end === 0) {
      this.keep(data);
      return this.restBytes > longestLine ? this.flush() : undefined;
    }
    const lines = this.restBytes === 0 ? data.subarray(0, end) : Buffer.concat([...this.rest, data.subarray(0, end)]);
    this.rest = [];
    this.restBytes = 0;
    if (end < data.length) this.keep(data.subarray(end));
    return lines;
  }

  /** What is left without a newline at the end, with one added; undefined when nothing is left. */
  flush(): Buffer | undefined {
    if (this.restBytes === 0) return undefined;
    const line = Buffer.concat([...this.rest, Buffer.of(newline)]);
    this.rest = [];
    this.restBytes = 0;
    return line;
  }

  private keep(data: Buffer): void {
    this.rest.push(Buffer.from(data));
    this.restBytes += data.length;
  }
}

/** The lines in a buffer of whole lines, without newlines and without the carriage return before them. */
export function linesOf(buffer: Buffer): string[] {
  const lines = buffer.toString('utf8').split('\n');
  lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
