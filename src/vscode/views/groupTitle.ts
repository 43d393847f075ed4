import * as vscode from 'vscode';
import type { AwsGroup } from '../aws/awsGroup';
import { kindTitle } from './kindTitle';

/** What people call the things of a group. */
export function groupTitle(group: AwsGroup): string {
  return group === 'image' ? vscode.l10n.t('Images') : kindTitle(group);
}
