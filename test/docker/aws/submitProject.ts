import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { createAws } from '../../../src/aws/aws';
import type { Aws, SubmitChoice, SubmitEvent } from '../../../src/jobs/submission';
import { imageMaker } from '../../../src/local/containers/imageMaker';
import { loadDefinition } from '../../../src/local/loadPlan';

/** Keys that moto and the local endpoint take. */
export const testKeys = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' };

/** A project whose definitions are submitted to a double of AWS. */
export class SubmitProject {
  readonly aws: Aws;
  readonly sagemaker: SageMakerClient;
  readonly s3: S3Client;
  private readonly restored: Readonly<Record<string, string | undefined>>;

  /**
   * @param root absolute path of a folder that the suite removes
   * @param url of the double
   */
  constructor(
    readonly root: string,
    url: string,
  ) {
    this.restored = { ...process.env };
    Object.assign(process.env, testKeys, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
    const client = { endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 't', secretAccessKey: 't' } };
    this.sagemaker = new SageMakerClient(client);
    this.s3 = new S3Client({ ...client, forcePathStyle: true });
    this.aws = createAws({
      environment: { ...testKeys, AWS_ENDPOINT_URL: url, AWS_REGION: 'us-east-1' },
      load: (path) => loadDefinition(path, this.folder),
      images: imageMaker(() => process.env),
      stateFolder: join(this.folder, '.sagemaker'),
      cacheFolder: join(root, 'cache'),
    });
  }

  get folder(): string {
    return join(this.root, 'project');
  }

  write(name: string, content: object | string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }

  prepare(definition: string, choice: Partial<SubmitChoice> = {}) {
    return this.aws.prepareSubmit(
      { definition: join(this.folder, definition), ...choice },
      new AbortController().signal,
    );
  }

  async submit(definition: string, choice: Partial<SubmitChoice> = {}, signal = new AbortController().signal) {
    const told: SubmitEvent[] = [];
    const done = await (await this.prepare(definition, choice)).perform((event) => told.push(event), signal);
    const created = told.flatMap((event) => (event.kind === 'created' ? [event] : []));
    return { ...done, told, created };
  }

  /** Put the variables back that were there before. */
  close(): void {
    process.env = { ...this.restored };
  }
}

/** Make roles that the named services may take on. */
export async function createRoles(url: string, ...services: readonly string[]): Promise<void> {
  const credentials = { accessKeyId: 't', secretAccessKey: 't' };
  const iam = new IAMClient({ endpoint: url, region: 'us-east-1', credentials });
  for (const service of services) {
    const Principal = { Service: `${service}.amazonaws.com` };
    const policy = { Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
    await iam.send(new CreateRoleCommand({ RoleName: service, AssumeRolePolicyDocument: JSON.stringify(policy) }));
  }
}
