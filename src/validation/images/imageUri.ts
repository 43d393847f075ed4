/** The parts of an image's address in a registry of Amazon ECR. */
export interface ImageUri {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** `amazonaws.com`, or that of another partition. */
  readonly domain: string;
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

const pattern =
  /^(?<account>\d{12})\.dkr\.ecr(?:-fips)?\.(?<region>[a-z0-9-]+)\.(?<domain>[a-z0-9.-]+)\/(?<repository>[a-z0-9._/-]+?)(?::(?<tag>[\w.-]+))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/** Whether a program can name an image and a region: a quick look before it is parsed. */
export function mentionsImages(text: string): boolean {
  return text.includes('.dkr.ecr.') && text.includes('region');
}

/** Takes an ECR address apart; undefined for an image of any other kind. */
export function parseImageUri(value: string): ImageUri | undefined {
  const { account, region, domain, repository, tag, digest } = pattern.exec(value)?.groups ?? {};
  if (account === undefined || region === undefined || domain === undefined || repository === undefined)
    return undefined;
  return {
    account,
    region,
    domain,
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/** Where the registries of a region are. Regions of other partitions have their own domain. */
export function registryHost(account: string, region: string): string {
  const domain = domains.find(([start]) => region.startsWith(start))?.[1] ?? 'amazonaws.com';
  return `${account}.dkr.ecr.${region}.${domain}`;
}

const domains: readonly (readonly [start: string, domain: string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
  ['eusc-', 'amazonaws.eu'],
];
