import type { AppError } from '../../contract/appError';
import type { JobState } from '../../jobs/jobState';
import { awsGroups, isJobKind, isResourceKind } from '../aws/awsGroup';
import type { Connection } from '../aws/connection';
import { asAppError, type Listing } from '../aws/listing';
import { fitsFilter, isFiltering, type JobFilter } from '../jobFilter';
import type { KnownJob } from '../jobPlace';
import type { JobRef } from '../jobRef';
import { pinned, type ExplorerNode, type ListRef, type PlaceNode } from './explorerNode';
import { childrenOf, gone, type JobNode } from './jobNode';

/** What the rows are read off. */
export interface ExplorerSources {
  /** Jobs of this machine, without endpoints. */
  readonly local: () => readonly KnownJob[];
  readonly find: (ref: JobRef) => KnownJob | undefined;
  readonly connections: () => readonly Connection[];
  readonly pins: () => readonly JobRef[];
  readonly filter: () => JobFilter;
}

/** The rows below a row; those of AWS are read when they are first asked for. */
export async function explorerRows(sources: ExplorerSources, node?: ExplorerNode): Promise<readonly ExplorerNode[]> {
  if (!node) return rootRows(sources);
  if ('job' in node) return jobRows(sources, node);
  const connection = 'connection' in node ? connectionOf(sources, node.connection) : undefined;
  switch (node.row) {
    case 'machine':
      return machineRows(sources);
    case 'pinned':
      return pinnedRows(sources);
    case 'connection':
      return connection ? connectionRows(connection) : [];
    case 'awsGroup':
      return connection ? listRows(sources, connection, { kind: node.kind }) : [];
    case 'children':
      return connection
        ? listRows(sources, connection, { kind: 'training-job', tuningJob: node.tuningJob }, node.arn)
        : [];
    case 'resource':
      return connection && node.kind === 'image' ? imageRows(connection, node.name) : [];
    default:
      return [];
  }
}

function rootRows(sources: ExplorerSources): readonly ExplorerNode[] {
  const connections = sources.connections().map(({ id }): PlaceNode => ({ row: 'connection', connection: id }));
  const pins: readonly ExplorerNode[] = pinRows(sources).length > 0 ? [{ row: 'pinned' }] : [];
  // With nothing but this machine, its jobs need no place of their own.
  if (connections.length === 0) return [...pins, ...localRows(sources)];
  return [...pins, { row: 'machine' }, ...connections];
}

function localRows({ local, filter }: ExplorerSources): readonly JobNode[] {
  return [...local()]
    .filter(({ state }) => fitsFilter(filter(), state))
    .sort((a, b) => b.state.createdAt - a.state.createdAt)
    .map(({ project, state }) => ({ project: project.id, job: state.name, row: 'job' }));
}

function machineRows(sources: ExplorerSources): readonly ExplorerNode[] {
  const rows = localRows(sources);
  if (rows.length > 0) return rows;
  const list = { kind: 'training-job' } as const;
  return [{ row: 'nothing', connection: '', list, isFiltered: isFiltering(sources.filter()) }];
}

/** What is pinned and not known yet is looked for, where nobody must be asked who calls. */
async function pinnedRows(sources: ExplorerSources): Promise<readonly JobNode[]> {
  const unknown = pinRows(sources).filter((ref) => sources.find(ref) === undefined);
  await Promise.all(
    unknown.map(async ({ project, job }) => {
      const connection = connectionOf(sources, project);
      if (connection?.identity && !connection.problem) await connection.detail(job).catch(() => undefined);
    }),
  );
  return pinRows(sources);
}

/** Pins of places that are not open, or of jobs that are no more, are not shown. */
function pinRows(sources: ExplorerSources): readonly JobNode[] {
  const mayBe = ({ project, job }: JobRef) => connectionOf(sources, project)?.isMissing(job) === false;
  return sources
    .pins()
    .filter((ref) => mayBe(ref) || sources.find(ref) !== undefined)
    .map((ref) => ({ ...ref, row: 'job', under: pinned }));
}

