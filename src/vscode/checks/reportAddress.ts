import { posix } from 'node:path';
import * as vscode from 'vscode';

const pages = '/rules/';

/** The address of the read-only report on a target. */
export function reportUri(target: vscode.Uri): vscode.Uri {
  const path = `/${posix.basename(target.path)}.check.md`;
  return vscode.Uri.from({ scheme: 'sagemaker-check', path, query: target.toString() });
}

/** A rule's page as a link in a report. @param page its path in this repository */
export function pageLink(page: string): string {
  return `.${pages}${posix.basename(page)}`;
}

/** The file name of the page that such a link leads to; undefined for the address of a report. */
export function pageAt({ path }: vscode.Uri): string | undefined {
  const name = path.startsWith(pages) ? path.slice(pages.length) : '';
  return /^[\w.]+\.md$/.test(name) ? name : undefined;
}
