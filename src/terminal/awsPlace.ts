import type { AwsChoice } from '../jobs/submission';
import type { App } from './app';

/** The app with the jobs that a command is about: those of AWS when a profile or a region is named, else those of this machine. */
export async function placed(app: App, { profile, region }: AwsChoice): Promise<App> {
  if (profile === undefined && region === undefined) return app;
  const choice = { ...(profile !== undefined && { profile }), ...(region !== undefined && { region }) };
  return { ...app, jobs: await app.aws.jobs(choice) };
}
