import * as vscode from 'vscode';
import type { AwsChoice } from '../../jobs/submission';

/** What people call a profile and region. */
export function connectionTitle({ profile, region }: AwsChoice): string {
  return [profile ?? vscode.l10n.t('No profile'), region].filter((part) => part !== undefined).join(' · ');
}
