/** Bytes that arrive in pieces and are taken in others. */
export class ByteQueue {
  private parts: Buffer[] = [];
  private bytes = 0;

  get length(): number {
    return this.bytes;
  }

  push(part: Buffer): void {
    if (part.length === 0) return;
    this.parts.push(part);
    this.bytes += part.length;
  }

  /** The first bytes without taking them; undefined when there are not as many. */
  peek(count: number): Buffer | undefined {
    if (count > this.bytes) return undefined;
    const [first = Buffer.alloc(0)] = this.parts;
    if (first.length >= count) return first.subarray(0, count);
    this.parts = [Buffer.concat(this.parts)];
    return this.parts[0]?.subarray(0, count);
  }

  /** The first bytes, taken; undefined when there are not as many. */
  take(count: number): Buffer | undefined {
    const taken = this.peek(count);
    const [first, ...others] = this.parts;
    if (!taken || !first) return taken;
    this.parts = first.length > count ? [first.subarray(count), ...others] : others;
    this.bytes -= count;
    return taken;
  }
}