/** Others are shown while one is being opened: somebody may have to look for the code of a device. */
function connectionRows(connection: Connection): readonly ExplorerNode[] {
  const { id, identity, problem } = connection;
  const groups = awsGroups.map((kind): PlaceNode => ({ row: 'awsGroup', connection: id, kind }));
  // What was seen before it broke off stays in view.
  if (problem) return [problemRow(id, '', problem), ...(identity ? groups : [])];
  if (identity) return groups;
  void connection.look();
  return [{ row: 'waiting', connection: id }];
}

async function listRows(
  { filter }: ExplorerSources,
  connection: Connection,
  list: ListRef,
  under?: string,
): Promise<readonly ExplorerNode[]> {
  const listing = listingOf(connection, list);
  await listing.open();
  const { rows, next, problem } = listing;
  const ends: PlaceNode[] = [];
  const { id } = connection;
  if (problem) ends.push(problemRow(id, JSON.stringify(list), problem));
  else if (next !== undefined) ends.push({ row: 'more', connection: id, list, shown: rows.length });
  else if (rows.length === 0)
    ends.push({ row: 'nothing', connection: id, list, isFiltered: isFiltering(filter()) && under === undefined });
  const { kind } = list;
  const nodes = isJobKind(kind)
    ? rows.map((row): JobNode => ({
        project: id,
        job: row.arn ?? '',
        row: 'job',
        ...(under !== undefined && { under }),
      }))
    : rows.map(({ name, arn = '' }): PlaceNode => ({ row: 'resource', connection: id, kind, name, arn }));
  return [...nodes, ...ends];
}

async function imageRows(connection: Connection, repository: string): Promise<readonly PlaceNode[]> {
  const { id } = connection;
  const list = { kind: 'image', repository } as const;
  try {
    const images = await connection.readImages(repository);
    if (images.length === 0) return [{ row: 'nothing', connection: id, list, isFiltered: false }];
    return images.map(({ digest }) => ({ row: 'image', connection: id, repository, digest }));
  } catch (error) {
    return [problemRow(id, JSON.stringify(list), asAppError(error))];
  }
}

/** A list of a connection, with what its rows have in common. */
export function listingOf(connection: Connection, { kind, tuningJob }: ListRef): Listing<ListRow> {
  if (isResourceKind(kind)) return connection.kept(kind);
  return connection.jobs(kind, tuningJob);
}

interface ListRow {
  readonly name: string;
  readonly arn?: string;
  readonly createdAt: number;
}

async function jobRows(sources: ExplorerSources, node: JobNode): Promise<readonly ExplorerNode[]> {
  const connection = connectionOf(sources, node.project);
  if (!connection) return childrenOf(node, sources.find(node)?.state ?? gone);
  if (node.row !== 'job') return childrenOf(node, connection.state(node.job) ?? gone);
  const problem = await connection.detail(node.job).then(
    () => undefined,
    (error: unknown) => asAppError(error),
  );
  const { id } = connection;
  if (problem) return [problemRow(id, node.job, problem)];
  const state = connection.state(node.job) ?? gone;
  return [...variantRows(connection, node), ...tuningRows(connection, state), ...childrenOf(node, state)];
}

function variantRows(connection: Connection, { job, under = '' }: JobNode): readonly PlaceNode[] {
  return connection
    .variants(job)
    .map(({ name }) => ({ row: 'variant', connection: connection.id, arn: job, name, under }));
}

function tuningRows({ id }: Connection, { kind, name, arn = '' }: JobState): readonly PlaceNode[] {
  return kind === 'tuning-job' ? [{ row: 'children', connection: id, tuningJob: name, arn }] : [];
}

function connectionOf({ connections }: ExplorerSources, id: string): Connection | undefined {
  return connections().find((connection) => connection.id === id);
}

function problemRow(connection: string, of: string, { code, message, action }: AppError): PlaceNode {
  return { row: 'problem', connection, of, code, message, action };
}
