import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { badge } from '../check/reports/badge';
import { htmlReport } from '../check/reports/htmlReport';
import { junitReport } from '../check/reports/junitReport';
import { markdownReport } from '../check/reports/markdownReport';
import { ruleInLanguage } from '../check/reports/reportWords';
import type { CheckResults } from '../check/reports/checkResults';
import { AppError } from '../contract/appError';
import type { CheckEvent, CheckedRule, CheckRequest, CheckUse } from '../jobs/containerCheck';
import type { EngineChoice } from '../jobs/platform';
import { exitCodes, type App } from './app';
import { checkLines, checkSummary } from './checkText';
import { onInterrupt } from './interrupt';
import { reportLanguage } from './reportLanguage';

/** Options of `check`. */
export interface CheckFlags {
  readonly for?: readonly CheckUse[];
  readonly only?: readonly string[];
  readonly engine: EngineChoice;
  readonly patience?: number;
  readonly faults?: boolean;
  readonly all?: boolean;
  readonly report?: string;
  readonly language?: string;
  readonly badge?: string;
  readonly junit?: boolean;
  readonly json?: boolean;
}

/** `check TARGET`: exit code 1 when a rule is broken. @throws AppError also `check.report` before anything runs */
export async function check(app: App, target: string, flags: CheckFlags): Promise<number> {
  const { report, badge: badgeFile } = flags;
  requireEnding(report, ['.html', '.md']);
  requireEnding(badgeFile, ['.svg']);
  const { words, translate } = reportLanguage(app.templates.root, flags.language ?? 'en');
  const results = await gather(app, requestOf(target, flags), flags);
  if (results === undefined) return exitCodes.stopped;
  if (flags.junit) app.out.line(junitReport(results));
  else if (!flags.json)
    for (const line of [...checkLines(results.rules, flags.all ?? false), checkSummary(results.rules)])
      app.out.line(line);
  // The pages come with this program; Markdown is mostly read elsewhere, where such addresses lead nowhere.
  const pageLink = (page: string) => pathToFileURL(join(app.templates.root, page)).href;
  const rules = results.rules.map((rule) => ruleInLanguage(rule, translate));
  const told = { ...results, engine: translate(results.engine), rules };
  if (report !== undefined)
    await writeFile(
      resolve(report),
      report.endsWith('.html') ? htmlReport(told, { pageLink, words }) : markdownReport(told, { words }),
    );
  if (badgeFile !== undefined) await writeFile(resolve(badgeFile), badge(results.rules));
  for (const line of results.undone) app.err.line(line);
  const isBroken = results.rules.some(({ verdict }) => verdict === 'fail') || results.undone.length > 0;
  return isBroken ? exitCodes.failed : exitCodes.ok;
}

function requireEnding(file: string | undefined, endings: readonly string[]): void {
  if (file === undefined || endings.some((ending) => file.endsWith(ending))) return;
  throw new AppError('check.report', `${file} does not end with ${endings.join(' or ')}.`, 'Give it such a name.');
}

/** A path where there is one; else the name of an image. */
function requestOf(target: string, flags: CheckFlags): CheckRequest {
  const { only, engine, patience, faults } = flags;
  const isPath = existsSync(resolve(target)) || /^[./~]|\.json$/.test(target);
  return {
    target: isPath ? resolve(target) : target,
    engine,
    ...(flags.for && { uses: flags.for }),
    ...(only && { only }),
    ...(patience !== undefined && { patience }),
    ...(faults && { faults }),
  };
}

interface Gathered extends CheckResults {
  /** Why containers could not be run. */
  readonly undone: readonly string[];
}

/** All results; undefined after Ctrl-C, when nothing is left of the check either. */
async function gather(app: App, request: CheckRequest, { json }: CheckFlags): Promise<Gathered | undefined> {
  const abort = new AbortController();
  const interrupts = onInterrupt(app.err, () => {
    app.err.line('Stopping the check');
    abort.abort();
    return Promise.resolve();
  });
  const rules: CheckedRule[] = [];
  let end: Extract<CheckEvent, { kind: 'end' }> | undefined;
  try {
    for await (const event of app.platform.check(request, abort.signal)) {
      if (json) app.out.line(JSON.stringify(event));
      else if (event.kind === 'progress') app.err.line(`${event.container}: ${event.message}`);
      if (event.kind === 'rule') rules.push(event);
      if (event.kind === 'end') end = event;
    }
  } catch (error) {
    if (abort.signal.aborted) return undefined;
    throw error;
  } finally {
    interrupts.dispose();
  }
  return end && { target: request.target, rules, uses: end.uses, engine: end.engine, undone: end.undone ?? [] };
}
