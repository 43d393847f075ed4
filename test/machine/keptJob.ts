import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import type { JobState } from '../../src/jobs/jobState';
import { jobFolder, logFile } from '../../src/local/jobs/jobFolder';

/** A training job as the local platform keeps one, of which no container runs: whoever makes it says what it writes. */
export class KeptJob {
  private readonly createdAt: number;

  /**
   * @param root absolute path of the project
   * @param endedAt milliseconds since the Unix epoch; undefined for a job in training
   */
  constructor(
    private readonly root: string,
    private readonly name: string,
    endedAt?: number,
  ) {
    const folder = jobFolder(root, name);
    mkdirSync(folder.logs, { recursive: true });
    this.createdAt = (endedAt ?? Date.now()) - 60_000;
    const [status, secondaryStatus] = endedAt === undefined ? ['InProgress', 'Training'] : ['Completed', 'Completed'];
    const state: JobState = {
      ...{ name, kind: 'training-job', status, secondaryStatus, engine: 'docker', createdAt: this.createdAt },
      ...{ transitions: [], artifacts: [], metrics: {}, streams: ['algo-1'], ...(endedAt && { endedAt }) },
    };
    const seconds = this.createdAt / 1000;
    const describe = {
      ...{ TrainingJobName: name, TrainingJobStatus: status, SecondaryStatus: secondaryStatus },
      TrainingJobArn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`,
      ...{ CreationTime: seconds, LastModifiedTime: seconds, ...(endedAt && { TrainingEndTime: endedAt / 1000 }) },
      SecondaryStatusTransitions: [{ Status: secondaryStatus, StartTime: seconds }],
    };
    writeFileSync(folder.state, JSON.stringify(state));
    writeFileSync(folder.describe, JSON.stringify(describe));
    this.write([]);
  }

  /** Let its one instance write lines. */
  write(lines: readonly string[]): void {
    appendFileSync(logFile(jobFolder(this.root, this.name), 'algo-1'), lines.map((line) => `${line}\n`).join(''));
  }
}
