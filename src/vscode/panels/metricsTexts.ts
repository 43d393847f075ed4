import * as vscode from 'vscode';
import type { MetricsTexts } from '../../webviews/metrics/metricsMessages';

/** Texts of the page of metrics, in the language of the editor. */
export function metricsTexts(): MetricsTexts {
  return {
    axis: vscode.l10n.t('Horizontal axis'),
    time: vscode.l10n.t('Time'),
    elapsed: vscode.l10n.t('Time since start'),
    step: vscode.l10n.t('Step'),
    logarithmic: vscode.l10n.t('Logarithmic'),
    table: vscode.l10n.t('Show as Table'),
    exportCsv: vscode.l10n.t('Export as CSV…'),
    lines: vscode.l10n.t('Lines of the charts'),
    value: vscode.l10n.t('Value'),
    job: vscode.l10n.t('Job'),
    instance: vscode.l10n.t('Instance'),
    newest: vscode.l10n.t('newest {0} of {1} values'),
    summary: vscode.l10n.t('{0}: {1} values from {2} to {3}, last {4}.'),
    noPositive: vscode.l10n.t('Not above zero, so without a place on a logarithmic axis: {0} of the values.'),
    chartKeys: vscode.l10n.t('Arrow keys read values, plus and minus zoom, Escape shows everything.'),
    noDefinitions: vscode.l10n.t(
      '{0} has no metrics, since its AlgorithmSpecification has no MetricDefinitions. Each takes the number in the first group of a regular expression out of the log:',
    ),
    example: vscode.l10n.t('Example'),
    copyExample: vscode.l10n.t('Copy Example'),
    openDefinition: vscode.l10n.t('Open Definition'),
    notTraining: vscode.l10n.t('{0} has no metrics: only training jobs have MetricDefinitions.'),
    waiting: vscode.l10n.t('{0} has said no metric yet. Its log is searched for:'),
    nothingMatched: vscode.l10n.t('{0} said no metric. No line of its log matched:'),
    openLog: vscode.l10n.t('Open Log'),
  };
}
