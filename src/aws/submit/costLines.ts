import type { Price } from '../pricing/priceList';
import { machinesText, type Machines } from './cost';
import { listOf } from './requestPlaces';
import type { NamedRequest } from './definitionTree';

/** Machines, and what one of them costs an hour; no price where it is not known. */
export interface PricedMachines {
  readonly machines: Machines;
  readonly price?: Price;
}

/** What a person must know of the costs of requests, a line each. */
export function costLines(requests: readonly NamedRequest[], priced: readonly PricedMachines[]): readonly string[] {
  const serverless = requests.flatMap(serverlessLines);
  if (priced.length === 0 && serverless.length === 0) return ['Price      nothing that runs'];
  return [
    ...priced.flatMap(({ machines, price }) => [
      `Machines   ${machinesText(machines)}`,
      `Price      ${priceText(machines, price)}`,
    ]),
    ...serverless,
    ...hints(priced.map(({ machines }) => machines)).map((hint) => `Mind       ${hint}`),
  ];
}

function priceText({ count, maxSeconds, until }: Machines, price: Price | undefined): string {
  if (!price) return 'unknown';
  const each = `${amount(price, 1)} per instance and hour`;
  if (maxSeconds !== undefined) return `up to ${amount(price, (count * maxSeconds) / 3600)} (${each})`;
  return `${amount(price, count)} per hour until ${until === 'deleted' ? 'it is deleted' : 'all is done'} (${each})`;
}

/** At least two digits behind the point, and as many as tell small amounts apart. */
function amount({ perHour, currency }: Price, times: number): string {
  const total = perHour * times;
  return `${total.toFixed(total < 0.1 ? 4 : total < 10 ? 3 : 2)} ${currency}`;
}

function serverlessLines({ node, request }: NamedRequest): readonly string[] {
  if (node.kind !== 'endpoint-config') return [];
  return listOf(request['ProductionVariants']).flatMap(({ ServerlessConfig: config, VariantName: name }) => {
    if (typeof config !== 'object' || config === null) return [];
    const isKept = 'ProvisionedConcurrency' in config;
    const when = isKept
      ? 'for what is kept ready until it is deleted, and by call'
      : 'by call; nothing while nobody calls';
    return [`Serverless ${String(name)}: paid ${when}`];
  });
}

/** Types with accelerators, whose hours cost many times those of others, and whose quota is often 0. */
const accelerated = /^ml\.(p|g|gr|dl|trn|inf)\d/;
const dayInSeconds = 86_400;

function hints(machines: readonly Machines[]): readonly string[] {
  const types = [...new Set(machines.map(({ instanceType }) => instanceType))].filter((type) => accelerated.test(type));
  return [
    ...types.map((type) => `${type} has accelerators: dear, and often without a quota`),
    ...(machines.some(({ count }) => count >= 2) ? ['several instances are paid at the same time'] : []),
    ...(machines.some(({ maxSeconds = 0 }) => maxSeconds > dayInSeconds) ? ['this may run for more than a day'] : []),
    ...(machines.some(({ until }) => until === 'deleted') ? ['an endpoint is paid until somebody deletes it'] : []),
  ];
}
