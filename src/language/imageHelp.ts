import type { CompletionItem } from 'vscode-languageserver';
import { awsRepositories, awsRepository, tagsOf } from '../validation/images/awsImages';
import { compareVersions, isImageField, versionOf } from '../validation/images/imageRules';
import { parseImageUri, registryHost, type ImageUri } from '../validation/images/imageUri';
import type { JsonPath } from '../validation/problem';

const defaultRegion = 'us-east-1';
/** Number of the protocol. */
const valueKind = 12;

/** What an image's address says, as Markdown; undefined for what is no image in ECR. */
export function imageHelp(path: JsonPath, value: unknown): string | undefined {
  const uri = typeof value === 'string' && isImageField(path) ? parseImageUri(value) : undefined;
  if (!uri) return undefined;
  const known = awsRepository(uri);
  const facts = [
    `repository \`${uri.repository}\`${uri.tag === undefined ? '' : `, tag \`${uri.tag}\``}`,
    `region \`${uri.region}\``,
    known ? `account \`${uri.account}\`, of AWS` : `account \`${uri.account}\``,
    ...(known
      ? [`for ${known.scopes.join(', ') || 'all jobs'}`, `in ${String(known.accounts.size)} regions`, ...newest(uri)]
      : []),
  ];
  const title = known ? `**${known.frameworks.join(', ')}**: an image of AWS` : '**An image in Amazon ECR**';
  return `${title}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}`;
}

function newest(uri: ImageUri): readonly string[] {
  const known = awsRepository(uri);
  const [first] = known ? tagsOf(known) : [];
  const [version, last] = [versionOf(uri.tag ?? ''), versionOf(first ?? '')];
  if (first === undefined || !version || !last || compareVersions(last, version) <= 0) return [];
  return [`newest known tag: \`${first}\``];
}

/** Addresses of AWS's images that go on from what is typed: repositories first, after a colon the tags of one. */
export function imageCompletions(path: JsonPath, typed: unknown, text: string): CompletionItem[] {
  if (!isImageField(path)) return [];
  const value = typeof typed === 'string' ? typed : '';
  const whole = parseImageUri(value.replace(/:[^/]*$/, ''));
  if (whole && value.includes(':')) {
    const known = awsRepository(whole);
    const start = value.slice(0, value.lastIndexOf(':') + 1);
    return (known ? tagsOf(known) : []).map((tag, index) => item(start + tag, index, tag));
  }
  const region = /\.ecr\.([a-z0-9-]+)\./.exec(value)?.[1] ?? /\.ecr\.([a-z0-9-]+)\./.exec(text)?.[1] ?? defaultRegion;
  return [...awsRepositories.values()].flatMap(({ name, accounts, frameworks }, index) => {
    const account = accounts.get(region);
    return account === undefined
      ? []
      : [item(`${registryHost(account, region)}/${name}:`, index, frameworks.join(', '))];
  });
}

function item(label: string, index: number, detail: string): CompletionItem {
  // What is typed may be the middle of it: a framework's name.
  const name = label.slice(label.indexOf('/') + 1);
  return { label, kind: valueKind, detail, sortText: String(index).padStart(4, '0'), filterText: `"${label} ${name}"` };
}
