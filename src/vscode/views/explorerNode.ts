import type { ResourceKind } from '../../jobs/resources';
import type { AwsGroup } from '../aws/awsGroup';
import { idOf as idOfJob, type JobNode } from './jobNode';

/** Marks the rows of pinned jobs, which are below their own place as well. */
export const pinned = 'pinned';

/** A row of the view of jobs: which one it is, not what it shows. */
export type ExplorerNode = JobNode | PlaceNode;

/** A row that is not about one job. */
export type PlaceNode =
  | { readonly row: 'machine' | 'pinned' }
  | { readonly row: 'connection' | 'waiting'; readonly connection: string }
  | { readonly row: 'awsGroup'; readonly connection: string; readonly kind: AwsGroup }
  /** The training jobs that a tuning job has started. */
  | { readonly row: 'children'; readonly connection: string; readonly tuningJob: string; readonly arn: string }
  | {
      readonly row: 'resource';
      readonly connection: string;
      readonly kind: ResourceKind;
      readonly name: string;
      readonly arn: string;
    }
  | {
      readonly row: 'variant';
      readonly connection: string;
      readonly arn: string;
      readonly name: string;
      readonly under: string;
    }
  | { readonly row: 'image'; readonly connection: string; readonly repository: string; readonly digest: string }
  | { readonly row: 'more'; readonly connection: string; readonly list: ListRef; readonly shown: number }
  | { readonly row: 'nothing'; readonly connection: string; readonly list: ListRef; readonly isFiltered: boolean }
  | {
      readonly row: 'problem';
      readonly connection: string;
      /** Whose problem it is: the connection's own when empty. */
      readonly of: string;
      readonly code: string;
      readonly message: string;
      readonly action: string;
    };

/** A list of a connection: that of a group, the training jobs of a tuning job, or the images of a repository. */
export interface ListRef {
  readonly kind: AwsGroup;
  readonly tuningJob?: string;
  /** The images of a repository. */
  readonly repository?: string;
}

/** Whether a row is about one job. */
export function isJobNode(node: ExplorerNode): node is JobNode {
  return 'job' in node;
}

/** The same for the same row at any time: the editor keeps what is open by it. */
export function idOf(node: ExplorerNode): string {
  if (isJobNode(node)) return idOfJob(node);
  switch (node.row) {
    case 'machine':
    case 'pinned':
      return node.row;
    case 'connection':
      return node.connection;
    case 'waiting':
      return `${node.connection}\nwaiting`;
    case 'awsGroup':
      return `${node.connection}\n${node.kind}`;
    case 'children':
      return `${node.connection}\nchildren\n${node.arn}`;
    case 'resource':
      return `${node.connection}\n${node.arn}`;
    case 'variant':
      return `${node.connection}\n${node.under}\n${node.arn}\nvariant\n${node.name}`;
    case 'image':
      return `${node.connection}\n${node.repository}\n${node.digest}`;
    case 'more':
    case 'nothing':
      return `${node.connection}\n${node.row}\n${node.list.kind}\n${node.list.tuningJob ?? node.list.repository ?? ''}`;
    case 'problem':
      return `${node.connection}\nproblem\n${node.of}`;
    default:
      return node satisfies never;
  }
}
