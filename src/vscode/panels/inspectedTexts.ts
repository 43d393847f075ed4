import * as vscode from 'vscode';

const scheme = 'sagemaker-inspected';
/** Before a text in an address, so that an empty text is one too. */
const encoding = 'base64url,';
/** Endings by which the editor knows a language. */
const endings: Readonly<Record<string, string>> = { json: 'json', xml: 'xml' };

/** Longest text, in characters, that its address holds, so that its tab has it after a reload of the window too. */
const longestInAddress = 65_536;

/** Texts of requests and answers as read-only documents: there is nothing to save, so closing one asks nothing. */
export class InspectedTexts implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private count = 0;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ path, query }) =>
      query === ''
        ? (this.texts.get(path) ?? vscode.l10n.t('This text was too long to be kept. Send the request again.'))
        : Buffer.from(query.slice(encoding.length), 'base64url').toString('utf8'),
  });
  private readonly closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === scheme) this.texts.delete(uri.path);
  });

  /** The address of a document with this text. @param language as the editor calls it */
  add(text: string, language: string): vscode.Uri {
    this.count += 1;
    const path = `/${this.count}.${endings[language] ?? 'txt'}`;
    if (text.length <= longestInAddress)
      return vscode.Uri.from({ scheme, path, query: `${encoding}${Buffer.from(text).toString('base64url')}` });
    this.texts.set(path, text);
    return vscode.Uri.from({ scheme, path });
  }

  dispose(): void {
    this.registration.dispose();
    this.closed.dispose();
  }
}
