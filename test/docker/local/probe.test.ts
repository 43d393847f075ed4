import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { join } from 'node:path';
import { annotate } from '../../../src/probe/annotate';
import { parseDump } from '../../../src/probe/probeDump';
import { annotationLines } from '../../../src/probe/probeReport';
import { Printer } from '../../../src/terminal/printer';
import { probeDefinitions } from '../../../src/terminal/probeDefinitions';
import { writeProbeFolder } from '../../../src/terminal/probeFolder';
import { runProbe, type Probed } from '../../../src/terminal/probeRun';
import { assertGolden } from '../../machine/goldenFile';
import { repository } from '../../machine/repository';
import { useProject, type Project } from './project';

/** Values that come from the engine's version and from this machine; that they are there is enough. */
const engines = /^(\S+ +(?:host\.(?:hosts|resolvConf|devices)|process\.seccomp)) .* (\| .*)$/;
/** How many health checks there are is a matter of time. */
const laterPings = /^\S+ +request\.GET \/ping\.[2-9]/;

function goldenLines({ stream, dump }: Probed): readonly string[] {
  const lines = annotationLines(annotate(dump), true)
    .filter((line) => !laterPings.test(line))
    .map((line) => line.replace(engines, '$1 <of the engine> $2').replace(/( mount\.\S+ "r[ow]) [^"]+/, '$1'));
  return [`== ${stream} ==`, ...lines];
}

/** What the container answered came home as outputs, one document each, which `--compare` takes. */
function assertInOutputs(at: Project): void {
  for (const [name, last] of [
    ['1.csv.out', 1],
    ['2.csv.out', 2],
  ] as const) {
    const { kind, observed } = parseDump(at.read(`probe/output/transform/${name}`), name);
    assert.equal(kind, 'transform');
    assert.deepEqual(
      Object.keys(observed).filter((key) => key.startsWith('request.POST /invocations.')),
      Array.from({ length: last }, (_, index) => `request.POST /invocations.${String(index + 1)}`),
    );
  }
}

describe('what the probe sees', function () {
  this.timeout(120_000);
  const project = useProject();
  before(async () => {
    const at = project();
    await writeProbeFolder(join(repository, 'probe'), join(at.root, 'probe'));
    at.write('probe/image/Dockerfile', `${at.read('probe/image/Dockerfile')}${at.labelLine}\n`);
  });

  for (const definition of probeDefinitions) {
    const name = definition.file.split('.')[0] ?? '';
    it(`is what the contract says, line by line: ${definition.kind}, ${definition.file}`, async () => {
      const at = project();
      const folder = join(at.root, 'probe');
      const err = new Printer(new PassThrough().resume());
      const probed = await runProbe({ platform: at.platform, err }, folder, definition, 'docker');
      for (const { dump } of probed) assert.equal(dump.observed['probe.complete'], true);
      if (definition.kind === 'transform') assertInOutputs(at);
      const golden = `docker/${name}-${definition.kind}.txt`;
      assertGolden(golden, `${probed.flatMap(goldenLines).join('\n')}\n`);
    });
  }
});
