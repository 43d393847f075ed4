/** Services that are called, by the names that the variables of endpoints use. */
export const services = [
  'SAGEMAKER',
  'SAGEMAKER_RUNTIME',
  'S3',
  'ECR',
  'STS',
  'IAM',
  'CLOUDWATCH_LOGS',
  'PRICING',
] as const;
export type Service = (typeof services)[number];

/** A profile of the shared files as they stand. */
export type ProfileValues = Readonly<Record<string, string | undefined>>;

/**
 * Addresses that take the place of AWS's own, by service: from the variables, else from the profile and its `services` section.
 * Decided here, since clients forget a profile's section when the profile was named to them.
 */
export function endpointOverrides(
  environment: NodeJS.ProcessEnv,
  profile: ProfileValues = {},
  section: ProfileValues = {},
): Readonly<Partial<Record<Service, string>>> {
  if (isTrue(environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? profile['ignore_configured_endpoint_urls']))
    return {};
  const entries = services.flatMap((service) => {
    const name = service.toLowerCase();
    const url =
      environment[`AWS_ENDPOINT_URL_${service}`] ??
      environment['AWS_ENDPOINT_URL'] ??
      section[`${name}.endpoint_url`] ??
      profile['endpoint_url'];
    return url === undefined || url === '' ? [] : [[service, url] as const];
  });
  return Object.fromEntries(entries);
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}
