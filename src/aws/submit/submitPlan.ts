import { partitionOf } from '../../contract/partition';
import type { AwsIdentity } from '../../jobs/submission';
import { findRepository, repositoryName, type BuildPlan } from '../images/shipImage';
import { bucketExists } from '../storage/bucket';
import { inputUri } from '../storage/inputPlace';
import type { ScannedInput } from '../storage/scanInput';
import { manifestId } from '../storage/scanManifest';
import type { AwsClients } from '../awsClients';
import { costLines, type PricedMachines } from './costLines';
import { inOrder, type DefinitionNode, type NamedRequest, type PlacedTarget } from './definitionTree';
import { finalRequest } from './finalRequest';
import { nameFor } from './names';

/** All that a submit will do, known before it does anything. */
export interface SubmitPlan {
  readonly identity: AwsIdentity;
  readonly root: DefinitionNode;
  readonly bucket: string;
  readonly bucketIsNew: boolean;
  readonly images: readonly PlannedImage[];
  readonly inputs: readonly ScannedInput[];
  /** URIs of artifacts of jobs that AWS has run, by the path of their definition. */
  readonly artifacts: ReadonlyMap<string, string>;
  readonly roleArn: string | undefined;
  /** When names were given. */
  readonly at: Date;
}

export interface PlannedImage {
  readonly image: BuildPlan;
  readonly repository: string;
  readonly isNew: boolean;
}

/** What takes part in the finding out of what is on AWS already. */
export interface PlanSources {
  readonly clients: AwsClients;
  readonly identity: AwsIdentity;
}

/** The images that a tree of definitions needs, each once. */
export async function plannedImages(root: DefinitionNode, { clients }: PlanSources): Promise<readonly PlannedImage[]> {
  const images = new Map<string, BuildPlan>();
  for (const { target } of allTargets(root))
    if (target.kind === 'image') images.set(imageKey(target.image), target.image);
  return Promise.all(
    [...images.values()].map(async (image) => {
      const repository = repositoryName(image);
      return { image, repository, isNew: (await findRepository(clients.ecr, repository)) === undefined };
    }),
  );
}

/** Whether the bucket is still to be made; not asked where nothing goes there. */
export async function isBucketNew(bucket: string, { clients, identity }: PlanSources): Promise<boolean> {
  return !(await bucketExists(clients.s3, bucket, identity.account));
}

/** Every place with a reference in a tree of definitions. */
export function allTargets(root: DefinitionNode): readonly PlacedTarget[] {
  return inOrder(root).flatMap(({ targets }) => targets);
}

/** What tells images of a tree apart. */
export function imageKey({ context, dockerfile }: BuildPlan): string {
  return `${context}\n${dockerfile}`;
}

/**
 * The requests of a plan, in the order in which they are sent.
 * @param images URI with digest of each image by its `imageKey`; where one is missing, the place of the digest is left open
 */
export function requestsOf(plan: SubmitPlan, images: ReadonlyMap<string, string>): readonly NamedRequest[] {
  const names = new Map<string, string>();
  return inOrder(plan.root).map((node) => {
    const valueOf = ({ target }: PlacedTarget): string => {
      switch (target.kind) {
        case 'image':
          return images.get(imageKey(target.image)) ?? openImageUri(plan, target.image);
        case 'input':
          return uriOf(plan, target.path);
        case 'manifest':
          return uriOf(plan, manifestId(target.manifest));
        case 'output':
          return `${outputPrefix(plan, node)}/${target.folder}`;
        case 'artifact':
          return plan.artifacts.get(target.definition) ?? '';
        case 'resource':
          return names.get(target.node.path) ?? '';
      }
    };
    const content = finalRequest(node, {
      valueOf,
      roleArn: plan.roleArn,
      outputPrefix: `${outputPrefix(plan, node)}/output`,
    });
    const name = nameFor(node.operation, node.base, content, plan.at);
    names.set(node.path, name);
    return { node, name, request: { [node.operation.nameField]: name, ...content } };
  });
}

function uriOf({ bucket, inputs }: SubmitPlan, id: string): string {
  const input = inputs.find((one) => one.id === id);
  return input ? inputUri(bucket, input) : '';
}

/** Jobs have a prefix of their own; what lives longer has one for each definition. */
function outputPrefix({ bucket, at }: SubmitPlan, { operation, base }: DefinitionNode): string {
  const name = operation.naming === 'time' ? nameFor(operation, base, {}, at) : base;
  return `s3://${bucket}/sagemaker-containers/${name}`;
}

function openImageUri({ identity, images }: SubmitPlan, image: BuildPlan): string {
  const planned = images.find((one) => imageKey(one.image) === imageKey(image));
  const { suffix } = partitionOf(identity.region);
  return `${identity.account}.dkr.ecr.${identity.region}.${suffix}/${planned?.repository ?? ''}@sha256:…`;
}

/** What a person must know before saying yes, a line each. */
export function planLines(
  plan: SubmitPlan,
  requests: readonly NamedRequest[],
  priced: readonly PricedMachines[],
): readonly string[] {
  const { identity, images, inputs, bucket } = plan;
  const overrides = [...new Set(Object.values(identity.endpoints))];
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
  const files = inputs.reduce((sum, input) => sum + input.files.length, 0);
  return [
    `Account    ${identity.account} (${identity.arn})`,
    `Region     ${identity.region} (from ${identity.regionFrom})`,
    `Access     ${identity.way}`,
    ...(overrides.length > 0 ? [`Endpoints  ${overrides.join(', ')}`] : []),
    ...(plan.roleArn === undefined ? [] : [`Role       ${plan.roleArn}`]),
    ...images.map(
      ({ image, repository, isNew }) =>
        `Image      ${image.context} to ECR ${repository}${isNew ? ' (new repository)' : ''}`,
    ),
    ...(inputs.length > 0
      ? [`Upload     ${String(files)} files, ${megabytes(bytes)}, to ${bucket}; what is there is not sent again`]
      : []),
    ...(plan.bucketIsNew ? [`Bucket     ${bucket} (new)`] : []),
    ...requests.map(({ node, name }) => `Request    ${node.operation.name} ${openName(node, name, plan)}`),
    ...costLines(requests, priced),
  ];
}

/** A name that depends on the digest of an image is known once that is pushed. */
function openName({ operation, base, request }: DefinitionNode, name: string, { images }: SubmitPlan): string {
  if (operation.naming === 'token') return `in ${String(request['ModelPackageGroupName'])}`;
  return operation.naming === 'content' && images.length > 0 ? `${base}-…` : name;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
