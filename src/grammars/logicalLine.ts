/** Characters that a reader sees as one line, each with its offset in the file. */
export class LogicalLine {
  private readonly signs: string[] = [];
  private readonly hosts: number[] = [];
  private joined: string | undefined;

  add(text: string, host: number): void {
    for (let at = 0; at < text.length; at += 1) {
      this.signs.push(text.charAt(at));
      this.hosts.push(host + at);
    }
    this.joined = undefined;
  }

  get text(): string {
    this.joined ??= this.signs.join('');
    return this.joined;
  }

  /** Offset in the file of the character at `at`; behind the last one, that of its end. */
  host(at: number): number {
    return this.hosts[at] ?? (this.hosts.at(-1) ?? -1) + 1;
  }
}
