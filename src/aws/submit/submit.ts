import { join } from 'node:path';
import { AppError } from '../../contract/appError';
import type { PreparedSubmit, SubmitChoice, SubmitEvent, Submitted } from '../../jobs/submission';
import { makeIgnoredFolder } from '../../machine/ignoredFolder';
import { awsClients, type AwsClients } from '../awsClients';
import { awsError, during, type Caller } from '../awsError';
import type { AwsContext } from '../context/awsContext';
import { whoami } from '../context/whoami';
import { shipImage, type ImageMaker } from '../images/shipImage';
import { createBucket, defaultBucket } from '../storage/bucket';
import { openHashMemory } from '../storage/hashMemory';
import { inputPrefix } from '../storage/inputPlace';
import { scanInput, type ScannedInput } from '../storage/scanInput';
import { manifestId, scanManifest } from '../storage/scanManifest';
import { uploadInput } from '../storage/uploadInput';
import { openUploadMemory } from '../storage/uploadMemory';
import { createOnce } from './createOnce';
import { inOrder, readTree, type DefinitionNode, type LoadDefinition, type NamedRequest } from './definitionTree';
import { newestArtifact } from './newestArtifact';
import { priceFinder, type FindPrice } from '../pricing/prices';
import { machinesOf } from './cost';
import type { PricedMachines } from './costLines';
import { openPending, type Leftovers, type PendingSubmit } from './pending';
import { valuesAt } from './requestPlaces';
import { roleArnOf, suitableRoles } from './roles';
import { untilReady } from './untilReady';
import { allTargets, imageKey, isBucketNew, plannedImages, requestsOf, planLines, type SubmitPlan } from './submitPlan';

/** What a submit takes from outside. */
export interface SubmitSurroundings {
  readonly context: AwsContext;
  readonly load: LoadDefinition;
  readonly images: ImageMaker;
  /** Absolute path of the folder for what submits remember. */
  readonly stateFolder: string;
  /** Absolute path of the user's folder for what can be asked for again. */
  readonly cacheFolder: string;
}

/** Find out all that a submit will do. @throws AppError for all that can be wrong before anything is changed */
export async function prepareSubmit(
  surroundings: SubmitSurroundings,
  choice: SubmitChoice,
  signal: AbortSignal,
): Promise<PreparedSubmit> {
  const { context, load, stateFolder, cacheFolder } = surroundings;
  const root = await readTree(choice.definition, load);
  const clients = awsClients(context);
  const identity = await whoami(context, clients);
  const bucket = choice.bucket ?? defaultBucket(identity.region, identity.account);
  const hashes = await openHashMemory(join(stateFolder, 'hashes.json'));
  const inputs = await scanInputs(root, { memory: hashes, bucket, signal });
  try {
    const roleArn = await roleFor(root, clients, choice);
    const sources = { clients, identity };
    const [bucketIsNew, images, artifacts] = await Promise.all([
      isBucketNew(bucket, sources),
      plannedImages(root, sources),
      findArtifacts(root, clients),
    ]);
    const found = { identity, root, bucket, bucketIsNew, images, inputs, artifacts, roleArn };
    const plan: SubmitPlan = { ...found, at: new Date() };
    const requests = requestsOf(plan, new Map());
    const priced = await pricesOf(requests, priceFinder(context, join(cacheFolder, 'prices.json')));
    return {
      lines: planLines(plan, requests, priced),
      requests: requests.map(({ node, request }) => ({ operation: node.operation.name, request })),
      perform: async (tell, stop) => {
        await makeIgnoredFolder(stateFolder);
        await hashes.save();
        return perform(surroundings, { plan, clients, tell, signal: stop });
      },
    };
  } catch (error) {
    throw awsError(error, 'Preparing', context);
  }
}

/** All that is to be uploaded, each once; inputs before manifests, which may name the same files. */
async function scanInputs(
  root: DefinitionNode,
  scanning: Parameters<typeof scanManifest>[1],
): Promise<readonly ScannedInput[]> {
  const targets = allTargets(root).map(({ target }) => target);
  const paths = new Set(targets.flatMap((target) => (target.kind === 'input' ? [target.path] : [])));
  const manifests = new Map(
    targets.flatMap((target) => (target.kind === 'manifest' ? [[manifestId(target.manifest), target.manifest]] : [])),
  );
  const inputs: ScannedInput[] = [];
  for (const path of paths) inputs.push(await scanInput(path, scanning.memory, scanning.signal));
  for (const manifest of manifests.values()) inputs.push(...(await scanManifest(manifest, scanning)));
  return inputs;
}

function pricesOf(requests: readonly NamedRequest[], findPrice: FindPrice): Promise<readonly PricedMachines[]> {
  const all = requests.flatMap(({ node, request }) => machinesOf(node.kind, request));
  return Promise.all(
    all.map(async (machines) => {
      const price = await findPrice(machines.component, machines.instanceType);
      return { machines, ...(price && { price }) };
    }),
  );
}

interface Going {
  readonly plan: SubmitPlan;
  readonly clients: AwsClients;
  readonly tell: (event: SubmitEvent) => void;
  readonly signal: AbortSignal;
}

