import * as vscode from 'vscode';
import { isJobRef, type JobRef } from './jobRef';

const memory = 'pinnedJobs';

/** Jobs that a person keeps at the top, in this and in later windows. */
export class Pins implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly state: vscode.Memento) {}

  all(): readonly JobRef[] {
    const kept: readonly unknown[] = this.state.get<readonly unknown[]>(memory) ?? [];
    return kept.filter(isJobRef);
  }

  has({ project, job }: JobRef): boolean {
    return this.all().some((one) => one.project === project && one.job === job);
  }

  async add({ project, job }: JobRef): Promise<void> {
    if (!this.has({ project, job })) await this.keep([...this.all(), { project, job }]);
  }

  async remove({ project, job }: JobRef): Promise<void> {
    await this.keep(this.all().filter((one) => one.project !== project || one.job !== job));
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async keep(pins: readonly JobRef[]): Promise<void> {
    await this.state.update(memory, pins);
    this.changed.fire();
  }
}
