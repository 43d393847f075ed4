import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/appError';
import { during } from '../awsError';
import type { Sender } from './createOnce';
import { describeName } from './operations';
import { fieldsOf } from './requestPlaces';
import type { NamedRequest } from './definitionTree';

/** How often AWS is asked, in milliseconds. */
const interval = 2_000;

/**
 * Wait until what was created can be used by others: AWS looks at algorithms and packages first.
 * @throws AppError `aws.notReady` when AWS doesn't take it
 */
export async function untilReady(
  { clients, caller }: Sender,
  { node, name }: NamedRequest,
  signal: AbortSignal,
): Promise<void> {
  const { operation } = node;
  if (operation.statusField === undefined) return;
  for (;;) {
    const ask = () => operation.describe(clients.sagemaker, name);
    const status = fieldsOf(await during(describeName(operation), caller, ask))[operation.statusField];
    if (status === undefined || status === 'Completed') return;
    if (status !== 'Pending' && status !== 'InProgress') {
      const said = typeof status === 'string' ? status : 'in an unknown state';
      throw new AppError(
        'aws.notReady',
        `${name} of ${node.path} is ${said} on AWS.`,
        'Look at it in the console, correct its definition, and submit again.',
      );
    }
    await sleep(interval, undefined, { signal });
  }
}
