import { headersOf } from './networkRules';
import { isRecord } from './probeDump';

/** What differs between two machines, or two runs on one, and says nothing about the platform. */
const ofTheMachine =
  /^(probe\.startedAt|host\.(cpus|kernel|memory)|disk\.(root|optMl|tmp)|cgroup\.|signal\.SIG|network\.listening$)/;

/** Whether a value under this key is a matter of the machine and the moment. */
export function isOfTheMachine(key: string): boolean {
  return ofTheMachine.test(key);
}

/** A value without what is different in every run: addresses, accounts, locations in S3, times and the numbers of connections. */
export function stableValue(key: string, value: unknown): unknown {
  if (isOfTheMachine(key)) return '<of the machine>';
  if (key === 'pace') return '<of the moment>';
  if (key.startsWith('request.')) return stableRequest(value);
  if (typeof value !== 'string') return value;
  return value
    .replace(/\bip-\d+-\d+-\d+-\d+/g, 'ip-<address>')
    .replace(/\b\d+\.\d+\.\d+\.\d+\b/g, '<address>')
    .replace(/:\d{12}:/g, ':<account>:')
    .replace(/("S3Uri":\s*")[^"]*/g, '$1<uri>')
    .replace(/("ImageUri":\s*")[^"]*/g, '$1<image>');
}

function stableRequest(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { version, body } = value;
  // In a pipeline a body may be what the probe in front of this one has answered.
  const isDump = isRecord(body) && typeof body['start'] === 'string' && /^\{\s*"probe"/.test(body['start']);
  const changing = isDump ? ['host', 'content-length'] : ['host'];
  const headers = headersOf(value).map(([name, text]) => `${name}: ${changing.includes(name) ? '<changing>' : text}`);
  return { version, headers, body: isDump ? '<the dump of the step before>' : body };
}
