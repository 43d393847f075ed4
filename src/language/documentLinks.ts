import { posix, win32 } from 'node:path';
import type { DocumentLink, LocationLink, Position, Range } from 'vscode-languageserver';
import { AppError } from '../contract/appError';
import { resolveReference, type ReferenceBase } from '../definitions/fileReference';
import { parseDefinition } from '../definitions/parseDefinition';
import { findReferences } from '../validation/findReferences';
import type { LanguageContext } from './languageContext';

/** A link from each `file://` reference to the file it names; from an image folder, to its Dockerfile. Other folders can't be opened. */
export function documentLinks(uri: string, text: string, context: LanguageContext): DocumentLink[] {
  return linkedFiles(uri, text, context).map(({ file, range }) => ({
    range,
    target: context.uriOf(file),
    tooltip: file,
  }));
}

/** The file that the reference at a place names. */
export function definitionAt(
  uri: string,
  text: string,
  { line, character }: Position,
  context: LanguageContext,
): LocationLink[] {
  const start = { line: 0, character: 0 };
  return linkedFiles(uri, text, context)
    .filter(
      ({ range: { start: from, end: to } }) =>
        from.line === line && from.character <= character && character <= to.character,
    )
    .map(({ file, range }) => ({
      originSelectionRange: range,
      targetUri: context.uriOf(file),
      targetRange: { start, end: start },
      targetSelectionRange: { start, end: start },
    }));
}

interface LinkedFile {
  readonly file: string;
  readonly range: Range;
}

function linkedFiles(uri: string, text: string, context: LanguageContext): readonly LinkedFile[] {
  const path = context.pathOf(uri);
  const { definition } = path === undefined ? {} : parseDefinition(path, text);
  if (path === undefined || !definition) return [];
  const base = { definitionPath: path, projectRoot: context.projectRootOf(path), style: context.style };
  return findReferences(definition).flatMap(({ value, range }) => {
    const file = fileToOpen(value, base, context);
    return file === undefined ? [] : [{ range, file }];
  });
}

function fileToOpen(value: string, base: ReferenceBase, { files }: LanguageContext): string | undefined {
  const target = targetOf(value, base);
  if (target === undefined) return undefined;
  const dockerfile = (base.style === 'win32' ? win32 : posix).join(target, 'Dockerfile');
  return [target, dockerfile].find((file) => files.isFile(file));
}

/** The path of a reference; one that can't be used is told by its diagnostic. */
function targetOf(value: string, base: ReferenceBase): string | undefined {
  try {
    return resolveReference(value, base);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
