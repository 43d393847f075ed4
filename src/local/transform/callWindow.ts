/** Answers that wait for an earlier one take at most about so many bytes, and are at most so many. */
const maxHeldBytes = 64 * 1024 * 1024;
const maxHeld = 4_096;

/** Lets so many calls be under way at once, and no more while answers wait for an earlier one, so that memory stays bounded. */
export class CallWindow {
  private underWay = 0;
  private held = 0;
  private heldBytes = 0;
  private wake: (() => void) | undefined;

  /** @param size calls under way at once */
  constructor(private readonly size: number) {}

  /** Take a place; undefined when there was one at once. For one caller at a time. */
  enter(): Promise<void> | undefined {
    if (!this.hasRoom()) return this.later();
    this.underWay += 1;
    return undefined;
  }

  /** Give a place back without a call. */
  leave(): void {
    this.underWay -= 1;
  }

  /** A call is over: its answer is held until those before it are written. */
  answered(bytes: number): void {
    this.underWay -= 1;
    this.held += 1;
    this.heldBytes += bytes;
    this.look();
  }

  /** An answer is written. */
  written(bytes: number): void {
    this.held -= 1;
    this.heldBytes -= bytes;
    this.look();
  }

  private async later(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    this.underWay += 1;
  }

  private hasRoom(): boolean {
    return this.underWay < this.size && this.held < maxHeld && this.heldBytes < maxHeldBytes;
  }

  private look(): void {
    if (!this.wake || !this.hasRoom()) return;
    const { wake } = this;
    this.wake = undefined;
    wake();
  }
}
