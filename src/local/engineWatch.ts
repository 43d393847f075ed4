import type { Engine } from '../engines/engine';

/** How often an engine is asked whether it is there, and how long it may take to answer, in milliseconds. */
const askInterval = 5_000;
/** So many unanswered questions in a row, each after an interval and as long again, say that it will never answer: two minutes. */
const mostUnanswered = 12;

/** What a watch over an engine needs. */
export interface EngineWatch {
  readonly engine: Pick<Engine, 'title' | 'answers' | 'giveUp'>;
  /** Say something to the user. */
  readonly note: (line: string) => void;
  /** Aborted when somebody asked for the second time. */
  readonly kill: AbortSignal;
  /** Milliseconds between questions; for tests. */
  readonly interval?: number;
}

/**
 * Look again and again whether an engine still answers: one that is frozen, unlike one that has died, breaks no connection, so a run
 * would wait for ever. Its silence is told, and its return. After two minutes, or when somebody asks a second time to stop, it
 * is given up: every call to it fails with `engine.lost`.
 */
export function watchEngine({ engine, note, kill, interval = askInterval }: EngineWatch): { close(): void } {
  let unanswered = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const close = () => {
    closed = true;
    clearTimeout(timer);
    kill.removeEventListener('abort', giveUpSilent);
  };
  const giveUpSilent = () => {
    if (unanswered === 0) return;
    close();
    engine.giveUp();
  };
  const take = (answered: boolean) => {
    if (closed) return;
    if (answered && unanswered > 0) note('The container engine answers again.');
    unanswered = answered ? 0 : unanswered + 1;
    if (unanswered === 1) note(silence(engine.title));
    if (unanswered >= mostUnanswered || (unanswered > 0 && kill.aborted)) giveUpSilent();
    else ask();
  };
  const ask = () => {
    timer = setTimeout(() => void engine.answers(interval).then(take), interval);
    // The run itself keeps the process alive.
    timer.unref();
  };
  kill.addEventListener('abort', giveUpSilent);
  ask();
  return { close };
}

function silence(title: string): string {
  return `${title} does not answer: it is frozen, or the machine is very busy. Waiting for it; stop the job twice to give up.`;
}
