/** A part of AWS with accounts and addresses of its own. */
export interface Partition {
  readonly name: string;
  /** End of the addresses of its services. */
  readonly suffix: string;
}

const partitions: readonly (readonly [RegExp, Partition])[] = [
  [/^cn-/, { name: 'aws-cn', suffix: 'amazonaws.com.cn' }],
  [/^us-gov-/, { name: 'aws-us-gov', suffix: 'amazonaws.com' }],
  [/^eusc-/, { name: 'aws-eusc', suffix: 'amazonaws.eu' }],
  [/^us-iso-/, { name: 'aws-iso', suffix: 'c2s.ic.gov' }],
  [/^us-isob-/, { name: 'aws-iso-b', suffix: 'sc2s.sgov.gov' }],
  [/^eu-isoe-/, { name: 'aws-iso-e', suffix: 'cloud.adc-e.uk' }],
  [/^us-isof-/, { name: 'aws-iso-f', suffix: 'csp.hci.ic.gov' }],
];

/** The partition of a region. */
export function partitionOf(region: string): Partition {
  const special = partitions.find(([pattern]) => pattern.test(region))?.[1];
  return special ?? { name: 'aws', suffix: 'amazonaws.com' };
}
