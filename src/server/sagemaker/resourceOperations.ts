import { stat } from 'node:fs/promises';
import { resourceArn } from '../../contract/resourceArn';
import { objectPath, parseS3Uri } from '../../definitions/account';
import { requestSchemas } from '../../validation/requestSchemas';
import { isObject, requiredText, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid } from '../serviceError';
import type { Surroundings } from '../surroundings';
import { checkConstraints } from './constraints';
import { pageOf } from './paging';
import type { KeptRequest, RequestFiles } from './requestFiles';
import { resourceKinds, type ResourceKindFacts } from './resourceKinds';
import { epoch } from './times';

/** The operations of models and of endpoint configurations: Create, Describe, List, Delete. */
export function resourceOperations(surroundings: Surroundings, requests: RequestFiles): JsonOperations {
  const model = new Resources(surroundings, requests, resourceKinds.model);
  const config = new Resources(surroundings, requests, resourceKinds.endpointConfig);
  return {
    CreateModel: async (input) => {
      for (const container of containersOf(input)) await mustHaveData(surroundings, container);
      return model.create(input);
    },
    DescribeModel: (input) => model.describe(input),
    ListModels: (input) => model.list(input),
    DeleteModel: (input) => model.remove(input),
    CreateEndpointConfig: async (input) => {
      const variants: readonly unknown[] = Array.isArray(input['ProductionVariants'])
        ? input['ProductionVariants']
        : [];
      for (const variant of variants) if (isObject(variant)) await model.find(variant);
      return config.create(input);
    },
    DescribeEndpointConfig: (input) => config.describe(input),
    ListEndpointConfigs: (input) => config.list(input),
    DeleteEndpointConfig: (input) => config.remove(input),
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

  async create(input: JsonObject): Promise<JsonObject> {
    const { kind, called, required } = this.facts;
    const schema = requestSchemas[kind];
    if (schema) checkConstraints(schema, input, required);
    const name = requiredText(input, this.nameMember);
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
    const { Tags: _tags, ...members } = request;
    return { ...members, [this.arnMember]: this.arn(name), CreationTime: epoch(createdAt) };
  }

  async list(input: JsonObject): Promise<JsonObject> {
    const all = await this.requests.all(this.facts.kind);
    const listed = all.map(({ name, createdAt }) => ({ name, createdAt, modifiedAt: createdAt, status: '' }));
    const { items, ...rest } = pageOf(listed, input);
    const summaries = items.map(({ name, createdAt }) => ({
      [this.nameMember]: name,
      [this.arnMember]: this.arn(name),
      CreationTime: epoch(createdAt),
    }));
    return { [`${this.facts.stem}s`]: summaries, ...rest };
  }

  async remove(input: JsonObject): Promise<JsonObject> {
    const { name } = await this.find(input);
    await this.requests.remove(this.facts.kind, name);
    return {};
  }

  private arn(name: string): string {
    return resourceArn(this.facts.type, name.toLowerCase(), this.surroundings.region);
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
