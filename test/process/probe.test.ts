import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createProcessEngine } from '../../src/engines/processEngine';
import { createLocalPlatform } from '../../src/local/localPlatform';
import { annotate, type Annotation } from '../../src/probe/annotate';
import { annotationLines } from '../../src/probe/probeReport';
import { Printer } from '../../src/terminal/printer';
import { probeDefinitions } from '../../src/terminal/probeDefinitions';
import { writeProbeFolder } from '../../src/terminal/probeFolder';
import { runProbe } from '../../src/terminal/probeRun';
import { assertGolden } from '../machine/goldenFile';
import { repository } from '../machine/repository';
import { suiteFolder } from '../machine/suiteFolder';

/** What the contract speaks of; the rest is the machine's own where there is no container. */
function isSettled({ key, verdict }: Annotation): boolean {
  return verdict !== 'not settled by any source' && !/^request\.GET \/ping\.[2-9]/.test(key);
}

/** A line without what a program that runs in no container sees of the machine itself. */
function ofTheProgram(line: string): string {
  return line
    .replace(/(process\.capabilities )"[0-9a-f]+"/, '$1<of the machine>')
    .replace(/(network\.interfaces ).*$/, '$1<of the machine>')
    .replace(/( mount\.\S+ "r[ow]) \w+"/, '$1"');
}

describe('what the probe sees as a plain process', function () {
  this.timeout(60_000);
  const root = suiteFolder('process-probe');
  const platform = createLocalPlatform({
    root,
    region: 'us-east-1',
    engine: () => createProcessEngine({ folder: join(root, 'engine') }),
    doctor: async () => [],
  });
  before(() => writeProbeFolder(join(repository, 'probe'), join(root, 'probe')));
  after(() => rmSync(root, { recursive: true, force: true }));

  const alone = probeDefinitions.filter(({ kind, file }) => kind !== 'pipeline' && !file.includes('two-instances'));
  for (const definition of alone) {
    it(`is what the contract says, or why not: ${definition.kind}`, async () => {
      const err = new Printer(new PassThrough().resume());
      const [probed, ...others] = await runProbe({ platform, err }, join(root, 'probe'), definition, 'process');
      assert.ok(probed && others.length === 0);
      const lines = annotationLines(annotate(probed.dump).filter(isSettled), true);
      const stable = lines.map(ofTheProgram);
      assertGolden(`process/probe-${definition.kind}.txt`, `${stable.join('\n')}\n`);
    });
  }
});
