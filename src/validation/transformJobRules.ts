import type { CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';
import { dataProcessing, processedFormat } from '../contract/transform';
import { maxPayloadProduct, maxTransformInstances } from '../contract/transformParameters';
import { isColumnPath, parseJsonPath } from '../records/jsonPath';
import type { JsonPath, Problem } from './problem';

type Request = Partial<CreateTransformJobRequest>;

/** What a schema can't say about a transform job. Takes a request whose values are of the right types. */
export function checkTransformJob(request: Request): readonly Problem[] {
  return [
    ...checkInput(request),
    ...checkBatches(request),
    ...checkInstances(request),
    ...checkFilters(request),
    ...checkProcessedFormat(request),
  ];
}

/** B14: what kind of input there is. */
function checkInput({ TransformInput: input }: Request): readonly Problem[] {
  const type = input?.DataSource?.S3DataSource?.S3DataType;
  if (type !== 'AugmentedManifestFile' && type !== 'Converse') return [];
  return [
    {
      code: 'B14',
      path: ['TransformInput', 'DataSource', 'S3DataSource', 'S3DataType'],
      message: `S3DataType is ${type}; a transform job takes S3Prefix and ManifestFile.`,
      action: 'Write "S3Prefix".',
      replacement: '"S3Prefix"',
    },
  ];
}

/** B5, B6: how records become requests. */
function checkBatches(request: Request): readonly Problem[] {
  const { BatchStrategy: strategy, MaxPayloadInMB: payload = 6, MaxConcurrentTransforms: concurrent = 1 } = request;
  const splitType = request.TransformInput?.SplitType ?? 'None';
  const problems: Problem[] = [];
  if (strategy !== undefined && splitType === 'None') {
    const message = `BatchStrategy ${strategy} has no effect without a SplitType: each file is one request.`;
    const action = 'Add a SplitType, for example "Line", or remove BatchStrategy.';
    problems.push({ code: 'B5', severity: 'warning', path: ['BatchStrategy'], at: 'key', message, action });
  }
  if (payload > maxPayloadProduct) {
    const message = `MaxPayloadInMB is ${String(payload)}; at most ${String(maxPayloadProduct)} is allowed.`;
    const action = 'Write less, or 0 for bodies of any length.';
    problems.push({ code: 'B6', path: ['MaxPayloadInMB'], message, action });
  } else if (payload * concurrent > maxPayloadProduct) {
    const message = `MaxConcurrentTransforms ${String(concurrent)} times MaxPayloadInMB ${String(payload)} is ${String(payload * concurrent)}; at most ${String(maxPayloadProduct)} is allowed.`;
    const most = Math.floor(maxPayloadProduct / Math.max(payload, 1));
    const action = `Write at most ${String(most)}, or a smaller MaxPayloadInMB.`;
    problems.push({ code: 'B6', path: ['MaxConcurrentTransforms'], message, action, replacement: String(most) });
  }
  return problems;
}

/** B11. */
function checkInstances({ TransformResources: resources }: Request): readonly Problem[] {
  const count = resources?.InstanceCount ?? 1;
  if (count <= maxTransformInstances) return [];
  const path = ['TransformResources', 'InstanceCount'];
  const message = `InstanceCount is ${String(count)}; at most ${String(maxTransformInstances)} is allowed.`;
  return [{ code: 'B11', path, message, action: `Write at most ${String(maxTransformInstances)}.` }];
}

/** B12: each filter is a path of the platform's own part of JSONPath; a row of CSV has columns only. */
function checkFilters({ DataProcessing: processing, TransformInput: input }: Request): readonly Problem[] {
  return (['InputFilter', 'OutputFilter'] as const).flatMap((field): Problem[] => {
    const filter = processing?.[field];
    if (filter === undefined) return [];
    const path: JsonPath = ['DataProcessing', field];
    const parsed = parseJsonPath(filter);
    if ('fault' in parsed) {
      const message = `${field} ${JSON.stringify(filter)} can't be read at character ${String(parsed.at + 1)}: ${parsed.fault}.`;
      return [{ code: 'B12', path, message, action: "Use $, .name, *, ['a','b'], [0,1] and [1:3] only." }];
    }
    if (processedFormat(input?.ContentType) !== 'csv' || isColumnPath(parsed.steps)) return [];
    const message = `${field} ${JSON.stringify(filter)} names more than columns, but a row of CSV has columns only.`;
    return [{ code: 'B12', path, message, action: 'Write something like "$[0]" or "$[1:]".' }];
  });
}

/** B12: what is filtered or joined has one format, coming and going; rows of CSV are lines on both sides. */
function checkProcessedFormat(request: Request): readonly Problem[] {
  if (!dataProcessing(request)) return [];
  const { TransformInput: input, TransformOutput: output } = request;
  const formats = 'text/csv, application/json or application/jsonlines';
  const [type, accept] = [input?.ContentType, output?.Accept];
  if (!processedFormat(type)) {
    const message = `DataProcessing needs a ContentType that it can read; it is ${type ?? 'missing'}.`;
    return [
      { code: 'B12', path: placeOf(request, 'TransformInput', 'ContentType'), message, action: `Write ${formats}.` },
    ];
  }
  if (processedFormat(accept) !== processedFormat(type)) {
    const message = `DataProcessing needs the Accept of TransformOutput to be the ContentType ${type ?? ''}; it is ${accept ?? 'missing'}.`;
    return [
      {
        code: 'B12',
        path: placeOf(request, 'TransformOutput', 'Accept'),
        message,
        action: `Write "Accept": "${type ?? ''}".`,
      },
    ];
  }
  return processedFormat(type) === 'csv' ? checkLines(request) : [];
}

/** B8. */
function checkLines(request: Request): readonly Problem[] {
  const fields = [
    ['TransformInput', 'SplitType', request.TransformInput?.SplitType],
    ['TransformOutput', 'AssembleWith', request.TransformOutput?.AssembleWith],
  ] as const;
  return fields
    .filter(([, , value]) => value !== 'Line')
    .map(([part, field, value]) => ({
      code: 'B8',
      path: placeOf(request, part, field),
      message: `DataProcessing of text/csv needs ${field} "Line"; it is ${value ?? 'missing'}.`,
      action: `Write "${field}": "Line" in ${part}.`,
      ...(value !== undefined && { replacement: '"Line"' }),
    }));
}

/** The place of a field, or of the nearest thing around it that is there. */
function placeOf(request: Request, part: 'TransformInput' | 'TransformOutput', field: string): JsonPath {
  const given = request[part];
  if (given === undefined) return ['DataProcessing'];
  return Object.hasOwn(given, field) ? [part, field] : [part];
}
