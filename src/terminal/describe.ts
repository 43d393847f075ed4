import { exitCodes, type App } from './app';
import { unknownJob } from './jobCommands';

/** `describe JOB`: the API's Describe response as it stands; `--json` gives it in one line. */
export async function describe(app: App, job: string, json: boolean): Promise<number> {
  const described = await app.jobs.describe(job);
  if (!described) throw await unknownJob(app, job);
  app.out.line(json ? JSON.stringify(described) : JSON.stringify(described, null, 2));
  return exitCodes.ok;
}
