import { resolve } from 'node:path';
import type { EngineChoice, InvocationResult } from '../jobs/platform';
import { exitCodes, type App } from './app';
import { short } from './textRenderer';
import { hopLines } from './traceLines';

/** Options of `invoke`. */
export interface InvokeOptions {
  readonly json?: boolean;
  /** What serves a model that doesn't run yet. */
  readonly engine: EngineChoice;
  /** Show each step through the containers. */
  readonly trace?: boolean;
}

/** `invoke FIXTURE…`: send each fixture and compare the answer. Exit code 1 when an expectation was not met. */
export async function invoke(app: App, fixtures: readonly string[], options: InvokeOptions): Promise<number> {
  const { json, engine, trace } = options;
  const paths = fixtures.map((fixture) => resolve(fixture));
  const abort = new AbortController();
  const interrupt = () => {
    abort.abort();
  };
  process.on('SIGINT', interrupt);
  let [passed, failed] = [0, 0];
  try {
    for await (const result of app.platform.invoke(paths, abort.signal, engine, { trace: trace ?? false })) {
      if (result.passed) passed += 1;
      else failed += 1;
      for (const line of json ? [JSON.stringify(result)] : resultLines(result)) app.out.line(line);
    }
  } finally {
    process.off('SIGINT', interrupt);
  }
  if (!json) app.out.line(`${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 ? exitCodes.ok : exitCodes.failed;
}

/** Characters of an answer that fit beside its fixture. */
const longestAnswer = 100;

function resultLines(result: InvocationResult): string[] {
  const { fixture, passed, statusCode, milliseconds, body, mismatches, trace } = result;
  const [first = ''] = body.trimEnd().split('\n');
  const answer = first.length > longestAnswer ? `${first.slice(0, longestAnswer)}…` : first;
  const head = `${passed ? 'pass' : 'FAIL'}  ${short(fixture, process.cwd())}  ${String(statusCode)}  ${milliseconds.toFixed(1)} ms  ${answer}`;
  return [
    head,
    ...mismatches.flatMap(({ field, expected, actual }) => [
      `      ${field}: expected ${oneLine(expected)}`,
      `      ${' '.repeat(field.length)}       got ${oneLine(actual)}`,
    ]),
    ...(trace?.hops ?? []).flatMap(hopLines),
  ];
}

function oneLine(text: string): string {
  return JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text);
}
