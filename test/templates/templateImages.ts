import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseEngine } from '../../src/local/engineChoice';
import { rVariable } from '../machine/rRoot';
import { repository } from '../machine/repository';
import { templateBaseVariable } from '../machine/templateBase';
import { toolkitRequirements, toolkitVariable } from '../machine/toolkitWheels';
import { removeImages } from '../docker/local/dockerState';
import type { Base } from './templateCases';

const label = 'sagemaker-containers.test';
/** The toolkit asks `which` for its own place; the base image of the tests has none. */
const toolkitLines = `COPY wheels /opt/wheels/
RUN printf '#!/bin/sh\\ncommand -v "$1"\\n' > /usr/bin/which && chmod +x /usr/bin/which
`;
/**
 * In the place of a framework image of AWS, which needs a login: the same toolkit trains; the handlers of another template serve, since AWS's
 * own server is in no package index.
 */
const frameworkLines = `COPY server.py serve /usr/local/bin/
RUN chmod +x /usr/local/bin/serve
`;
const parts = join(repository, 'templates/parts');
/** The programs of that server. */
export const frameworkPrograms: readonly string[] = ['server/server.py', 'handlers/serve'].map((name) =>
  join(parts, name),
);

/** Images that templates are built on, each made when it is first asked for. All that is built on them has their label. */
export class TemplateImages {
  private readonly made = new Map<Base, Promise<string>>();

  /** @param mark tells them from those of others */
  constructor(private readonly mark: string) {}

  of(base: Base): Promise<string> {
    const image = this.made.get(base) ?? this.make(base);
    this.made.set(base, image);
    return image;
  }

  remove(): Promise<void> {
    return removeImages(`${label}=${this.mark}`);
  }

  private async make(base: Base): Promise<string> {
    switch (base) {
      case 'packages':
        return this.build(base, folderOf(templateBaseVariable));
      case 'r':
        return this.build(base, folderOf(rVariable));
      case 'toolkit':
        return this.on('packages', base, toolkitLines, { wheels: folderOf(toolkitVariable) });
      case 'framework': {
        // The first lines of that template: an engine that has built it has their layers.
        const text = readFileSync(join(toolkitRequirements, '../Dockerfile'), 'utf8');
        const install = /^ENV [^]*?^RUN .*$/m.exec(text)?.[0] ?? '';
        const [server = '', serve = ''] = frameworkPrograms;
        const files = { 'requirements.txt': toolkitRequirements, 'server.py': server, serve };
        return this.on('toolkit', base, `${install}\n${frameworkLines}`, files);
      }
    }
  }

  private async on(from: Base, base: Base, lines: string, files: Readonly<Record<string, string>>): Promise<string> {
    const on = await this.of(from);
    const context = mkdtempSync(join(tmpdir(), 'base-'));
    try {
      for (const [name, source] of Object.entries(files)) cpSync(source, join(context, name), { recursive: true });
      writeFileSync(join(context, 'Dockerfile'), `FROM ${on}\n${lines}`);
      return await this.build(base, context);
    } finally {
      rmSync(context, { recursive: true, force: true });
    }
  }

  private async build(base: Base, context: string): Promise<string> {
    const engine = await chooseEngine('docker', tmpdir());
    const tag = `template-${base}-${this.mark}:latest`;
    const spec = { context, dockerfile: 'Dockerfile', tag, labels: { [label]: this.mark } };
    await engine.build(spec, () => undefined, new AbortController().signal);
    return tag;
  }
}

/** What the set-up made ready. */
export function folderOf(variable: string): string {
  const folder = process.env[variable];
  assert.ok(folder, `${variable} names no folder: see what the set-up says of it`);
  return folder;
}
