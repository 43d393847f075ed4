import assert from 'node:assert/strict';
import { join } from 'node:path';
import { containerRules } from '../../../src/check/containerRules';
import { judgeContainer } from '../../../src/check/judgeContainer';
import type { Observations } from '../../../src/check/observations';
import type { CallSeen, CallsSeen, StartSeen } from '../../../src/check/servingSeen';
import { bindToPortLabel } from '../../../src/contract/pipeline';
import { checkUses } from '../../../src/jobs/containerCheck';
import { readCatalogue } from '../../../src/texts/readCatalogue';
import { translator } from '../../../src/texts/translator';
import { repository } from '../../machine/repository';
import { answered, failedRun, goodRun, healthy, log, observed, printing, served, trained } from './observed';

/** What is wrong with a container, as `verdict rule`. */
/** A finding in a definition of a product. */
function lacking(code: string, kind: string): Observations['findings'][number] {
  return { code, severity: 'error', message: 'x', action: 'y', place: { file: `/car.${kind}.json`, line: 3 } };
}

const { training: failedTraining } = trained(failedRun);
const failedProduct = { ...(failedTraining && { training: failedTraining }) };

function complaints(seen: Observations): readonly string[] {
  const bad = judgeContainer('car', seen).filter(({ verdict }) => verdict === 'fail' || verdict === 'warning');
  return bad.map(({ rule, verdict }) => `${verdict} ${rule}`);
}

const calls = {
  ping: answered,
  connectMs: 1,
  tried: [{ ...answered, sent: 'text/csv' }],
  parameters: { ...answered, status: 404 },
};
const good = { contentType: 'text/csv', from: 'made up', answer: answered };
const stop = { seconds: 0.2, grace: 30, wasKilled: false, first: 'python3', catches: true, children: [] };
const reset = { ...answered, status: 0, body: '', failure: 'The container does not answer: ECONNRESET' };
const timedOut = { ...answered, status: 0, body: '', failure: 'The container did not answer within 60 s.' };
const loadWith = (last: typeof answered) => ({
  callers: 4,
  answers: [answered, last],
  pingWithOne: answered,
  pingWithSeveral: answered,
  slowestConnectMs: 1,
});
const startFailure = (text: string) => trained({ startFailure: text, seconds: 0, log: [] });

