import { awsGroups, type AwsGroup } from '../aws/awsGroup';
import { listingOf } from '../views/explorerRows';
import type { Command } from './command';
import { textField } from './jobArgument';

/** Read on in the list whose last row this is. @returns how many rows it has now */
export const loadMore: Command = {
  run: async (app, [first]) => {
    const connection = app.connections.byId(textField(first, 'connection') ?? '');
    const list: unknown = typeof first === 'object' && first !== null && 'list' in first ? first.list : undefined;
    const kind = textField(list, 'kind');
    if (!connection || !isGroup(kind)) return undefined;
    const tuningJob = textField(list, 'tuningJob');
    const listing = listingOf(connection, { kind, ...(tuningJob !== undefined && { tuningJob }) });
    await listing.more();
    app.connections.tell();
    return listing.rows.length;
  },
};

function isGroup(kind: string | undefined): kind is AwsGroup {
  return awsGroups.some((one) => one === kind);
}
