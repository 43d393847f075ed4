import type { App } from '../app';

/** What a command of the palette, a menu or a link does. */
export interface Command {
  /** It runs what the workspace holds, so the workspace must be trusted. */
  readonly needsTrust?: true;
  /** @param args anybody can call a command with anything: they are checked by whoever uses them */
  readonly run: (app: App, args: readonly unknown[]) => Promise<unknown>;
}
