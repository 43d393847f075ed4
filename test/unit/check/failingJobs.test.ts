import assert from 'node:assert/strict';
import { join } from 'node:path';
import { judgeContainer } from '../../../src/check/judgeContainer';
import type { Observations } from '../../../src/check/observations';
import { processingChanges, trainingChanges } from '../../../src/local/check/cures';
import { readCatalogue } from '../../../src/texts/readCatalogue';
import { translator } from '../../../src/texts/translator';
import { repository } from '../../machine/repository';
import { failedRun, goodRun, log, observed, trained } from './observed';

const entry = '/opt/run.sh';

/** Jobs that fail, as seen from outside, and the one rule that is told of each. */
describe('the judgement of a job that fails', () => {
  const seen: readonly (readonly [what: string, seen: Observations, wanted: readonly string[]])[] = [
    ['a script behind a byte order mark', unformatted('train', '\uFEFF#!/bin/sh'), ['fail G2']],
    ['a script behind an empty line', unformatted('train', ''), ['fail G2']],
    ['a script behind a remark in German', unformatted('train', '# größer'), ['fail G2']],
    ['an ENTRYPOINT without a first line', unformatted(entry, 'exec python3 /opt/train.py'), ['fail G2']],
    ['an ENTRYPOINT for another processor', unformatted(entry, '\u007fELF\u0002\u0001\u0001'), ['fail G3']],
    ['an image without a shell', { ...unformatted('train', ''), inside: undefined as never }, ['fail G3']],
    ['a user that the image does not have', withoutUser(), ['fail G8']],
    ...[
      "python3: can't open file '/opt/app/train.py': [Errno 2] No such file or directory",
      "/usr/bin/python3.11: can't open file '/train.py': [Errno 2] No such file or directory",
      'Error: Unable to access jarfile /opt/train.jar',
      "Fatal error: cannot open file 'train.R': No such file or directory",
      'sh: 0: cannot open /opt/run.sh: No such file',
      'bash: /opt/run.sh: No such file or directory',
    ].map((line) => [`"${line}"`, failing(line), ['fail G1']] as const),
    [
      'a script that its channel lacks',
      failing("python3: can't open file '/opt/ml/input/data/code/train.py': [Errno 2] No such file or directory"),
      ['fail G14'],
    ],
    [
      'a program that a training lacks half-way',
      failing('epoch=0', "python3: can't open file '/opt/report.py': [Errno 2] No such file or directory"),
      ['fail T51'],
    ],
    ['a training without the GPU of its instance', withoutGpu(true), []],
    ['a training that wants a GPU where there is none', withoutGpu(false), ['fail T51']],
    [
      'a training that a bus error ends without a word',
      trained({ ...failedRun, exitCode: 135, log: [] }),
      ['fail G25'],
    ],
    ['a shell that hands the word on', startedBy('/bin/bash', '-c', 'exec python3 /t.py "$@"', '--'), []],
    ['a shell that knows the word as $0', startedBy('sh', '-c', 'exec python3 /t.py "$0"'), []],
    ['a shell that gets a word and forgets it', startedBy('sh', '-c', 'python3 /t.py', '--'), ['warning G5']],
    ['a shell that has no word to hand on', startedBy('sh', '-c', 'python3 /t.py "$@"'), ['warning G5']],
    ['a placeholder for a token', withVariable('HF_TOKEN', 'changeme'), []],
    ['a token', withVariable('HF_TOKEN', 'f3a9c1d27b'), ['warning secret.value']],
    ['processing without a region', cured('G20', "KeyError: 'AWS_DEFAULT_REGION'"), ['fail G20']],
    ['processing of another user', cured('G8', "PermissionError: [Errno 13] Permission denied: '/x'"), ['fail G8']],
    ['processing that fails', processed({ exitCode: 1, log: log('boom') }), ['fail P2']],
    [
      'an output with nothing in it',
      processed({ outputFiles: 1, emptyOutputs: ['/opt/ml/processing/b'] }),
      ['warning P5'],
    ],
    ['an error behind an output without a byte', swallowed(0), ['fail G17']],
    ['an error behind an output with rows', swallowed(10), []],
    ['a training that saves for long when it is asked to stop', stoppedAfter(15, 1), []],
    ['a training that goes on for longer than on its own', stoppedAfter(15, 20), ['warning T56']],
    ['a training in the background', { ...inBackground() }, ['fail G16']],
    ['a product that no definition trains', asProduct(false), []],
    ['a product whose training fails', asProduct(true), ['fail A5']],
    ['outputs with something in them', processed({ outputFiles: 2, emptyOutputs: [] }), []],
  ];
  for (const [what, observations, wanted] of seen) {
    it(`tells ${wanted.join(', ') || 'nothing'} of ${what}`, () => {
      assert.deepEqual(complaints(observations), wanted);
    });
  }

  it('shows how a program begins that names no interpreter', () => {
    const [told] = judgeContainer('car', unformatted('train', '\uFEFF#!/bin/sh'), ['G2']);
    assert.equal(told?.because, 'The first line of a program does not say what executes it.');
    assert.deepEqual(told.evidence, ['/usr/local/bin/train: begins with "\\uFEFF#!/bin/sh"']);
  });

  it('tells A5 of a validation with two profiles, and not A1', () => {
    const place = { file: '/car/a.algorithm.json', line: 3 };
    const findings = [{ code: 'A5', severity: 'error', message: 'two profiles', action: 'Leave one.', place }];
    assert.deepEqual(complaints({ ...asProduct(false), findings, definitions: ['a.algorithm.json'] }), ['fail A5']);
  });

  it('is told in Japanese to those who read it so', () => {
    const catalogue = readCatalogue(join(repository, 'l10n'), 'ja');
    assert.ok(catalogue);
    const translate = translator(catalogue);
    const said = seen.flatMap(([, observations]) => judgeContainer('car', observations).map(({ because }) => because));
    assert.deepEqual(
      [...new Set(said)].filter((because) => !/[ぁ-ん]/.test(translate(because))),
      [],
    );
  });
});

