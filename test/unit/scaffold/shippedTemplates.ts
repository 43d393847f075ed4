import { join } from 'node:path';
import { listTemplates, readTemplate, type TemplateLibrary } from '../../../src/scaffold/templateLibrary';
import type { Template } from '../../../src/scaffold/template';
import { repository } from '../../machine/repository';

/** The templates that come with the program. */
export const shippedLibrary: TemplateLibrary = { folder: join(repository, 'templates'), root: repository };

/** All of them, read once. */
export async function shippedTemplates(): Promise<readonly Template[]> {
  const listed = await listTemplates(shippedLibrary);
  return Promise.all(listed.map(({ name }) => readTemplate(shippedLibrary, name)));
}
