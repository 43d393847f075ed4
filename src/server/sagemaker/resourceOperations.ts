import { stat } from 'node:fs/promises';
import { resourceArn } from '../../contract/resourceArn';
import { objectPath, parseS3Uri } from '../../definitions/account';
import { isObject, requiredText, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid } from '../serviceError';
import type { Surroundings } from '../surroundings';
import { checkedName } from './createRequest';
import { modelPackageOperations } from './modelPackages';
import { pageOf } from './paging';
import type { KeptRequest, RequestFiles } from './requestFiles';
import { resourceKinds, type ResourceKindFacts } from './resourceKinds';
import type { SageMaker } from './sagemaker';
import { epoch } from './times';

/** The operations of models, endpoint configurations, algorithms and model packages: Create, Describe, List, Delete. */
export function resourceOperations({ surroundings, requests }: SageMaker): JsonOperations {
  const resources = (facts: ResourceKindFacts) => new Resources(surroundings, requests, facts);
  const model = resources(resourceKinds.model);
  const config = resources(resourceKinds.endpointConfig);
  return {
    ...model.operations(),
    ...config.operations(),
    ...resources(resourceKinds.algorithm).operations(),
    ...modelPackageOperations(resources(resourceKinds.modelPackage), requests),
    CreateModel: async (input) => {
      for (const container of containersOf(input)) await mustHaveData(surroundings, container);
      return model.create(input);
    },
    CreateEndpointConfig: async (input) => {
      const variants: readonly unknown[] = Array.isArray(input['ProductionVariants'])
        ? input['ProductionVariants']
        : [];
      for (const variant of variants) if (isObject(variant)) await model.find(variant);
      return config.create(input);
    },
  };
}

/** One kind of resource. */
export class Resources {
  private readonly nameMember: string;
  private readonly arnMember: string;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly requests: RequestFiles,
    private readonly facts: ResourceKindFacts,
  ) {
    this.nameMember = `${facts.stem}Name`;
    this.arnMember = `${facts.stem}Arn`;
  }

  /** Create, Describe, List and Delete. */
  operations(): JsonOperations {
    const { stem } = this.facts;
    return {
      [`Create${stem}`]: (input) => this.create(input),
      [`Describe${stem}`]: (input) => this.describe(input),
      [`List${stem}s`]: (input) => this.list(input, () => true),
      [`Delete${stem}`]: (input) => this.remove(input),
    };
  }

  async create(input: JsonObject): Promise<JsonObject> {
    const { kind, called } = this.facts;
    const name = checkedName(this.facts, input);
    if (await this.requests.find(kind, name)) {
      throw invalid(`Cannot create already existing ${called} "${this.arn(name)}".`);
    }
    await this.requests.keep(kind, name, input);
    return { [this.arnMember]: this.arn(name) };
  }

  /** The resource that a request names. @throws ServiceError `ValidationException` */
  async find(input: JsonObject): Promise<KeptRequest> {
    const name = requiredText(input, this.nameMember);
    const kept = /^[a-zA-Z0-9-]+$/.test(name) ? await this.requests.find(this.facts.kind, name) : undefined;
    if (kept) return kept;
    throw invalid(`Could not find ${this.facts.called} "${this.arn(name)}".`);
  }

  async describe(input: JsonObject): Promise<JsonObject> {
    const { name, request, createdAt } = await this.find(input);
    const { Tags: _tags, ClientToken: _token, ...members } = request;
    return {
      ...members,
      ...this.facts.state(request),
      [this.arnMember]: this.arn(name),
      CreationTime: epoch(createdAt),
    };
  }

  /** @param isWanted what the request asks for beside what every list takes */
  async list(input: JsonObject, isWanted: (request: JsonObject) => boolean): Promise<JsonObject> {
    const all = await this.requests.all(this.facts.kind);
    const listed = all
      .filter(({ request }) => isWanted(request))
      .map((kept) => ({ ...kept, modifiedAt: kept.createdAt, status: '' }));
    const { items, ...rest } = pageOf(listed, input);
    return { [this.facts.list]: items.map((item) => this.summary(item)), ...rest };
  }

  async remove(input: JsonObject): Promise<JsonObject> {
    const { name } = await this.find(input);
    await this.requests.remove(this.facts.kind, name);
    return {};
  }

  arn(name: string): string {
    return resourceArn(this.facts.type, name.toLowerCase(), this.surroundings.region);
  }

  private summary({ name, request, createdAt }: KeptRequest): JsonObject {
    const own: JsonObject = { ...request, ...this.facts.state(request) };
    return {
      [this.nameMember]: name,
      [this.arnMember]: this.arn(name),
      CreationTime: epoch(createdAt),
      ...Object.fromEntries(this.facts.summary.flatMap((member) => (member in own ? [[member, own[member]]] : []))),
    };
  }
}

function containersOf({ PrimaryContainer, Containers }: JsonObject): readonly JsonObject[] {
  const several: readonly unknown[] = Array.isArray(Containers) ? Containers : [];
  return [PrimaryContainer, ...several].filter(isObject);
}

async function mustHaveData({ account }: Surroundings, { ModelDataUrl: url }: JsonObject): Promise<void> {
  const location = parseS3Uri(url);
  if (!location) return;
  const path = objectPath(account, location, process.platform === 'win32' ? 'win32' : 'posix');
  const facts = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (!facts?.isFile()) throw invalid(`Could not find model data at ${String(url)}.`);
}
