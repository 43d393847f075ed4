import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StaticFinding } from '../../check/observations';
import { diskFiles } from '../../definitions/diskFiles';
import type { CheckContext } from '../../validation/files/fileJudge';
import { validateFile } from '../../validation/files/validateFile';
import { referenceBoundary } from '../projectRoot';
import type { CheckSubject } from './checkSubject';

/** What `validate` says about a container's Dockerfile and definitions. */
export async function staticFindings(subject: CheckSubject, root: string): Promise<readonly StaticFinding[]> {
  const { image, definitions } = subject;
  const context: CheckContext = {
    files: diskFiles,
    style: process.platform === 'win32' ? 'win32' : 'posix',
    projectRootOf: (path) => referenceBoundary(dirname(path), root),
  };
  const dockerfile = image.kind === 'build' ? [join(image.context, image.dockerfile)] : [];
  const found: StaticFinding[] = [];
  for (const path of [...dockerfile, ...definitions]) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    const diagnostics = text === undefined ? [] : await validateFile({ path, text }, context);
    for (const { code, severity, message, action, range } of diagnostics) {
      const place = { file: path, line: range.start.line + 1 };
      found.push({ code, severity, message, action: action ?? '', place });
    }
  }
  return found;
}
