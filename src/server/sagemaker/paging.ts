import { countOf, textOf, timeOf, type JsonObject } from '../jsonInput';
import { invalid } from '../serviceError';

/** What a list is filtered and sorted by. */
export interface Listed {
  readonly name: string;
  readonly status: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  /** Milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly NextToken?: string;
}

/** What differs between the lists of the service. */
export interface ListRules {
  /** Whether the status is looked at after a page was cut, as in ListTrainingJobs: pages may then be short, or empty. */
  readonly statusAfterPage?: boolean;
  /** Sort order where the request names none. */
  readonly order?: 'Ascending' | 'Descending';
}

const defaultPage = 10;
const longestPage = 100;

/** One page of a list, as the request wants it: filtered, sorted, and from where the last one ended. @throws ServiceError `ValidationException` */
export function pageOf<Item extends Listed>(
  items: readonly Item[],
  input: JsonObject,
  rules: ListRules = {},
): Page<Item> {
  const size = countOf(input, 'MaxResults', 1, longestPage) ?? defaultPage;
  const status = textOf(input, 'StatusEquals');
  const hasStatus = (item: Item) => status === undefined || item.status === status;
  const wanted = items.filter((item) => isWanted(item, input) && (rules.statusAfterPage === true || hasStatus(item)));
  const sorted = wanted.sort(comparison(input, rules));
  const start = startOf(sorted, textOf(input, 'NextToken'));
  const page = sorted.slice(start, start + size);
  const last = page.at(-1);
  return {
    items: page.filter(hasStatus),
    ...(last && start + size < sorted.length && { NextToken: tokenOf(last) }),
  };
}

function isWanted(item: Listed, input: JsonObject): boolean {
  const part = textOf(input, 'NameContains')?.toLowerCase() ?? '';
  const after = (member: string) => timeOf(input, member) ?? -Infinity;
  const before = (member: string) => timeOf(input, member) ?? Infinity;
  return (
    item.name.toLowerCase().includes(part) &&
    item.createdAt >= after('CreationTimeAfter') &&
    item.createdAt <= before('CreationTimeBefore') &&
    item.modifiedAt >= after('LastModifiedTimeAfter') &&
    item.modifiedAt <= before('LastModifiedTimeBefore')
  );
}

function comparison(input: JsonObject, { order = 'Descending' }: ListRules): (one: Listed, other: Listed) => number {
  const by = textOf(input, 'SortBy') ?? 'CreationTime';
  const sign = (textOf(input, 'SortOrder') ?? order) === 'Ascending' ? 1 : -1;
  const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return (one, other) => {
    const byName = byText(one.name, other.name);
    if (by === 'Name') return sign * byName;
    const first = by === 'Status' ? byText(one.status, other.status) : one.createdAt - other.createdAt;
    return sign * (first || byName);
  };
}

/** Names the last item of a page, so that what is created in between moves nothing. */
function tokenOf({ name }: Listed): string {
  return Buffer.from(name).toString('base64url');
}

function startOf(sorted: readonly Listed[], token: string | undefined): number {
  if (token === undefined) return 0;
  const name = Buffer.from(token, 'base64url').toString();
  const index = sorted.findIndex((item) => item.name === name);
  if (index < 0) throw invalid('Invalid NextToken.');
  return index + 1;
}
