import type { Command } from './command';

/** Look for definitions and jobs again. */
export const refresh: Command = {
  run: async (app) => {
    app.definitions.refresh();
    await Promise.all([app.board.refresh(), app.connections.refresh()]);
  },
};
