import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CheckedRule, CheckUse } from '../../../src/jobs/containerCheck';
import type { EngineChoice } from '../../../src/jobs/platform';
import { chooseEngine } from '../../../src/local/engineChoice';
import { createLocalPlatform, type LocalPlatform } from '../../../src/local/localPlatform';
import { completeAnswers } from '../../../src/scaffold/answers';
import { findFacts } from '../../../src/scaffold/generate/folderFacts';
import { propose } from '../../../src/scaffold/generate/propose';
import type { ContainerKind } from '../../../src/scaffold/generate/proposal';
import { readFolder } from '../../../src/scaffold/generate/readFolder';
import { readParts } from '../../../src/scaffold/generate/readParts';
import { writeChosen } from '../../../src/scaffold/generate/writeChosen';
import { renderTemplate } from '../../../src/scaffold/renderTemplate';
import type { Answers } from '../../../src/scaffold/template';
import { readTemplate, type TemplateLibrary } from '../../../src/scaffold/templateLibrary';
import { compareFiles, writeProject } from '../../../src/scaffold/writeProject';
import { repository } from '../../machine/repository';
import type { Piece } from '../../unit/scaffold/folderPieces';

/** The templates that come with the program. */
export const shippedTemplates: TemplateLibrary = { folder: join(repository, 'templates'), root: repository };

const never = new AbortController().signal;

/** A project made from a template in a folder of its own. */
export class Scaffolded {
  private constructor(
    readonly root: string,
    readonly steps: readonly string[],
  ) {}

  static async of(template: string, answers: Answers = {}): Promise<Scaffolded> {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'scaffolded-')));
    const read = await readTemplate(shippedTemplates, template);
    const project = renderTemplate(read, completeAnswers(read, { name: template, ...answers }, root));
    await writeProject(root, project.files, false);
    return new Scaffolded(root, project.steps);
  }

  /** A project that was generated for what somebody's folder holds. @param pieces files by path; all must be as they were afterwards */
  static async generated(pieces: Piece, kind?: ContainerKind): Promise<Scaffolded> {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'generated-')));
    for (const [path, text] of Object.entries(pieces)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
    }
    const parts = await readParts(shippedTemplates);
    const proposal = propose(findFacts(await readFolder(root)), { ...(kind && { kind }), answers: {} }, parts);
    const states = await compareFiles(
      root,
      proposal.files.map(({ file }) => file),
    );
    await writeChosen(root, { states, replaced: [] });
    for (const [path, text] of Object.entries(pieces)) assert.equal(readFileSync(join(root, path), 'utf8'), text, path);
    return new Scaffolded(root, proposal.steps);
  }

  /** Do what its README says: every job completes, every fixture gets the answer that it expects. @param steps some of them */
  async run(engine: EngineChoice, steps = this.steps): Promise<void> {
    const platform = this.platform(engine);
    for (const step of steps) {
      const [command, file = ''] = step.split(' ');
      if (command === 'invoke') await this.invoke(platform, engine);
      else await this.job(platform, join(this.root, file));
    }
  }

  /** `check` of the whole project. @param uses what for; what its definitions say when absent @returns what came of each rule */
  async check(engine: 'docker' | 'process', uses?: readonly CheckUse[]): Promise<readonly CheckedRule[]> {
    const rules: CheckedRule[] = [];
    const request = { target: this.root, engine, ...(uses && { uses }) };
    for await (const event of this.platform(engine).check(request, never)) if (event.kind === 'rule') rules.push(event);
    return rules;
  }

  private platform(engine: EngineChoice): LocalPlatform {
    return createLocalPlatform({
      root: this.root,
      region: 'us-east-1',
      engine: () => chooseEngine(engine, this.root),
      doctor: async () => [],
    });
  }

  private async job(platform: LocalPlatform, definition: string): Promise<void> {
    const lines: string[] = [];
    let status = '';
    for await (const event of platform.start({ definition }, never)) {
      if (event.kind === 'log') lines.push(event.line);
      if (event.kind === 'status') {
        status = event.status;
        if (event.failureReason !== undefined) lines.push(event.failureReason);
      }
    }
    assert.equal(status, 'Completed', `${definition}\n${lines.join('\n')}`);
  }

  private async invoke(platform: LocalPlatform, engine: EngineChoice): Promise<void> {
    const fixtures = readdirSync(join(this.root, 'fixtures')).map((name) => join(this.root, 'fixtures', name));
    const failed: unknown[] = [];
    let count = 0;
    for await (const result of platform.invoke(fixtures, never, engine)) {
      count += 1;
      if (!result.passed) failed.push(result);
    }
    assert.deepEqual(failed, []);
    assert.equal(count, fixtures.length);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}