describe('what a job that failed is tried again with', () => {
  const failure = { exitCode: 1, inside: undefined, entrypoint: [] };

  it('is at last the variables of a toolkit, of which a program that takes nothing for a default says no word', () => {
    const log = 'TypeError: expected str, bytes or os.PathLike object, not NoneType';
    assert.equal(trainingChanges({ ...failure, log }, {}).at(-1)?.rule, 'G15');
    const rules = trainingChanges({ ...failure, log: "KeyError: 'SM_MODEL_DIR'" }, {}).map(({ rule }) => rule);
    assert.deepEqual(rules, ['G27', 'G15', 'G19']);
  });

  it('is for processing whatever its log speaks of, and a way out where it has none', () => {
    const rules = (log: string, isIsolated: boolean) =>
      processingChanges({ ...failure, log, entrypoint: ['python3'] }, isIsolated).map(({ rule }) => rule);
    assert.deepEqual(rules('boom', false), []);
    assert.deepEqual(rules("KeyError: 'AWS_DEFAULT_REGION'", false), ['G20']);
    assert.deepEqual(rules('Permission denied', true), ['G8', 'G19']);
  });
});

function complaints(observations: Observations): readonly string[] {
  const bad = judgeContainer('car', observations).filter(({ verdict }) => ['fail', 'warning'].includes(verdict));
  return bad.map(({ rule, verdict }) => `${verdict} ${rule}`);
}

/** A training whose program the kernel refuses. @param name of the program: a path, or what PATH finds */
function unformatted(name: string, firstLine: string): Observations {
  const path = name.includes('/') ? name : `/usr/local/bin/${name}`;
  const seen = trained({ startFailure: `"${path}" can not be executed: exec format error`, seconds: 0, log: [] });
  const inside = {
    programs: { [name]: { path, isExecutable: true, firstLine } },
    credentials: [],
    drivers: [],
    hidden: [],
  };
  return { ...seen, inside };
}

function startedBy(...entrypoint: readonly string[]): Observations {
  const { image, ...rest } = trained(goodRun);
  return { ...rest, ...(image && { image: { ...image, entrypoint } }) };
}

function withVariable(name: string, value: string): Observations {
  const { image, ...rest } = trained(goodRun);
  return { ...rest, ...(image && { image: { ...image, environment: { [name]: value } } }) };
}

function withoutUser(): Observations {
  const startFailure =
    'can not be started. The engine says: unable to find user app: no matching entries in passwd file';
  const { image, ...rest } = trained({ startFailure, seconds: 0, log: [] });
  return { ...rest, ...(image && { image: { ...image, user: 'app' } }) };
}

function failing(...lines: readonly string[]): Observations {
  return trained({ ...failedRun, exitCode: 2, log: log(...lines) });
}

function withoutGpu(wantsGpu: boolean): Observations {
  return trained({ ...failedRun, log: log('RuntimeError: Found no NVIDIA driver on your system.') }, { wantsGpu });
}

function processed(more: object): Observations {
  return observed('processing', { processing: { exitCode: 0, seconds: 1, log: [], ...more } });
}

function swallowed(outputBytes: number): Observations {
  return processed({ outputFiles: 1, outputBytes, emptyOutputs: [], log: log('ValueError: no rows') });
}

/** A training of 6 s that is asked to stop after 1 s. */
function stoppedAfter(seconds: number, lines: number): Observations {
  const said = log(...Array.from({ length: lines }, () => 'epoch'));
  const stop = { seconds, grace: 120, wasKilled: false, first: 'python3', catches: true, children: [] };
  const plain = { ...goodRun, seconds: 6, log: log(...Array.from({ length: 20 }, () => 'epoch')) };
  return trained(plain, { stopped: { ...goodRun, seconds: 1 + seconds, log: said, stop } });
}

function inBackground(): Observations {
  const metrics = [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }];
  return trained({ ...goodRun, modelFiles: 0, log: log('training in the background') }, { metrics });
}

function asProduct(isDefined: boolean): Observations {
  return { ...trained(failedRun, { isDefined }), uses: new Set(['marketplace']) };
}

function cured(rule: string, line: string): Observations {
  const { image, ...rest } = processed({ exitCode: 1, log: log(line) });
  const user = rule === 'G8' ? { user: 'app' } : {};
  return { ...rest, processingCures: [{ rule, change: 'x' }], ...(image && { image: { ...image, ...user } }) };
}
