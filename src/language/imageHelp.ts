import type { CompletionItem, Diagnostic } from 'vscode-languageserver';
import { TextPositions } from '../definitions/textPosition';
import { awsRepositories, awsRepository, tagsOf } from '../validation/images/awsImages';
import { isImageField, newerTag } from '../validation/images/imageRules';
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
      ? [
          `used for ${known.scopes.join(', ') || 'all jobs'}`,
          `regions that have it: ${String(known.accounts.size)}`,
          ...newest(uri),
        ]
      : []),
  ];
  const title = known ? `**${known.frameworks.join(', ')}**: an image of AWS` : '**An image in Amazon ECR**';
  return `${title}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}`;
}

function newest(uri: ImageUri): readonly string[] {
  const tag = newerTag(uri);
  return tag === undefined ? [] : [`newest known tag: \`${tag}\``];
}

/** An image of a request, as its text has it. */
const written = /"(?:TrainingImage|Image|ImageUri)"\s*:\s*"(\d{12}\.dkr\.ecr[^"\\\s]+)"/g;
/** Number of the protocol: a hint, which no list of problems shows. */
const hint = 4;

/** Hints at images of AWS that have a newer tag: nothing is wrong with them. */
export function newerTagHints(text: string): readonly Diagnostic[] {
  const positions = new TextPositions(text);
  return [...text.matchAll(written)].flatMap((match) => {
    const [whole, value = ''] = match;
    const uri = parseImageUri(value);
    const tag = uri && newerTag(uri);
    if (uri?.tag === undefined || tag === undefined) return [];
    const at = match.index + whole.length - 1 - uri.tag.length;
    const message = `${uri.repository} has a newer tag than ${uri.tag}: ${tag}. Change to it when your code runs with that version.`;
    const range = positions.range(at, uri.tag.length);
    return [
      { code: 'image.newer', severity: hint, source: 'sagemaker', message, range, data: { replacement: tag } } as const,
    ];
  });
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
