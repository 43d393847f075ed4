import type { DefinitionKind } from '../../definitions/definitionKinds';
import { isObject, requiredText, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid, ServiceError } from '../serviceError';
import type { KeptRequest, RequestFiles } from './requestFiles';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** How ARNs call the kinds of resources, where that is not their own name. */
const kindOfType: Readonly<Record<string, DefinitionKind>> = {
  'training-job': 'training-job',
  'processing-job': 'processing-job',
  'transform-job': 'transform-job',
  'hyper-parameter-tuning-job': 'tuning-job',
  model: 'model',
  'endpoint-config': 'endpoint-config',
  endpoint: 'endpoint',
  algorithm: 'algorithm',
  'model-package': 'model-package',
};
const mostTags = 50;

/** Tags of every resource that came as a request; they are kept in it, where CreateX takes them too. */
export function tagOperations(requests: RequestFiles): JsonOperations {
  return {
    ListTags: async (input) => ({ Tags: tagsOf((await taggedBy(requests, input)).request) }),
    AddTags: async (input) => {
      const kept = await taggedBy(requests, input);
      const added = tagsOf(input);
      const others = tagsOf(kept.request).filter(({ Key }) => !added.some((tag) => tag.Key === Key));
      const Tags = [...others, ...added];
      if (Tags.length > mostTags)
        throw new ServiceError('ResourceLimitExceeded', `A resource has at most ${String(mostTags)} tags.`);
      await requests.change(kept, { ...kept.request, Tags });
      return { Tags };
    },
    DeleteTags: async (input) => {
      const kept = await taggedBy(requests, input);
      const gone: readonly unknown[] = Array.isArray(input['TagKeys']) ? input['TagKeys'] : [];
      await requests.change(kept, {
        ...kept.request,
        Tags: tagsOf(kept.request).filter(({ Key }) => !gone.includes(Key)),
      });
      return {};
    },
  };
}

async function taggedBy(requests: RequestFiles, input: JsonObject): Promise<KeptRequest> {
  const arn = requiredText(input, 'ResourceArn');
  const [, type = '', name = ''] =
    /^arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:\d{12}:([a-z-]+)\/([a-zA-Z0-9-]+)$/.exec(arn) ?? [];
  const kind = kindOfType[type];
  if (kind === undefined) throw invalid(`Invalid ARN: ${arn}`);
  // Names in ARNs are written small.
  const kept =
    (await requests.find(kind, name)) ??
    (await requests.all(kind)).find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (kept) return kept;
  throw new ServiceError('ResourceNotFound', `Could not find the resource ${arn}.`);
}

function tagsOf({ Tags }: JsonObject): readonly Tag[] {
  const tags: readonly unknown[] = Array.isArray(Tags) ? Tags : [];
  return tags.flatMap((tag) => {
    if (!isObject(tag) || typeof tag['Key'] !== 'string') return [];
    return [{ Key: tag['Key'], Value: typeof tag['Value'] === 'string' ? tag['Value'] : '' }];
  });
}
