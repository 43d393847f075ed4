import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { RepositoryImage, Variant } from '../../jobs/resources';
import type { AwsGroup } from '../aws/awsGroup';
import type { Connection } from '../aws/connection';
import { connectionTitle } from '../aws/connectionTitle';
import { isSignInCode } from '../aws/signInNeeded';
import { sizeText } from '../duration';
import { textOf } from '../messages';
import type { PlaceNode } from './explorerNode';
import { groupTitle } from './groupTitle';
import type { Look } from './jobItem';

/** How a row looks that is not about one job. @param connection where it is; absent for what is on this machine */
export function placeLook(node: PlaceNode, connection: Connection | undefined): Look {
  switch (node.row) {
    case 'machine':
      return openable(vscode.l10n.t('This machine'), 'device-desktop', 'machine');
    case 'pinned':
      return openable(vscode.l10n.t('Pinned'), 'pinned', 'pinned');
    case 'connection':
      return connection ? connectionLook(connection) : { label: '' };
    case 'waiting':
      return { label: vscode.l10n.t('Connecting…'), icon: new vscode.ThemeIcon('loading~spin'), context: 'waiting' };
    case 'awsGroup':
      return {
        ...openable(groupTitle(node.kind), groupIcons[node.kind], ['awsGroup', node.kind].join(' ')),
        ...countOf(connection, node.kind),
      };
    case 'children':
      return openable(groupTitle('training-job'), groupIcons['training-job'], 'children');
    case 'resource':
      return resourceLook(node, connection);
    case 'image':
      return imageLook(connection?.images(node.repository).find(({ digest }) => digest === node.digest));
    case 'variant':
      return variantLook(connection?.variants(node.arn).find(({ name }) => name === node.name));
    case 'more':
      return {
        ...{ label: vscode.l10n.t('Load More'), description: vscode.l10n.t('{0} shown', node.shown) },
        ...{ icon: new vscode.ThemeIcon('ellipsis'), context: 'more', command: 'sagemakerContainers.loadMore' },
      };
    case 'nothing':
      return nothingLook(node);
    case 'problem':
      return problemLook(node);
    default:
      return node satisfies never;
  }
}

function openable(label: string, icon: string, context: string): Look {
  return { label, icon: new vscode.ThemeIcon(icon), context, isOpenable: true };
}

const groupIcons: Readonly<Record<AwsGroup, string>> = {
  'training-job': 'mortar-board',
  'processing-job': 'gear',
  'transform-job': 'arrow-swap',
  'tuning-job': 'settings',
  endpoint: 'broadcast',
  'endpoint-config': 'list-tree',
  model: 'symbol-class',
  image: 'layers',
};

function countOf(connection: Connection | undefined, kind: AwsGroup): Pick<Look, 'description'> {
  const { rows = [], next } = connection?.group(kind) ?? {};
  return rows.length === 0 ? {} : { description: `${String(rows.length)}${next === undefined ? '' : '+'}` };
}

/** Profile and region, whose account it is, and what costs money there. */
function connectionLook(connection: Connection): Look {
  const { choice, identity, problem, staleness } = connection;
  const costly = connection.costly().length;
  const parts = [
    problem ? vscode.l10n.t('not connected') : identity?.account,
    staleness && !problem ? vscode.l10n.t('not up to date') : undefined,
    costly > 0 ? vscode.l10n.t('endpoints that cost money: {0}', costly) : undefined,
  ];
  const description = parts.filter((part) => part !== undefined).join(' · ');
  return {
    label: connectionTitle(choice),
    ...(description !== '' && { description }),
    tooltip: connectionTooltip(connection),
    icon: new vscode.ThemeIcon((problem ?? staleness) ? 'warning' : 'cloud'),
    context: `connection${isSignInCode(problem?.code) ? ' signIn' : ''}`,
    isOpenable: true,
  };
}

function connectionTooltip({ choice, identity, problem, staleness }: Connection): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const addresses = [...new Set(Object.values(identity?.endpoints ?? {}))];
  const lines = [
    connectionTitle(choice),
    problem && problemText(problem),
    staleness && !problem ? problemText(staleness) : undefined,
    identity && vscode.l10n.t('Account {0}: {1}', identity.account, identity.arn),
    identity?.way,
    addresses.length > 0 ? vscode.l10n.t('Instead of AWS: {0}', addresses.join(', ')) : undefined,
  ];
  for (const line of lines) if (line !== undefined) text.appendText(line).appendMarkdown('\n\n');
  return text;
}

function resourceLook(
  { kind, name, arn }: Extract<PlaceNode, { row: 'resource' }>,
  connection: Connection | undefined,
): Look {
  const createdAt = connection?.kept(kind).rows.find((row) => row.arn === arn)?.createdAt;
  return {
    ...{ label: name, tooltip: arn, icon: new vscode.ThemeIcon(groupIcons[kind]), context: `resource ${kind} aws` },
    isOpenable: kind === 'image',
    ...(createdAt !== undefined && { description: new Date(createdAt).toLocaleString() }),
    command: 'sagemakerContainers.showDescribe',
  };
}

/** By its tags, which are what people know; the first digits of its digest where it has none. */
function imageLook(image: RepositoryImage | undefined): Look {
  if (!image) return { label: '' };
  const { digest, tags, bytes, pushedAt } = image;
  return {
    label: tags.length > 0 ? tags.join(', ') : digest.slice(0, 'sha256:'.length + 12),
    description: `${sizeText(bytes)} · ${new Date(pushedAt).toLocaleString()}`,
    tooltip: digest,
    icon: new vscode.ThemeIcon('tag'),
    context: 'image',
  };
}

function variantLook(variant: Variant | undefined): Look {
  if (!variant) return { label: '' };
  const { name, instanceType, instances, desiredInstances, weight } = variant;
  const count = [instances, desiredInstances].filter((one) => one !== undefined).join(' → ');
  const machines = instanceType === undefined ? vscode.l10n.t('serverless') : `${count} × ${instanceType}`;
  const share = weight === undefined ? undefined : vscode.l10n.t('weight {0}', weight);
  return {
    label: name,
    description: [machines, share].filter((part) => part !== undefined).join(' · '),
    icon: new vscode.ThemeIcon('server'),
    context: 'variant',
  };
}

function nothingLook({ isFiltered }: Extract<PlaceNode, { row: 'nothing' }>): Look {
  return isFiltered
    ? {
        ...{ label: vscode.l10n.t('Nothing fits the filter'), icon: new vscode.ThemeIcon('filter') },
        ...{ context: 'nothing', command: 'sagemakerContainers.clearFilter' },
      }
    : { label: vscode.l10n.t('None here'), icon: new vscode.ThemeIcon('dash'), context: 'nothing' };
}

function problemText(problem: AppError): string {
  if (problem.code !== 'aws.unanswered') return textOf(problem);
  return vscode.l10n.t('A question was not answered. Click to be asked again.');
}

function problemLook({ code, message, action }: Extract<PlaceNode, { row: 'problem' }>): Look {
  const isSignIn = isSignInCode(code);
  const text = problemText(new AppError(code, message, action)).trim();
  return {
    label: text,
    tooltip: text,
    icon: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
    context: isSignIn ? 'problem signIn' : 'problem',
    command: isSignIn ? 'sagemakerContainers.signIn' : 'sagemakerContainers.refresh',
  };
}
