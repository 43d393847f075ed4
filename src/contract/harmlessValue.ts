/** ARNs, addresses, paths, variables, words for nothing. */
const harmless = /^(arn:|s3:|https?:|file:|ssm:|\/|\$|\{\{|<)|^(true|false|none|null|changeme|redacted|x+|\*+)?$/i;

/** Whether the value of a secret is none: it is empty, a placeholder, or says where the secret is. */
export function isHarmless(value: string): boolean {
  return harmless.test(value.trim());
}
