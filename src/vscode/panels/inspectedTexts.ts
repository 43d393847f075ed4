import * as vscode from 'vscode';

const scheme = 'sagemaker-inspected';
/** Endings by which the editor knows a language. */
const endings: Readonly<Record<string, string>> = { json: 'json', xml: 'xml' };

/** Texts of requests and answers as read-only documents: there is nothing to save, so closing one asks nothing. */
export class InspectedTexts implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private count = 0;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ path }) => this.texts.get(path) ?? '',
  });
  private readonly closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === scheme) this.texts.delete(uri.path);
  });

  /** The address of a document with this text. @param language as the editor calls it */
  add(text: string, language: string): vscode.Uri {
    this.count += 1;
    const path = `/${this.count}.${endings[language] ?? 'txt'}`;
    this.texts.set(path, text);
    return vscode.Uri.from({ scheme, path });
  }

  dispose(): void {
    this.registration.dispose();
    this.closed.dispose();
  }
}
