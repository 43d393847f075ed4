import { messageOf } from '../contract/appError';
import type { Printer } from './printer';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Call `stop` when the user presses Ctrl-C or the system asks the process to end; the process itself goes on until it is done. */
export function onInterrupt(err: Printer, stop: () => Promise<void>): { dispose(): void } {
  const handle = () => {
    stop().catch((error: unknown) => {
      err.line(messageOf(error));
    });
  };
  for (const signal of signals) process.on(signal, handle);
  return {
    dispose: () => {
      for (const signal of signals) process.off(signal, handle);
    },
  };
}
