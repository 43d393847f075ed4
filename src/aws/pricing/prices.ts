import type { AwsContext } from '../context/awsContext';
import { readState, writeState } from '../storage/stateFile';
import { priceIn, type Price } from './priceList';

/** Tells what an instance of a type costs for a component of the service; undefined where nobody says. Never rejects. */
export type FindPrice = (component: string, instanceType: string) => Promise<Price | undefined>;

/** Prices change every few months; an older one is as good as none. Milliseconds. */
const keptFor = 7 * 24 * 3600_000;
/** A confirmation doesn't wait for prices longer than this. Milliseconds. */
const patience = 5_000;

/** Regions where the Pricing API is, by partition. It speaks for all regions of that partition. */
const apiRegions: Readonly<Record<string, string>> = { aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' };

interface Kept extends Price {
  /** When AWS said so, in milliseconds since the Unix epoch. */
  readonly at: number;
}

/**
 * Asks AWS for prices, and remembers the answers for a week. No answer, no permission, no such price: all of that is "unknown".
 * @param file absolute path of a JSON file in the user's cache folder
 */
export function priceFinder(context: AwsContext, file: string, now: () => number = Date.now): FindPrice {
  const asked = new Map<string, Promise<Price | undefined>>();
  return (component, instanceType) => {
    const key = [context.partition.name, context.region, component, instanceType].join(' ');
    const price = asked.get(key) ?? find(context, { file, key, component, instanceType, now });
    asked.set(key, price);
    return price;
  };
}

interface Question {
  readonly file: string;
  readonly key: string;
  readonly component: string;
  readonly instanceType: string;
  readonly now: () => number;
}

async function find(context: AwsContext, question: Question): Promise<Price | undefined> {
  const { file, key, now } = question;
  try {
    const kept = (await keptPrices(file))[key];
    if (kept && now() - kept.at < keptFor && kept.at <= now())
      return { perHour: kept.perHour, currency: kept.currency };
    const price = await ask(context, question);
    if (price) await writeState(file, { ...(await keptPrices(file)), [key]: { ...price, at: now() } });
    return price;
  } catch {
    // What a price can't be found for is worth no failure: the person reads "unknown".
    return undefined;
  }
}

async function keptPrices(file: string): Promise<Readonly<Record<string, Kept>>> {
  return ((await readState(file)) ?? {}) as Readonly<Record<string, Kept>>;
}

async function ask(context: AwsContext, { component, instanceType }: Question): Promise<Price | undefined> {
  const region = apiRegions[context.partition.name];
  if (region === undefined) return undefined;
  const { GetProductsCommand, PricingClient } = await import('@aws-sdk/client-pricing');
  const { credentials, proxy, endpoints } = context;
  const client = new PricingClient({
    ...{ region, credentials, maxAttempts: 2 },
    ...(endpoints.PRICING !== undefined && { endpoint: endpoints.PRICING }),
    ...(proxy && { requestHandler: { ...proxy } }),
  });
  const Filters = [
    { Type: 'TERM_MATCH' as const, Field: 'regionCode', Value: context.region },
    { Type: 'TERM_MATCH' as const, Field: 'instanceName', Value: instanceType },
  ];
  const abortSignal = AbortSignal.timeout(patience);
  const texts: string[] = [];
  let NextToken: string | undefined;
  do {
    const request = new GetProductsCommand({ ServiceCode: 'AmazonSageMaker', Filters, NextToken, MaxResults: 100 });
    const page = await client.send(request, { abortSignal });
    texts.push(...((page.PriceList ?? []) as readonly unknown[]).map(String));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return priceIn(texts, { region: context.region, component, instanceType });
}
