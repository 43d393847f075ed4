import * as vscode from 'vscode';
import type { InspectorTexts } from '../../webviews/inspector/inspectorMessages';

/** Texts of the page of the inspector, in the language of the editor. */
export function inspectorTexts(): InspectorTexts {
  return {
    request: vscode.l10n.t('Request'),
    replay: vscode.l10n.t('Request to {0}, those before it stay'),
    fromStart: vscode.l10n.t('From the First Container'),
    body: vscode.l10n.t('Body'),
    binaryBody: vscode.l10n.t('The body is no text and is sent as it is: {0} bytes.'),
    writeText: vscode.l10n.t('Write a Text Instead'),
    send: vscode.l10n.t('Send'),
    sending: vscode.l10n.t('On its way…'),
    loadFixture: vscode.l10n.t('Load Fixture…'),
    saveFixture: vscode.l10n.t('Save as Fixture…'),
    history: vscode.l10n.t('Requests that were sent'),
    sendTitle: vscode.l10n.t('#{0}, {1}: {2}'),
    noAnswer: vscode.l10n.t('no answer'),
    pinned: vscode.l10n.t('kept from an earlier request'),
    edit: vscode.l10n.t('Edit and Send from Here'),
    response: vscode.l10n.t('Response'),
    headers: vscode.l10n.t('Headers'),
    log: vscode.l10n.t('Log'),
    noLog: vscode.l10n.t('It wrote nothing into its log.'),
    share: vscode.l10n.t('{0} ms, {1} %'),
    empty: vscode.l10n.t('No body.'),
    bytes: vscode.l10n.t('{0} bytes.'),
    truncated: vscode.l10n.t('The beginning of {0} bytes.'),
    openInEditor: vscode.l10n.t('Open in Editor'),
    same: vscode.l10n.t('The same answer as to #{0}.'),
    differs: vscode.l10n.t('Another answer than to #{0}.'),
    compare: vscode.l10n.t('Compare'),
    nothingSent: vscode.l10n.t(
      'Send a request to see what each container gets, answers and writes, and how long it takes.',
    ),
    notInService: vscode.l10n.t('{0} is not in service ({1}). Run its model; this page notices.'),
    openLog: vscode.l10n.t('Open Log'),
    total: vscode.l10n.t('Containers: {0}. Together {1} ms.'),
  };
}
