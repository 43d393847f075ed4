import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../contract/appError';
import type { EngineChoice } from '../jobs/platform';
import { annotate } from '../probe/annotate';
import { compareDumps } from '../probe/compareDumps';
import { parseDump, type ProbeDump, type ProbeKind } from '../probe/probeDump';
import { annotationLines, differenceLines, legendLines, summaryLine } from '../probe/probeReport';
import { exitCodes, type App } from './app';
import { writeProbeFolder } from './probeFolder';
import { probeDefinitions, type ProbeDefinition } from './probeDefinitions';
import { runProbe, type Probed } from './probeRun';
import { errorText } from './errorText';
import { short } from './textRenderer';

/** Options of `probe`. */
export interface ProbeOptions {
  readonly folder: string;
  readonly kind?: readonly ProbeKind[];
  readonly engine: EngineChoice;
  readonly json?: boolean;
  /** File of a dump from elsewhere. */
  readonly compare?: string;
  readonly writeOnly?: boolean;
}

/** `probe`: write the probe's container and definitions, run them here, and say how what they see stands to the contract. */
export async function probe(app: App, options: ProbeOptions): Promise<number> {
  const folder = resolve(options.folder);
  const other = options.compare === undefined ? undefined : await readOther(options.compare);
  await writeProbeFolder(app.probeFiles, folder);
  app.err.line(`The probe is in ${short(folder, process.cwd())}; docs/probe.md says how to run the same on AWS.`);
  if (options.writeOnly) return exitCodes.ok;
  const kinds = other ? [other.kind] : options.kind;
  const wanted = probeDefinitions.filter(({ kind }) => kinds?.includes(kind) ?? true);
  const seen = new Set<ProbeDefinition>();
  for (const definition of wanted) {
    app.err.line(`Running ${definition.file}`);
    for (const probed of await tried(app, () => runProbe(app, folder, definition, options.engine))) {
      await keep(folder, definition, probed);
      for (const line of linesOf(probed, other, options.json ?? false)) app.out.line(line);
      seen.add(definition);
    }
  }
  return seen.size === wanted.length ? exitCodes.ok : exitCodes.failed;
}

/** What one engine can't do, such as several instances without a network, is no reason to see nothing of the rest. */
async function tried(app: App, run: () => Promise<readonly Probed[]>): Promise<readonly Probed[]> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'probe.failed')) throw error;
    app.err.line(errorText(error));
    return [];
  }
}

async function readOther(path: string): Promise<ProbeDump> {
  return parseDump(await readFile(resolve(path), 'utf8'), path);
}

/** Beside its definitions, to be compared later; those of an earlier run are replaced. */
async function keep(folder: string, { kind, file }: ProbeDefinition, { stream, dump }: Probed): Promise<void> {
  const name = `${file.replace(/\..*/, '')}-${kind}-${stream}.json`;
  await mkdir(join(folder, 'dumps'), { recursive: true });
  await writeFile(join(folder, 'dumps', name), `${JSON.stringify({ probe: 1, ...dump }, undefined, 1)}\n`);
}

function linesOf(probed: Probed, other: ProbeDump | undefined, json: boolean): readonly string[] {
  const { job, stream, dump } = probed;
  if (other) {
    const differences = compareDumps(dump, other);
    if (json) return differences.map((one) => JSON.stringify({ job, stream, ...one }));
    const head = `== ${job} ${stream}: ${String(differences.length)} observations differ ==`;
    return [head, ...differenceLines(differences)];
  }
  const annotations = annotate(dump);
  if (json)
    return annotations.map(({ says: _says, depends: _depends, ...one }) => JSON.stringify({ job, stream, ...one }));
  return [
    `== ${job} ${stream} ==`,
    ...annotationLines(annotations),
    '',
    summaryLine(annotations),
    ...legendLines(annotations),
    '',
  ];
}
