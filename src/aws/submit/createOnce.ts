import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeEndpointCommand, UpdateEndpointCommand, type DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../awsClients';
import { during, troubleOf, type Caller } from '../awsError';
import { AppError } from '../../contract/appError';
import { describeName, type Operation, type Request } from './operations';
import type { NamedRequest } from './definitionTree';

/** What came of a request that creates something. */
export interface Created {
  readonly arn: string;
  /** It was there already, from an earlier try or for another definition. */
  readonly reused: boolean;
}

/** Who sends requests, and through which clients. */
export interface Sender {
  readonly clients: AwsClients;
  readonly caller: Caller;
}

export interface CreateOptions {
  readonly signal: AbortSignal;
  /** An earlier try may have got through. */
  readonly lookFirst: boolean;
}

/** Tries of one request, and how long to wait between them in milliseconds. */
const pauses = [1_000, 3_000, 8_000];

/**
 * Create what a request describes, once: its name is its key. A request that AWS did not answer is looked up before it is sent again.
 * @throws AppError `aws.exists` when something else has its name, `aws.busy` for an endpoint that is changing; else `aws.*` with the
 * operation that failed
 */
export async function createOnce(sender: Sender, named: NamedRequest, options: CreateOptions): Promise<Created> {
  const { node, name, request } = named;
  const { operation } = node;
  if (operation.naming === 'content' || (options.lookFirst && operation.naming === 'time')) {
    const there = await describe(sender, operation, name);
    if (there) return sameOrRefuse(there, operation, name, request);
  }
  if (node.kind === 'endpoint') {
    const there = await describe(sender, operation, name);
    if (there) return during('UpdateEndpoint', sender.caller, () => update(sender.clients, there, request));
  }
  return during(operation.name, sender.caller, () => create(sender, named, options.signal));
}

async function create(
  sender: Sender,
  { node: { operation }, name, request }: NamedRequest,
  signal: AbortSignal,
): Promise<Created> {
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return { arn: arnOf(await operation.create(sender.clients.creating, request)), reused: false };
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble !== 'inUse' && trouble !== 'unreachable' && trouble !== 'throttled') throw error;
      // Its token tells AWS that it is the same request again.
      const there = operation.naming === 'token' ? undefined : await describe(sender, operation, name);
      if (there) return sameOrRefuse(there, operation, name, request);
      const pause = pauses[attempt];
      if (pause === undefined || trouble === 'inUse') throw error;
      await sleep(pause, undefined, { signal });
    }
  }
}

function describe({ clients, caller }: Sender, operation: Operation, name: string): Promise<Request | undefined> {
  return during(describeName(operation), caller, async () => {
    try {
      return { ...(await operation.describe(clients.sagemaker, name)) };
    } catch (error) {
      if (troubleOf(error) === 'missing') return undefined;
      throw error;
    }
  });
}

/** Fields that tell what a job or resource is, and come back as they were sent. */
const telling = [
  'AlgorithmSpecification',
  'AppSpecification',
  'PrimaryContainer',
  'Containers',
  'ModelName',
  'EndpointConfigName',
] as const;

function sameOrRefuse(there: Request, operation: Operation, name: string, request: Request): Created {
  const differing = telling.find((field) => isDifferent(request[field], there[field]));
  if (differing === undefined) return { arn: arnOf(there), reused: true };
  throw new AppError(
    'aws.exists',
    `${operation.name}: ${name} exists already, with another ${differing}.`,
    'Give this definition another name, or delete the one on AWS.',
  );
}

/** Whether AWS has another value; what it adds by itself is no difference. */
function isDifferent(asked: unknown, has: unknown): boolean {
  if (asked === undefined) return false;
  if (typeof asked !== 'object' || asked === null) return asked !== has;
  if (Array.isArray(asked))
    return (
      !Array.isArray(has) || asked.length !== has.length || asked.some((one, index) => isDifferent(one, has[index]))
    );
  if (typeof has !== 'object' || has === null) return true;
  return Object.entries(asked).some(([field, value]) => isDifferent(value, (has as Request)[field]));
}

/** Move an endpoint to another configuration, once: an update that got no answer is looked for. */
async function update(
  { creating, sagemaker }: AwsClients,
  there: Partial<DescribeEndpointOutput>,
  request: Request,
): Promise<Created> {
  const arn = there.EndpointArn ?? '';
  const { EndpointName, EndpointConfigName, DeploymentConfig } = request as {
    EndpointName: string;
    EndpointConfigName: string;
    DeploymentConfig?: object;
  };
  if (there.EndpointConfigName === EndpointConfigName) return { arn, reused: true };
  requireInService(EndpointName, there.EndpointStatus);
  const wanted = { EndpointName, EndpointConfigName, ...(DeploymentConfig && { DeploymentConfig }) };
  try {
    await creating.send(new UpdateEndpointCommand(wanted));
  } catch (error) {
    if (troubleOf(error) !== 'unreachable') throw error;
    const now = await sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
    if (now.EndpointConfigName !== EndpointConfigName && now.EndpointStatus !== 'Updating') throw error;
  }
  return { arn, reused: false };
}

function requireInService(name: string, status: string | undefined): void {
  if (status === 'InService') return;
  throw new AppError(
    'aws.busy',
    `UpdateEndpoint: ${name} is ${String(status)}; only one that is InService can be updated.`,
    status === 'Failed' ? 'Delete it, and submit again.' : 'Wait until it is InService, and submit again.',
  );
}

function arnOf(answer: object): string {
  const own = Object.entries(answer).find(
    ([field, value]) =>
      /^(TrainingJob|ProcessingJob|TransformJob|HyperParameterTuningJob|Model|EndpointConfig|Endpoint|Algorithm|ModelPackage)Arn$/.test(
        field,
      ) && typeof value === 'string',
  );
  return String(own?.[1] ?? '');
}