async function perform(surroundings: SubmitSurroundings, going: Going): Promise<Submitted> {
  const { stateFolder, context } = surroundings;
  const { plan } = going;
  const leftovers = leftoversOf(plan);
  const pending = await openPending(join(stateFolder, 'pending.json'), leftovers);
  await pending.begin(plan.at, leftovers);
  const images = await during('Pushing the image', context, () => shipImages(surroundings, going));
  const bring = () => bringInputs(surroundings, going, pending.earlier !== undefined);
  await during(`Uploading to ${plan.bucket}`, context, bring);
  return sendRequests(going, pending, { images, context });
}

function leftoversOf({ identity, root, bucket, images, inputs }: SubmitPlan): Leftovers {
  const { account, region } = identity;
  const repositories = images.map(({ repository }) => repository);
  return { definition: root.path, account, region, bucket, repositories, prefixes: inputs.map(inputPrefix) };
}

async function shipImages(
  { images: maker, context: { proxy } }: SubmitSurroundings,
  { plan, clients, tell, signal }: Going,
): Promise<ReadonlyMap<string, string>> {
  const uris = new Map<string, string>();
  for (const { image, repository } of plan.images) {
    const log = (line: string) => {
      tell({ kind: 'build', line });
    };
    const built = await maker.build(image, log, signal);
    const progress = (sent: { readonly sentBytes: number; readonly bytes: number }) => {
      tell({ kind: 'push', repository, sentBytes: sent.sentBytes, bytes: sent.bytes });
    };
    uris.set(imageKey(image), await shipImage(clients.ecr, built, repository, { tell: progress, signal, proxy }));
    tell({ kind: 'note', text: `Image ${uris.get(imageKey(image)) ?? ''}` });
  }
  return uris;
}

async function bringInputs(
  { stateFolder }: SubmitSurroundings,
  { plan, clients, tell, signal }: Going,
  wasCutOff: boolean,
): Promise<void> {
  const { bucket, identity, inputs } = plan;
  // The platform writes outputs there even where nothing is uploaded.
  if (plan.bucketIsNew) await createBucket(clients.s3, bucket, identity.region);
  const memory = await openUploadMemory(join(stateFolder, 'uploads.json'));
  try {
    for (const input of inputs) {
      const target = { s3: clients.s3, bucket, account: identity.account, memory, wasCutOff };
      await uploadInput(
        target,
        input,
        (progress) => {
          tell({ kind: 'upload', input: inputPrefix(input), ...progress });
        },
        signal,
      );
    }
  } finally {
    await memory.save();
  }
}

async function sendRequests(
  { plan, clients, tell, signal }: Going,
  pending: PendingSubmit,
  { images, context: caller }: { readonly images: ReadonlyMap<string, string>; readonly context: AwsContext },
): Promise<Submitted> {
  const requestsAt = (at: Date) => requestsOf({ ...plan, at }, images);
  const earlier = pending.cutOff(requestsAt);
  const at = earlier ?? plan.at;
  const requests = requestsAt(at);
  if (earlier) tell({ kind: 'note', text: 'Going on with a try that was cut off.' });
  await pending.sending(at, leftoversOf(plan), requests);
  let last: Submitted | undefined;
  for (const request of requests) {
    last = await send(request, { clients, caller, tell, signal, lookFirst: earlier !== undefined });
    if (request.node !== plan.root) await untilReady({ clients, caller }, request, signal);
  }
  await pending.done();
  if (last) return last;
  throw new AppError('aws.nothing', `${plan.root.path} asks for nothing.`, 'Look at the definition.');
}

interface Sending extends Omit<Going, 'plan'> {
  readonly caller: Caller;
  /** An earlier try may have got through. */
  readonly lookFirst: boolean;
}

async function send(request: NamedRequest, { clients, caller, tell, signal, lookFirst }: Sending): Promise<Submitted> {
  const { node } = request;
  const { arn, reused } = await createOnce({ clients, caller }, request, { signal, lookFirst });
  const name = node.operation.naming === 'token' ? arn : request.name;
  tell({ kind: 'created', operation: node.operation.name, name, arn, reused });
  return { kind: node.kind, name, arn };
}

async function findArtifacts(root: DefinitionNode, { sagemaker }: AwsClients): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { target } of allTargets(root)) {
    if (target.kind === 'artifact')
      found.set(target.definition, await newestArtifact(sagemaker, target.definition, target.base));
  }
  return found;
}

/** The role for definitions that name none: the one that was chosen, else the only suitable one, else the user's pick. */
async function roleFor(
  root: DefinitionNode,
  { iam }: AwsClients,
  { role, pickRole }: SubmitChoice,
): Promise<string | undefined> {
  if (role !== undefined) return roleArnOf(iam, role);
  const isNeeded = inOrder(root).some(({ operation, request }) =>
    operation.roles.some((place) => valuesAt(request, place).includes(undefined)),
  );
  if (!isNeeded) return undefined;
  const roles = await suitableRoles(iam);
  const [only] = roles;
  if (roles.length === 1) return only;
  if (only !== undefined && pickRole) return pickRole(roles);
  const action =
    only === undefined
      ? 'Create a role that trusts sagemaker.amazonaws.com, or name one with --role.'
      : `Name one with --role: ${roles.slice(0, 10).join(', ')}.`;
  throw new AppError(
    'aws.role',
    only === undefined
      ? 'No role of this account trusts SageMaker.'
      : `${String(roles.length)} roles of this account trust SageMaker.`,
    action,
  );
}
