import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Which page a panel shows: the bundle of this name in dist/webviews. */
export interface PageSource {
  readonly extension: vscode.Uri;
  readonly name: 'metrics' | 'inspector';
  readonly title: string;
}

/** What a page may do: run its script, and read nothing but what is packaged for pages. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions & vscode.WebviewPanelOptions {
  const folders = [['dist', 'webviews'], ['media']];
  return {
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    localResourceRoots: folders.map((parts) => vscode.Uri.joinPath(extension, ...parts)),
  };
}

/** The frame of a page: no content of its own, no inline script, no way to any other machine. */
export function pageHtml(webview: vscode.Webview, { extension, name, title }: PageSource): string {
  const nonce = randomBytes(18).toString('base64url');
  const file = (ending: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webviews', `${name}.${ending}`)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; font-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(file('css'))}">
<title>${escaped(title)}</title>
</head>
<body>
<main id="page"></main>
<script nonce="${nonce}" src="${escaped(file('js'))}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}
