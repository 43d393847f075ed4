/** What one instance costs while it runs. */
export interface Price {
  readonly perHour: number;
  readonly currency: string;
}

/** A product of a price list, as far as it is read here. */
interface Product {
  readonly product?: { readonly attributes?: Readonly<Record<string, string>> };
  readonly terms?: {
    readonly OnDemand?: Readonly<Record<string, { readonly priceDimensions?: Readonly<Record<string, Dimension>> }>>;
  };
}

interface Dimension {
  readonly unit?: string;
  readonly pricePerUnit?: Readonly<Record<string, string>>;
}

export interface Wanted {
  readonly region: string;
  readonly component: string;
  readonly instanceType: string;
}

/**
 * The price of an hour of an instance on demand, from products of the Pricing API.
 * @param texts products as JSON
 * @returns undefined when there is none, or when there are several that differ
 */
export function priceIn(texts: readonly string[], wanted: Wanted): Price | undefined {
  const prices = texts
    .map((text) => JSON.parse(text) as Product)
    .filter((product) => isOf(product, wanted))
    .flatMap(hourly);
  const [first, ...others] = prices;
  const isClear = others.every(({ perHour, currency }) => perHour === first?.perHour && currency === first.currency);
  return isClear ? first : undefined;
}

function isOf({ product }: Product, { region, component, instanceType }: Wanted): boolean {
  const { regionCode, instanceName, platoinstancetype, component: named } = product?.attributes ?? {};
  const plain = (platoinstancetype ?? named ?? '').replaceAll(' ', '').toLowerCase();
  return regionCode === region && instanceName === instanceType && plain === component.toLowerCase();
}

function hourly({ terms }: Product): readonly Price[] {
  const dimensions = Object.values(terms?.OnDemand ?? {}).flatMap((term) => Object.values(term.priceDimensions ?? {}));
  return dimensions.flatMap(({ unit, pricePerUnit = {} }) => {
    const [currency, value] = Object.entries(pricePerUnit)[0] ?? [];
    const perHour = Number(value);
    return /^hrs?$|^hours?$/i.test(unit ?? '') && currency !== undefined && perHour > 0 ? [{ perHour, currency }] : [];
  });
}
