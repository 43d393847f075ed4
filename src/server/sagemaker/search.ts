import { isObject, textOf, timeOf, countOf, type JsonObject, type JsonOperation } from '../jsonInput';
import { invalid } from '../serviceError';

const defaultPage = 10;
const longestPage = 100;

/** What Search looks through: Describe responses with Tags, newest first. */
export type Searched = () => Promise<readonly JsonObject[]>;

/** Search, for training jobs: filters over the members of a Describe response, `Tags.KEY` for tags. */
export function searchOperation(trainingJobs: Searched): JsonOperation {
  return async (input) => {
    if (input['Resource'] !== 'TrainingJob') {
      throw invalid(`The local endpoint searches training jobs only, not ${String(input['Resource'])}.`);
    }
    const matches = predicateOf(input['SearchExpression']);
    const found = sorted((await trainingJobs()).filter(matches), input);
    const size = countOf(input, 'MaxResults', 1, longestPage) ?? defaultPage;
    const start = startOf(found, textOf(input, 'NextToken'));
    const page = found.slice(start, start + size);
    const last = page.at(-1);
    return {
      Results: page.map((job) => ({ TrainingJob: job })),
      ...(last && start + size < found.length && { NextToken: String(last['TrainingJobName']) }),
    };
  };
}

type Predicate = (job: JsonObject) => boolean;

function predicateOf(expression: unknown): Predicate {
  if (expression === undefined) return () => true;
  if (!isObject(expression)) throw invalid('SearchExpression must be an object.');
  if (expression['NestedFilters'] !== undefined) throw invalid('The local endpoint knows no NestedFilters.');
  const list = (member: string): readonly unknown[] => {
    const value = expression[member] ?? [];
    return Array.isArray(value) ? value : [];
  };
  const all = [...list('Filters').map(filterOf), ...list('SubExpressions').map(predicateOf)];
  return expression['Operator'] === 'Or'
    ? (job) => all.some((matches) => matches(job))
    : (job) => all.every((matches) => matches(job));
}

function filterOf(filter: unknown): Predicate {
  const name = isObject(filter) ? textOf(filter, 'Name') : undefined;
  if (!isObject(filter) || name === undefined) throw invalid('Each of Filters has a Name.');
  const wanted = textOf(filter, 'Value') ?? '';
  const compare = comparisons[textOf(filter, 'Operator') ?? 'Equals'];
  if (!compare) throw invalid(`${String(filter['Operator'])} is no operator of a filter.`);
  return (job) => compare(valueOf(job, name), wanted);
}

type Comparison = (value: unknown, wanted: string) => boolean;

const order =
  (isIt: (difference: number) => boolean): Comparison =>
  (value, wanted) =>
    typeof value === 'number' && isIt(value - numberOf(wanted));
const equals: Comparison = (value, wanted) =>
  typeof value === 'number' ? value === numberOf(wanted) : textIn(value) === wanted;

const comparisons: Readonly<Record<string, Comparison>> = {
  Equals: equals,
  NotEquals: (value, wanted) => !equals(value, wanted),
  Contains: (value, wanted) => typeof value === 'string' && value.includes(wanted),
  In: (value, wanted) => wanted.split(',').some((one) => equals(value, one.trim())),
  Exists: (value) => value !== undefined,
  NotExists: (value) => value === undefined,
  GreaterThan: order((difference) => difference > 0),
  GreaterThanOrEqualTo: order((difference) => difference >= 0),
  LessThan: order((difference) => difference < 0),
  LessThanOrEqualTo: order((difference) => difference <= 0),
};

/** Texts and switches are compared as text. */
function textIn(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A number, or a time in the form of ISO 8601 as seconds since the Unix epoch. */
function numberOf(text: string): number {
  return Number.isNaN(Number(text)) ? (timeOf({ text }, 'text') ?? 0) / 1000 : Number(text);
}

/** The value of a property: `Tags.KEY`, `Metrics.NAME`, or the members of a Describe response by their path. */
function valueOf(job: JsonObject, property: string): unknown {
  const [first = '', ...rest] = property.split('.');
  const named = { Tags: ['Key', 'Value'], Metrics: ['MetricName', 'Value'] }[first];
  if (!named)
    return [first, ...rest].reduce<unknown>((value, member) => (isObject(value) ? value[member] : undefined), job);
  const list: unknown = job[first === 'Metrics' ? 'FinalMetricDataList' : first];
  const [key = '', value = ''] = named;
  return (Array.isArray(list) ? list : []).filter(isObject).find((item) => item[key] === rest.join('.'))?.[value];
}

function sorted(jobs: readonly JsonObject[], input: JsonObject): readonly JsonObject[] {
  const by = textOf(input, 'SortBy') ?? 'LastModifiedTime';
  const sign = textOf(input, 'SortOrder') === 'Ascending' ? 1 : -1;
  const key = (job: JsonObject) => {
    const value = valueOf(job, by);
    return typeof value === 'number' ? value : (textIn(value) ?? '');
  };
  return [...jobs].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    return sign * (a < b ? -1 : a > b ? 1 : 0);
  });
}

function startOf(jobs: readonly JsonObject[], token: string | undefined): number {
  if (token === undefined) return 0;
  const index = jobs.findIndex((job) => job['TrainingJobName'] === token);
  if (index < 0) throw invalid('Invalid NextToken.');
  return index + 1;
}