describe('the judgement of a container', () => {
  it('has each rule once, for uses that there are', () => {
    const ids = containerRules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const rule of containerRules) for (const use of rule.uses) assert.ok(checkUses.includes(use));
  });

  it('is told in Japanese to those who read it so', () => {
    const catalogue = readCatalogue(join(repository, 'l10n'), 'ja');
    assert.ok(catalogue);
    const translate = translator(catalogue);
    for (const { id, title, why, fix } of containerRules)
      for (const text of [title, why, fix]) assert.match(translate(text), /[ぁ-ん]/, `${id}: ${text}`);
  });

  it('has nothing to say against what was seen to be right', () => {
    assert.deepEqual(complaints(trained(goodRun, { bare: { ...failedRun, message: 'no data' } })), []);
    assert.deepEqual(complaints(served(healthy, { calls: { ...calls, good }, stop })), []);
  });

  it('leads to the line that breaks a rule, else to the one that starts the program', () => {
    const [place, start] = [
      { file: '/car/Dockerfile', line: 3 },
      { file: '/car/Dockerfile', line: 9 },
    ];
    const finding = { code: 'G9', severity: 'error', message: 'x', action: 'y', place };
    const placesOf = (seen: Observations, rule: string) => judgeContainer('car', seen, [rule])[0]?.places;
    assert.deepEqual(placesOf(startFailure('exec: "train": executable file not found in $PATH'), 'G1'), []);
    assert.deepEqual(placesOf({ ...startFailure('exec: "train": executable file not found in $PATH'), start }, 'G1'), [
      start,
    ]);
    assert.deepEqual(placesOf({ uses: new Set(['realtime']), findings: [finding], noRuns: 'none' }, 'G9'), [place]);
    assert.deepEqual(placesOf({ ...served(healthy), start }, 'G1'), []);
  });

  it('never takes what was not seen for right', () => {
    for (const use of checkUses) {
      const { image: _image, inside: _inside, ...nothing } = observed(use, { noRuns: 'There is no engine.' });
      const verdicts = judgeContainer('car', nothing).map(({ verdict }) => verdict);
      assert.ok(
        !verdicts.includes('fail') && !verdicts.includes('warning') && !verdicts.includes('pass'),
        verdicts.join(),
      );
    }
  });

  it('takes an answer to a charset that a fixture brings for what it is', () => {
    const withCharset = { ...good, contentType: 'text/csv; charset=utf-8' };
    const found = judgeContainer('car', served(healthy, { calls: { ...calls, good: withCharset }, stop }));
    const said = found.filter(({ rule }) => rule === 'G29').map(({ verdict, because }) => `${verdict}: ${because}`);
    assert.deepEqual(said, ['pass: It answered 200 to text/csv; charset=utf-8.']);
  });

  it('gives only the rules that are asked for', () => {
    assert.deepEqual(
      judgeContainer('car', trained(goodRun), ['g16', 'T51']).map(({ rule }) => rule),
      ['G16', 'T51'],
    );
  });

  const causes: readonly (readonly [what: string, seen: Observations, wanted: string])[] = [
    ['no program', startFailure('exec: "train": executable file not found in $PATH'), 'fail G1'],
    ['a missing interpreter', startFailure('the interpreter that its first line names does not'), 'fail G2'],
    ['another processor', startFailure('exec /usr/local/bin/train: exec format error'), 'fail G3'],
    ['a failing program', trained(failedRun), 'fail T51'],
    [
      'a file system that can not be written',
      trained({ ...failedRun, log: log('OSError: [Errno 30] Read-only file system') }),
      'fail G24',
    ],
    [
      'a script that lacks a program of the image',
      trained({ ...failedRun, exitCode: 127, log: log('/opt/program/train: 17: sed: not found') }),
      'fail T51',
    ],
    [
      'a script that hands over to a program that is not there',
      trained({ ...failedRun, exitCode: 127, log: log('/entry: 3: exec: train: not found') }),
      'fail G1',
    ],
    [
      'an interpreter that the image does not have',
      trained({ ...failedRun, exitCode: 127, log: log("/usr/bin/env: 'node20': No such file or directory") }),
      'fail G2',
    ],
    ['a server for IPv6 alone', served({ ...healthyNot(), listening: ['[::]:8080'] }), 'fail G9'],
    ['another channel', trained({ ...failedRun, log: log("No such file: '/opt/ml/input/data/other/x'") }), 'fail G14'],
    ['a bus error', trained({ ...failedRun, exitCode: 135 }), 'fail G25'],
    [
      'no name server',
      trained({ ...failedRun, log: log('gaierror: Temporary failure in name resolution') }),
      'fail G19',
    ],
    ['a cure by another host name', trained(failedRun, { cures: [{ rule: 'G27', change: 'x' }] }), 'fail G27'],
    ['an empty model', trained({ ...goodRun, modelFiles: 0 }), 'fail G16'],
    ['an error that ends with 0', trained({ ...goodRun, modelFiles: 0, log: log('ValueError: x') }), 'fail G17'],
    ['a silent failure', trained(goodRun, { bare: { ...failedRun, log: [] } }), 'warning T52'],
    ['a failure without an encoding', trained(goodRun, { encoded: { how: 'in quotes', run: failedRun } }), 'fail G13'],
    [
      'a log that comes at the end',
      trained(printing(3.5, 3.5, 3.5), { unbuffered: printing(4.9, 5.8, 6.7) }),
      'warning G18',
    ],
    [
      'a deaf training',
      trained(goodRun, { stopped: { ...goodRun, stop: { ...stop, catches: false } } }),
      'warning T56',
    ],
    ['a server that ends with 0', served({ ...healthyNot(), exit: { code: 0, outOfMemory: false } }), 'fail G17'],
    ['a server that fails', served({ ...healthyNot(), exit: { code: 3, outOfMemory: false } }), 'fail I5'],
    ['a server on loopback', served({ ...healthyNot(), listening: ['127.0.0.1:8080'] }), 'fail G9'],
    ['a server on another port', served({ ...healthyNot(), listening: ['0.0.0.0:5000'] }), 'fail G9'],
    ['a server that says 500', served({ ...healthyNot(), lastPing: '500', listening: ['0.0.0.0:8080'] }), 'fail G11'],
    ['a server that never listens', served({ ...healthyNot(), listening: [] }), 'fail G12'],
    ['a slow start', served({ ...healthy, healthyAfter: 300 }), 'warning G12'],
    [
      'no route',
      served(healthy, { calls: { ...calls, tried: [{ ...answered, sent: 'text/csv', status: 404 }] }, stop }),
      'fail I2',
    ],
    [
      'a slow answer',
      served(healthy, { calls: { ...calls, good: { ...good, answer: { ...answered, milliseconds: 40_000 } } }, stop }),
      'warning I7',
    ],
    ['413', served(healthy, { calls: { ...calls, good, large: { ...answered, status: 413 } }, stop }), 'fail G21'],
    [
      '415 for a charset',
      served(healthy, { calls: { ...calls, good, withCharset: { ...answered, status: 415 } }, stop }),
      'warning G29',
    ],
    [
      'a wrapper',
      served(healthy, {
        calls: { ...calls, good },
        stop: { ...stop, catches: false, wasKilled: true, first: 'sh', children: ['python3'] },
      }),
      'fail G5',
    ],
    [
      'a server that resists',
      served(healthy, { calls: { ...calls, good }, stop: { ...stop, wasKilled: true } }),
      'fail I12',
    ],
    ['slow connections', served(healthy, { calls: { ...calls, good, connectMs: 400 }, stop }), 'fail I6'],
    ['an OCI index', withImage({ manifest: 'application/vnd.oci.image.index.v1+json' }), 'fail G4'],
    ['an ARM image', withImage({ architecture: 'arm64' }), 'fail G3'],
    ['tini', withImage({ entrypoint: ['/sbin/tini', '--'] }), 'warning G6'],
    ['a shell form', withImage({ entrypoint: ['/bin/sh', '-c', 'python x.py'] }), 'warning G5'],
    [
      'a secret in a layer',
      withImage({ history: ['|1 HUB_TOKEN=abcdef1234 /bin/sh -c pip install x'] }),
      'warning secret.value',
    ],
    ['a huge image', withImage({ bytes: 25e9 }), 'warning G28'],
    [
      'model files that are hidden',
      { ...trained(goodRun), inside: insideWith({ hidden: ['/opt/ml/model/a'] }) },
      'warning G7',
    ],
    [
      'keys in a file',
      { ...trained(goodRun), inside: insideWith({ credentials: ['/root/.aws/credentials'] }) },
      'fail G20',
    ],
    [
      'a layer with keys',
      withImage({ history: ['COPY netrc /root/.netrc # buildkit', 'RUN /bin/sh -c rm /root/.netrc # buildkit'] }),
      'warning secret.value',
    ],
    ['a model with links', trained({ ...goodRun, modelLinks: ['latest'] }), 'fail G23'],
    [
      'a metric that is not printed',
      trained(goodRun, { metrics: [{ Name: 'loss', Regex: 'loss: ([0-9.]+)' }] }),
      'warning T64',
    ],
    ['headers that are refused', asked({ withHeaders: { ...answered, status: 431 } }), 'fail I9'],
    [
      'an end at a strange request',
      asked({ strange: { answers: [{ ...reset, sent: 'noise' }], ping: reset } }, { code: 3, outOfMemory: false }),
      'fail I11',
    ],
    ['a hang after a strange request', asked({ strange: { answers: [], ping: timedOut } }), 'fail I11'],
    [
      'half a request',
      asked({ load: loadWith(answered), inPieces: { ...answered, body: '0\n' } }),
      'fail request.slow',
    ],
    ['a refusal of what comes slowly', asked({ inPieces: { ...answered, status: 400 } }), 'fail request.slow'],
    ['a JVM', served(healthy, { calls: { ...calls, good }, stop: { ...stop, jvm: 'untold' } }), 'warning G32'],
    ['health without a model', emptied({ ...answered, status: 500 }), 'warning model.empty'],
    ['a management port', boundWith(['0.0.0.0:8150', '127.0.0.1:8081']), 'warning I21'],
    ['an answer that never comes', asked({ good: undefined, tried: [{ ...timedOut, sent: 'text/csv' }] }), 'fail I7'],
    ['a default that is required', product([lacking('A2', 'algorithm')]), 'fail A2'],
    ['a product whose training fails', { ...product([]), ...failedProduct }, 'fail A5'],
    ['an algorithm that lacks a field', product([lacking('A1', 'algorithm')]), 'fail A1'],
    ['an algorithm whose inference lacks a field', product([lacking('A4', 'algorithm')]), 'fail A1'],
    ['an algorithm with an image of another Region', product([lacking('G31', 'algorithm')]), 'fail G31'],
    ['an archive that is not gzipped', withArchive({ isGzip: false }), 'fail G23'],
    ['an archive with a folder around it', withArchive({ entries: ['model/', 'model/a'] }), 'warning G23'],
  ];
  for (const [what, seen, wanted] of causes) {
    it(`names one rule for ${what}`, () => {
      assert.deepEqual(complaints(seen), [wanted]);
    });
  }

  const noFault: readonly (readonly [what: string, seen: Observations, wanted: readonly string[]])[] = [
    [
      'a server that breaks the connection at bodies which were made up',
      served(healthy, { calls: { ...calls, tried: [{ ...reset, sent: 'text/csv', isMadeUp: true }] }, stop }),
      ['warning I2'],
    ],
    [
      'a server that turns callers away while it works',
      served(healthy, { calls: { ...calls, good, load: loadWith({ ...answered, status: 503 }) }, stop }),
      ['warning I6'],
    ],
    [
      'a server of one thread whose last caller waits too long',
      served(healthy, { calls: { ...calls, good, load: loadWith(timedOut) }, stop }),
      ['warning I6'],
    ],
    [
      'a server that still works on a body of 6 MB when it is asked to end',
      served(healthy, { calls: { ...calls, good, large: timedOut }, stop: { ...stop, wasKilled: true, seconds: 30 } }),
      [],
    ],
    ['metrics that are printed', trained(goodRun, { metrics: [{ Name: 'epoch', Regex: 'epoch=([0-9.]+)' }] }), []],
    [
      'answers that differ each time',
      asked({ load: loadWith({ ...answered, body: '2\n' }), inPieces: { ...answered, body: '3\n' } }),
      [],
    ],
    ['further ports in the range', boundWith(['0.0.0.0:8150', '0.0.0.0:8160']), []],
    ['a server without a word of its model', emptied(undefined), []],
    ['a server that needs no files of its model', emptied(answered), []],
    ['a JVM that is told', served(healthy, { calls: { ...calls, good }, stop: { ...stop, jvm: 'told' } }), []],
    ['a product', product([]), []],
    [
      'answers after 100 s to a transform job',
      {
        ...asked({ answerLimitMs: 600_000, good: { ...good, answer: { ...answered, milliseconds: 100_000 } } }),
        uses: new Set(['batch'] as const),
      },
      [],
    ],
    [
      'a metric called Error',
      trained(goodRun, { bare: { ...goodRun, modelFiles: 0, log: log('ValidationError: 0.31', 'Error: 1e-3') } }),
      [],
    ],
  ];
  for (const [what, seen, wanted] of noFault) {
    it(`takes ${what} for no fault`, () => {
      assert.deepEqual(complaints(seen), wanted);
    });
  }

  it('does not say that a body of 6 MB arrives where its answer did not come', () => {
    const [rule] = judgeContainer('car', served(healthy, { calls: { ...calls, good, large: timedOut }, stop }), [
      'G21',
    ]);
    assert.equal(rule?.verdict, 'not observable');
  });

  it('names one rule for a server that ends when it is asked something', () => {
    const gone = { ...reset, failure: 'The container does not answer: ECONNREFUSED' };
    const load = { ...loadWith(gone), answers: [gone], pingWithOne: gone, pingWithSeveral: gone };
    const ended = { ...healthy, exit: { code: 9, outOfMemory: false } };
    const dead = {
      ...calls,
      good: { ...good, accept: 'text/csv' },
      load,
      withCharset: gone,
      withoutAccept: gone,
      large: gone,
    };
    assert.deepEqual(complaints(served(ended, { calls: dead })), ['fail I5']);
    const large = { ...calls, good, load: loadWith(answered), large: gone };
    assert.deepEqual(complaints(served(ended, { calls: large })), ['fail G21', 'fail I5']);
  });

  it('still takes a request of a fixture, and a connection lost under load, for faults', () => {
    const ofFixture = { ...calls, tried: [{ ...reset, sent: 'text/csv' }] };
    assert.deepEqual(complaints(served(healthy, { calls: ofFixture, stop })), ['fail I2']);
    assert.deepEqual(complaints(served(healthy, { calls: { ...calls, good, load: loadWith(reset) }, stop })), [
      'fail I6',
    ]);
  });

  it('says of a training without a definition only that it needs one', () => {
    assert.deepEqual(complaints(trained(failedRun, { isDefined: false })), []);
  });

  it('takes hosting on Graviton for possible', () => {
    const seen = { ...served(healthy, { calls, stop }) };
    const image = seen.image && { ...seen.image, architecture: 'arm64' };
    assert.deepEqual(complaints({ ...seen, ...(image && { image }) }), ['warning G3']);
  });
});

