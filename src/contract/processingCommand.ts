import type { AppSpecification } from '@aws-sdk/client-sagemaker';
import type { Command } from './trainingCommand';

/**
 * How a processing container is started (P1): as `docker run IMAGE` would, without any argument of the platform's own. An entry
 * point alone drops the image's CMD; arguments alone follow the image's ENTRYPOINT.
 */
export function processingCommand(app: Partial<AppSpecification>): Command {
  return {
    ...(app.ContainerEntrypoint && { entrypoint: app.ContainerEntrypoint }),
    ...(app.ContainerArguments && { arguments: app.ContainerArguments }),
  };
}
