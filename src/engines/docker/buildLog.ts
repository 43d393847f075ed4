import { AppError } from '../../contract/appError';
import type { BuildSpec } from '../engine';
import type { Trace, TraceStep } from './buildkitTrace';
import { LineSplitter } from './messages';

/** How many of a failing step's last lines go into the error. */
const keptLines = 12;

interface Step {
  readonly name: string;
  readonly output: LineSplitter;
  readonly lines: string[];
}

/** A build's output as lines, and the memory of it that a failure needs: which step, and what it said last. */
export class BuildLog {
  private readonly steps = new Map<string, Step>();
  /** The classic builder's step; BuildKit's are found by their digests. */
  private current = this.begin('', '');
  private failed: Step | undefined;

  constructor(private readonly log: (line: string) => void) {}

  /** Text of the classic builder, which runs one step after the other and names each in a line of its own. */
  classic(text: string): void {
    const name = /^Step \d+\/\d+ : .*/.exec(text)?.[0];
    if (name !== undefined) this.current = this.begin(name, name);
    this.current.output.push(uncoloured(text));
  }

  /** A report of BuildKit, which runs steps side by side. */
  trace({ steps, logs }: Trace): void {
    for (const step of steps) this.takeStep(step);
    for (const { step, text } of logs) (this.steps.get(step) ?? this.current).output.push(text);
  }

  /** Give out what waits for a newline. */
  end(): void {
    for (const { output } of this.steps.values()) output.end();
  }

  /** The error for a build that has failed for this reason. */
  failure(spec: BuildSpec, reason: string): AppError {
    this.end();
    const step = this.failed ?? this.current;
    const where = step.name ? ` at "${step.name}"` : '';
    const last = step.lines
      .filter((line) => line.trim() !== '' && line !== step.name && !chatter.test(line))
      .slice(-keptLines);
    return new AppError(
      'image.build',
      [`Building ${spec.dockerfile} of ${spec.context} failed${where}: ${plain(reason)}`, ...last].join('\n'),
      'Correct that step of the Dockerfile. A run keeps the whole output, in its log stream build.',
    );
  }

  private takeStep({ digest, name, cached, started, completed, error }: TraceStep): void {
    const known = this.steps.get(digest);
    if (started && !known) {
      this.begin(digest, name);
      this.log(cached ? `CACHED ${name}` : name);
    }
    const step = this.steps.get(digest);
    if (completed) step?.output.end();
    // Steps that run beside a failing one are stopped and say so; the failing one itself is of interest.
    if (!error || error.includes('context canceled') || this.failed) return;
    this.failed = step;
    this.log(`ERROR ${name}: ${error}`);
  }

  private begin(key: string, name: string): Step {
    const lines: string[] = [];
    const output = new LineSplitter((line) => {
      lines.push(line);
      if (lines.length > 4 * keptLines) lines.splice(0, 2 * keptLines);
      this.log(line);
    });
    const step = { name, output, lines };
    this.steps.set(key, step);
    return step;
  }
}

/** What the classic builder says about itself within a step. */
const chatter = /^ ---> |^Removing intermediate container /;
/** The colour in which the classic builder wraps what a step writes to stderr. */
const [red, plainAgain] = ['\u001b[91m', '\u001b[0m'];

function uncoloured(text: string): string {
  if (!text.startsWith(red)) return text;
  return text.slice(red.length, text.endsWith(plainAgain) ? -plainAgain.length : undefined);
}

/** A builder's reason without the names of its parts. */
function plain(reason: string): string {
  return reason
    .trim()
    .replace(/^failed to solve(?: with frontend [\w.]+)?: (?:failed to create LLB definition: )?/, '');
}
