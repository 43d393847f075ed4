import * as vscode from 'vscode';
import type { DefinitionKind } from '../../definitions/definitionKinds';

/** What people call the files of a kind. */
export function kindTitle(kind: DefinitionKind): string {
  const titles: Readonly<Record<DefinitionKind, string>> = {
    'training-job': vscode.l10n.t('Training jobs'),
    'processing-job': vscode.l10n.t('Processing jobs'),
    'transform-job': vscode.l10n.t('Transform jobs'),
    'tuning-job': vscode.l10n.t('Tuning jobs'),
    model: vscode.l10n.t('Models'),
    'endpoint-config': vscode.l10n.t('Endpoint configurations'),
    endpoint: vscode.l10n.t('Endpoints'),
    invocation: vscode.l10n.t('Fixtures'),
    algorithm: vscode.l10n.t('Algorithms'),
    'model-package': vscode.l10n.t('Model packages'),
    hyperparameters: vscode.l10n.t('Hyperparameters'),
    'sparkml-schema': vscode.l10n.t('SparkML schemas'),
  };
  return titles[kind];
}
