import * as vscode from 'vscode';
import type { CreatedResource } from '../../jobs/resources';

/** What people call one thing of a kind. */
export function createdTitle(kind: CreatedResource['kind']): string {
  const titles: Readonly<Record<CreatedResource['kind'], string>> = {
    'training-job': vscode.l10n.t('training job'),
    'processing-job': vscode.l10n.t('processing job'),
    'transform-job': vscode.l10n.t('transform job'),
    'tuning-job': vscode.l10n.t('tuning job'),
    endpoint: vscode.l10n.t('endpoint'),
    'endpoint-config': vscode.l10n.t('endpoint configuration'),
    model: vscode.l10n.t('model'),
    algorithm: vscode.l10n.t('algorithm'),
    'model-package': vscode.l10n.t('model package'),
    image: vscode.l10n.t('images'),
    data: vscode.l10n.t('data'),
  };
  return titles[kind];
}
