import type { AwsChoice } from '../jobs/submission';
import { exitCodes, type App } from './app';

/** `whoami`: who would call AWS, where, and how. */
export async function whoami(app: App, choice: AwsChoice, json: boolean): Promise<number> {
  const identity = await app.aws.whoami(choice);
  if (json) {
    app.out.line(JSON.stringify(identity));
    return exitCodes.ok;
  }
  const { account, arn, region, regionFrom, way, partition, endpoints } = identity;
  app.out.line(`Account    ${account} (${arn})`);
  app.out.line(`Region     ${region} (from ${regionFrom})${partition === 'aws' ? '' : `, partition ${partition}`}`);
  app.out.line(`Access     ${way}`);
  for (const url of new Set(Object.values(endpoints))) {
    const services = Object.keys(endpoints).filter((service) => endpoints[service] === url);
    app.out.line(`Endpoint   ${url} for ${services.join(', ')}`);
  }
  return exitCodes.ok;
}
