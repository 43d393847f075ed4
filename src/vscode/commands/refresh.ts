import type { Command } from './command';

/** Look for definitions and jobs again. */
export const refresh: Command = {
  run: async (app) => {
    app.definitions.refresh();
    await app.board.refresh();
  },
};
