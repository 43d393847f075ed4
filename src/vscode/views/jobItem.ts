import * as vscode from 'vscode';
import type { JobState } from '../../jobs/jobState';
import type { CommandId } from '../ids';
import { durationText, sizeText } from '../duration';
import { isRunning } from '../jobBoard';
import { inLanguage } from '../messages';
import { countOf, idOf, type JobNode } from './jobNode';
import { statusIcon, statusText } from './statusLook';

/** How a row looks. */
export interface Look {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string | vscode.MarkdownString;
  readonly icon?: vscode.ThemeIcon;
  readonly context?: string;
  readonly isOpenable?: boolean;
  /** What Enter or a click does; it gets the row. */
  readonly command?: CommandId;
}

/** The tree item of a row; it says in words all that its icon says. */
export function jobItem(node: JobNode, state: JobState): vscode.TreeItem {
  return itemOf(jobLook(node, state), idOf(node), node);
}

/** The tree item of a look. @param node what its command gets */
export function itemOf(look: Look, id: string, node: unknown): vscode.TreeItem {
  const { label, description, tooltip, icon, context, isOpenable, command } = look;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isOpenable === true ? Collapsed : None);
  item.id = id;
  item.accessibilityInformation = { label: description === undefined ? label : `${label}, ${description}` };
  if (description !== undefined) item.description = description;
  if (tooltip !== undefined) item.tooltip = tooltip;
  if (icon !== undefined) item.iconPath = icon;
  if (context !== undefined) item.contextValue = context;
  if (command !== undefined) item.command = { command, title: label, arguments: [node] };
  return item;
}

/** How a row of a job looks. */
export function jobLook(node: JobNode, state: JobState): Look {
  switch (node.row) {
    case 'job':
      return wholeLook(state);
    case 'failure':
      return failureLook(state);
    case 'url':
      return urlLook(state);
    case 'group':
      return { ...groupLooks()[node.group], description: String(countOf(node.group, state)), isOpenable: true };
    case 'transition':
      return transitionLook(state, node.index);
    case 'stream':
      return streamLook(node.stream);
    case 'artifact':
      return artifactLook(state, node.name);
    case 'metric':
      return metricLook(state, node.name);
    default:
      return node satisfies never;
  }
}

function wholeLook(state: JobState): Look {
  const status = statusText(state);
  const time = isRunning(state)
    ? vscode.l10n.t('since {0}', sinceText(state.createdAt))
    : state.endedAt === undefined
      ? ''
      : durationText(state.endedAt - state.createdAt);
  return {
    label: state.name,
    description: [status, time].filter((part) => part !== '').join(' · '),
    tooltip: jobTooltip(state, status),
    icon: statusIcon(state),
    context: contextOf(state),
    isOpenable: true,
  };
}

/** A pinned job of a place that can't be asked yet: its ARN has its name. */
export function unreadLook({ job }: JobNode): Look {
  return {
    label: job.slice(job.indexOf('/') + 1),
    tooltip: job,
    icon: new vscode.ThemeIcon('circle-outline'),
    context: 'unread aws pinned',
  };
}

/** A time of today, else a day. */
function sinceText(at: number): string {
  const date = new Date(at);
  return date.toDateString() === new Date().toDateString() ? date.toLocaleTimeString() : date.toLocaleDateString();
}

/** Whether a job runs on AWS and not here. */
export function isOnAws({ engine }: Pick<JobState, 'engine'>): boolean {
  return engine === 'aws';
}

/** Menus look for these words. */
function contextOf(state: JobState): string {
  const life = state.orphaned === true ? 'orphaned' : isRunning(state) ? 'running' : 'ended';
  const parts = [
    ...[state.kind, life],
    ...(state.artifacts.length > 0 ? ['artifacts'] : []),
    ...(state.url ? ['url'] : []),
    ...(isOnAws(state) ? ['aws'] : []),
  ];
  return parts.join(' ');
}

function jobTooltip(state: JobState, status: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const lines = [
    `${state.name}: ${status}`,
    state.failureReason ?? state.message,
    state.exitMessage,
    state.orphaned === true ? vscode.l10n.t('The process that ran it is gone. Take it over, or remove it.') : undefined,
    isOnAws(state)
      ? vscode.l10n.t('Created {0} on AWS', new Date(state.createdAt).toLocaleString())
      : vscode.l10n.t('Started {0} on the {1} engine', new Date(state.createdAt).toLocaleString(), state.engine),
    state.definition ?? state.arn,
  ];
  // As text, not as markup: a container's words must not become links.
  for (const line of lines) if (line !== undefined) text.appendText(line).appendMarkdown('\n\n');
  return text;
}

function failureLook({ failureReason = '' }: JobState): Look {
  const reason = inLanguage(failureReason);
  return {
    label: reason,
    tooltip: reason,
    icon: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.errorForeground')),
    context: 'failure',
    command: 'sagemakerContainers.openLog',
  };
}

function urlLook({ url = '' }: JobState): Look {
  return {
    label: url,
    tooltip: vscode.l10n.t('Copy the URL'),
    icon: new vscode.ThemeIcon('link'),
    context: 'url',
    command: 'sagemakerContainers.copyEndpointUrl',
  };
}

function groupLooks(): Readonly<Record<'transitions' | 'logs' | 'artifacts' | 'metrics', Look>> {
  return {
    transitions: { label: vscode.l10n.t('Transitions'), icon: new vscode.ThemeIcon('history') },
    logs: { label: vscode.l10n.t('Logs'), icon: new vscode.ThemeIcon('output') },
    artifacts: { label: vscode.l10n.t('Artifacts'), icon: new vscode.ThemeIcon('package') },
    metrics: { label: vscode.l10n.t('Metrics'), icon: new vscode.ThemeIcon('graph-line') },
  };
}

function transitionLook({ transitions }: JobState, index: number): Look {
  const transition = transitions[index];
  if (!transition) return { label: '' };
  const { status, message, startedAt, endedAt } = transition;
  const start = new Date(startedAt).toLocaleTimeString();
  return {
    label: status,
    description: endedAt === undefined ? start : durationText(endedAt - startedAt),
    tooltip: [start, message].filter((part) => part !== undefined).join('\n'),
    icon: new vscode.ThemeIcon(endedAt === undefined ? 'circle-filled' : 'circle-outline'),
    context: 'transition',
  };
}

function streamLook(stream: string): Look {
  return {
    label: stream,
    icon: new vscode.ThemeIcon('note'),
    context: 'stream',
    command: 'sagemakerContainers.openLog',
  };
}

function artifactLook({ artifacts }: JobState, name: string): Look {
  const artifact = artifacts.find((one) => one.name === name);
  const isRemote = artifact?.path.startsWith('s3://') === true;
  return {
    label: name,
    ...(artifact && {
      ...(artifact.bytes !== undefined && { description: sizeText(artifact.bytes) }),
      tooltip: artifact.path,
    }),
    icon: new vscode.ThemeIcon('file-zip'),
    context: 'artifact',
    command: isRemote ? 'sagemakerContainers.downloadArtifacts' : 'sagemakerContainers.revealArtifacts',
  };
}

function metricLook({ metrics }: JobState, name: string): Look {
  const point = metrics[name];
  return {
    label: name,
    ...(point && { description: String(point.value), tooltip: new Date(point.at).toLocaleString() }),
    icon: new vscode.ThemeIcon('symbol-number'),
    context: 'metric',
    command: 'sagemakerContainers.showMetrics',
  };
}
