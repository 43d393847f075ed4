import { isHarmless } from '../contract/harmlessValue';
import { secretForm } from '../contract/secretForms';
import type { JsonPath, Problem } from './problem';

/** Fields whose entries end up in requests, descriptions and logs for everybody to read. */
const maps = new Set(['Environment', 'HyperParameters', 'StaticHyperParameters']);

/** Names whose value is a secret, unless it says where the secret is. */
const secretName =
  /(^|[_-])(password|passwd|secret|secret[_-]?(access[_-]?)?key|api[_-]?key|(access|auth|session|hf|hugging_?face(_hub)?|github|wandb)[_-]?token|private[_-]?key)$/i;
const shortest = 8;

/** Credentials among the values of a request; a warning, since a value may only look like one. Says what it looks like, never the value. */
export function checkSecrets(request: unknown, path: JsonPath = []): readonly Problem[] {
  if (typeof request !== 'object' || request === null) return [];
  if (Array.isArray(request)) return request.flatMap((item: unknown, index) => checkSecrets(item, [...path, index]));
  return Object.entries(request).flatMap(([name, value]: [string, unknown]) =>
    maps.has(name) ? checkMap(value, [...path, name]) : checkSecrets(value, [...path, name]),
  );
}

/** The entries of one map of strings. */
export function checkMap(map: unknown, path: JsonPath): readonly Problem[] {
  if (typeof map !== 'object' || map === null) return [];
  return Object.entries(map).flatMap(([name, value]: [string, unknown]) => {
    const what = typeof value === 'string' ? secretIn(name, value) : undefined;
    if (what === undefined) return [];
    const message = `${name} holds what looks like ${what}; whoever can describe the job or read its log sees it.`;
    const action =
      'Keep it in AWS Secrets Manager or Parameter Store and give its name, or let the role grant the access.';
    return [{ code: 'secret.value', severity: 'warning', path: [...path, name], message, action } as const];
  });
}

/** What kind of secret a value looks like; undefined for none. */
export function secretIn(name: string, value: string): string | undefined {
  const form = secretForm(value);
  if (form !== undefined) return form;
  const plain = value.trim().replace(/^"(.*)"$/, '$1');
  if (!secretName.test(name) || plain.length < shortest || isHarmless(plain) || /\s/.test(plain)) return undefined;
  return /^[\d.]+$/.test(plain) ? undefined : 'a password or token';
}