/** A server that was asked this too. */
function asked(more: Partial<Record<keyof CallsSeen, unknown>>, exit?: StartSeen['exit']): Observations {
  const all = { ...calls, good, ...more } as CallsSeen;
  return exit ? served({ ...healthy, exit }, { calls: all }) : served(healthy, { calls: all, stop });
}

/** A server that was started without its model; it did not get healthy when it has no answer. */
function emptied(answer: CallSeen | undefined): Observations {
  const start = answer ? healthy : healthyNot();
  return { ...asked({}), emptied: { start, ...(answer && { answer }) } };
}

function boundWith(listening: readonly string[]): Observations {
  const bound = { ...healthy, port: 8150, safePorts: [8151, 8199] as const, listening };
  const seen = asked({});
  const labels = { [bindToPortLabel]: 'true' };
  return { ...seen, uses: new Set(['pipeline']), ...(seen.image && { image: { ...seen.image, labels } }), bound };
}

function product(findings: Observations['findings']): Observations {
  return { ...trained(goodRun), uses: new Set(['marketplace']), definitions: ['car.algorithm.json'], findings };
}

function healthyNot() {
  const { healthyAfter: _after, ...rest } = healthy;
  return { ...rest, lastPing: 'connection refused' };
}

function withImage(image: Partial<NonNullable<Observations['image']>>): Observations {
  const seen = trained(goodRun);
  return seen.image ? { ...seen, image: { ...seen.image, ...image } } : seen;
}

function insideWith(inside: Partial<NonNullable<Observations['inside']>>): NonNullable<Observations['inside']> {
  return { programs: {}, credentials: [], drivers: [], hidden: [], ...inside };
}

function withArchive(archive: Partial<NonNullable<Observations['archive']>>): Observations {
  const whole = { path: '/x/model.tar.gz', isGzip: true, entries: ['a'], links: [] };
  return { ...served(healthy, { calls: { ...calls, good }, stop }), archive: { ...whole, ...archive } };
}
