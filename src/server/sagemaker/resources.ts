import { resourceArn } from '../../contract/resourceArn';
import { requiredText, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid } from '../serviceError';
import type { Surroundings } from '../surroundings';
import { checkedName } from './createRequest';
import { pageOf } from './paging';
import type { KeptRequest, RequestFiles } from './requestFiles';
import type { ResourceKindFacts } from './resourceKinds';
import { epoch } from './times';

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
