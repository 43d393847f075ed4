import type { Wanted } from '../../../src/aws/pricing/priceList';

/** A product of the Pricing API's list, in the shape that AWS publishes, as the text that the API hands out. */
export function product(
  { region, component, instanceType }: Wanted,
  pricePerUnit: Readonly<Record<string, string>>,
  unit = 'Hrs',
): string {
  const dimension = { unit, endRange: 'Inf', beginRange: '0', appliesTo: [], pricePerUnit, rateCode: 'S.T.R' };
  return JSON.stringify({
    product: {
      productFamily: 'ML Instance',
      sku: 'S',
      attributes: {
        ...{ regionCode: region, servicecode: 'AmazonSageMaker', locationType: 'AWS Region' },
        ...{ platoinstancetype: component, component, instanceName: instanceType },
        usagetype: `X-${component}:${instanceType}`,
      },
    },
    serviceCode: 'AmazonSageMaker',
    terms: { OnDemand: { 'S.T': { sku: 'S', priceDimensions: { 'S.T.R': dimension }, termAttributes: {} } } },
    version: '20260101000000',
    publicationDate: '2026-01-01T00:00:00Z',
  });
}
