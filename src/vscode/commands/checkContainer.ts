import { checkTarget } from './checkTarget';
import type { Command } from './command';

/** Check the container of a definition, a Dockerfile or a folder. @returns what came of it, with the address of the report */
export const checkContainer: Command = {
  needsTrust: true,
  run: async (app, args) => {
    const target = await checkTarget(app, args);
    return target && (await app.checks()).check(target);
  },
};
