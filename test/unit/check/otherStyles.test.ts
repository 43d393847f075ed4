import assert from 'node:assert/strict';
import { join } from 'node:path';
import { judgeContainer } from '../../../src/check/judgeContainer';
import type { Observations } from '../../../src/check/observations';
import type { StopSeen } from '../../../src/check/programSeen';
import type { CallSeen, CallsSeen, CrowdSeen, ModelsSeen } from '../../../src/check/servingSeen';
import { readCatalogue } from '../../../src/texts/readCatalogue';
import { translator } from '../../../src/texts/translator';
import { repository } from '../../machine/repository';
import { answered, failedRun, goodRun, healthy, log, observed, served, trained } from './observed';

const good = { contentType: 'text/csv', from: 'made up', answer: answered };
const calls = {
  ping: answered,
  connectMs: 1,
  tried: [{ ...answered, sent: 'text/csv' }],
  parameters: { ...answered, status: 404 },
};
const stop: StopSeen = { seconds: 0.2, grace: 30, wasKilled: false, first: 'python3', catches: true, children: [] };
const deaf: StopSeen = { ...stop, first: 'sh', catches: false, seconds: 1.2 };
const late = { ...answered, status: 0, failure: 'The container did not answer within 2 s.', milliseconds: 2_001 };
const full = { ...answered, status: 507 };
const broken = { ...answered, status: 0, failure: 'The container does not answer: EPIPE' };
const kept = { answer: answered, ping: answered, strayBytes: 0 };
const kinds = ['text/csv', 'application/json', 'application/json', 'text/plain'];

const listed = '{"models": [{"modelName": "check-model", "modelUrl": "/m"}]}';

/** Containers as different people write them. */
describe('the judgement of what is written in another style', () => {
  const seen: readonly (readonly [what: string, seen: Observations, wanted: readonly string[]])[] = [
    ['a leader that goes by the host name', leftNothing('G27'), ['fail G27']],
    ['a model beside SM_MODEL_DIR', leftNothing('G15'), ['fail G15']],
    [
      'a file that its channel does not have',
      trained({ ...failedRun, log: log("No such file or directory: '/opt/ml/input/data/train/train.csv'") }),
      ['fail G14'],
    ],
    ['a file of the image that the platform hides', hiding('/opt/ml/model/base.bin'), ['fail G7']],
    ['a line that says nothing', trained({ ...failedRun, log: log('', 'boom') }), ['fail T51']],
    ['a script that ignores SIGTERM', stopped({ ...deaf, ignores: true, children: ['python3'] }), ['warning T56']],
    ['a script that runs small programs', stopped({ ...deaf, children: [] }), ['warning T56']],
    ['a wrapper whose program has ended by itself', stopped({ ...deaf, children: ['python3'] }), ['fail G5']],
    [
      'a cache in a channel in File mode',
      trained({ ...failedRun, log: log("Read-only file system: '/opt/ml/input/data/train/x'") }, { isFastFile: false }),
      ['warning G24'],
    ],
    [
      'a cache in a channel in FastFile mode',
      trained({ ...failedRun, log: log("Read-only file system: '/opt/ml/input/data/train/x'") }, { isFastFile: true }),
      ['fail G24'],
    ],
    ['processing whose error is lost', processed({ outputFiles: 0, log: log('ValueError: no rows') }), ['fail G17']],
    ['processing that recovers', processed({ outputFiles: 1, log: log('ValueError: one row left out') }), []],
    ['Gunicorn with 2 s', asked({ large: answered }, { ...stop, workerSeconds: 2 }), ['warning G21']],
    ['Gunicorn without a limit', asked({ large: answered }, { ...stop, workerSeconds: 0 }), []],
    ['a fixture that fails', asked(triedWith([{ isMadeUp: false, status: 500 }])), ['fail I2']],
    ['a redirection', asked({ good: undefined, tried: [{ ...answered, sent: 'text/csv', status: 307 }] }), ['fail I2']],
    ['the same error each time', failing('FileNotFoundError: /opt/m.pkl'), ['fail I2']],
    ['errors that differ', failing("KeyError: 'features'", 'ValueError: no JSON'), []],
    ['a cache beside its model', failing('OSError: [Errno 30] Read-only file system'), ['fail G24']],
    ['no region', failing('botocore.exceptions.NoRegionError: You must specify a region.'), ['fail G20']],
    [
      'something else than HTTP',
      served({ waited: 20, lastPing: 'ECONNRESET', port: 8080, log: [], listening: ['0.0.0.0:8080'] }),
      ['fail G11'],
    ],
    ['an image of 11 GB, serverless', sized(11e9, 'serverless'), ['fail G28']],
    ['an image of 9.9 GB, serverless', sized(9.9e9, 'serverless'), []],
    ['an image of 11 GB', sized(11e9, 'realtime'), []],
    ['a model that is not listed', listing('["check-model"]'), ['fail I28']],
    ['a model without its place', listing('{"models": [{"modelName": "check-model"}]}'), ['warning I28']],
    ['a model that is listed when it is unloaded', listing(listed, listed), ['fail I28']],
    ['a model that is listed', listing(listed), []],
    ['parameters that are too much together', withParameters({ MaxConcurrentTransforms: 20 }), ['fail B4']],
    ['chunks that a job sends, refused', inChunks({ status: 411 }), ['fail B6']],
    ['chunks that a job sends, taken for nothing', inChunks({ body: '' }), ['fail B6']],
    ['chunks that a job sends', inChunks({}), []],
    ['chunks that no job sends, refused', inChunks({ status: 411 }, false), []],
    ['parameters that never come', asBatch({ parameters: late }), ['warning B4']],
    ['parameters that a proxy does not get', asBatch({ parameters: { ...answered, status: 502 } }), ['warning G22']],
    [
      'a proxy without a server',
      asked({ ...triedWith(kinds.map(() => ({ status: 502 }))), good: undefined }),
      ['fail I2'],
    ],
    ['bytes behind an answer', asked({ kept: { ...kept, strayBytes: 20 } }), ['fail I2']],
    ['a large body that a proxy loses', asked({ large: { ...answered, status: 502 } }), ['fail G21']],
    ['a large body that its server finds wrong', asked({ large: { ...answered, status: 500 } }), []],
    [
      'a server that ends at its second request',
      served(
        { ...healthy, exit: { code: 3, outOfMemory: false } },
        { calls: { ...calls, good, kept: { ...kept, answer: broken } } },
      ),
      ['fail I5'],
    ],
    [
      'a mount',
      served({
        waited: 1,
        lastPing: '',
        port: 8080,
        exit: { code: 1, outOfMemory: false },
        log: log('mount: /mnt: permission denied.'),
      }),
      ['fail G30'],
    ],
    ['a body that is left unread', asked({ kept: { ...kept, strayBytes: 20 }, large: broken }), ['fail I2']],
    ['an answer that never ends', asked({ kept: { ...kept, answer: late } }), ['fail I2']],
    ['a connection that is closed', asked({ kept }), []],
    ['a training that goes on', goingOn(4.6), ['warning T56']],
    ['a training that ends half-way', goingOn(2), []],
    ['a failure that is cut off', failedWith('x\n'.repeat(512), 'ValueError: no rows'), ['warning T52']],
    ['a failure with its reason in front', failedWith(`no rows\n${'x\n'.repeat(500)}`, 'ValueError: no rows'), []],
    ['a failure that counts as success', trained({ ...goodRun, message: 'no rows' }), ['fail G17']],
    ['an error with status 200', strangely({ body: '{"error": "no number"}' }), ['warning I11']],
    ['an error of null', strangely({ body: '{"error": null, "predictions": [1]}' }), []],
    ['a worker that was killed', killedWorker(), ['fail G21']],
    ['memory that runs out', crowded({ last: late, exit: { code: 137, outOfMemory: true } }), ['warning I27']],
    ['an error where memory runs out', crowded({ last: { ...answered, status: 500 } }), ['warning I27']],
    ['no room', crowded({ last: { ...answered, status: 507 }, again: answered }), []],
    ['no room for ever', crowded({ last: full, again: full }), ['warning I27']],
    ['no room, where nothing is unloaded', keeping(crowded({ last: full, again: full })), ['fail I28']],
    ['room for all', crowded({ last: answered }), []],
    ['too little memory for one', crowded({ loaded: 0, last: full }), []],
    ['parameters out of range', withParameters({ BatchStrategy: 'ALL' }), ['fail B4']],
    ['parameters as text', withParameters({ MaxPayloadInMB: '6', BatchStrategy: 'SINGLE_RECORD' }), []],
  ];
  for (const [what, observations, wanted] of seen) {
    it(`tells ${wanted.join(', ') || 'nothing'} of ${what}`, () => {
      const bad = judgeContainer('car', observations).filter(({ verdict }) => ['fail', 'warning'].includes(verdict));
      const found = bad.map(({ rule, verdict }) => `${verdict} ${rule}`);
      assert.deepEqual(found, wanted);
    });
  }

  it('is told in Japanese to those who read it so', () => {
    const catalogue = readCatalogue(join(repository, 'l10n'), 'ja');
    assert.ok(catalogue);
    const translate = translator(catalogue);
    const said = seen.flatMap(([, observations]) => judgeContainer('car', observations).map(({ because }) => because));
    const english = [...new Set(said)].filter((because) => !/[ぁ-ん]/.test(translate(because)));
    assert.deepEqual(english, []);
  });

  it('does not judge by times that this machine itself was late with', () => {
    const load = { callers: 4, answers: [answered], pingWithOne: answered, pingWithSeveral: late, slowestConnectMs: 1 };
    const verdicts = (more: object) =>
      judgeContainer('car', asked({ load: { ...load, ...more } }), ['G11', 'I6']).map(({ verdict }) => verdict);
    assert.deepEqual(verdicts({ lagMs: 40 }), ['warning', 'pass']);
    assert.deepEqual(verdicts({ lagMs: 900 }), ['not observable', 'pass']);
    const slow = { pingWithSeveral: answered, slowestConnectMs: 400 };
    assert.deepEqual(verdicts({ ...slow, lagMs: 0 }), ['pass', 'warning']);
    assert.deepEqual(verdicts({ ...slow, lagMs: 380 }), ['pass', 'not observable']);
  });
});

function leftNothing(rule: string): Observations {
  return trained({ ...goodRun, modelFiles: 0 }, { cures: [{ rule, change: 'x' }] });
}

function hiding(path: string): Observations {
  const run = { ...failedRun, log: log(`FileNotFoundError: No such file or directory: '${path}'`) };
  const inside = { programs: {}, credentials: [], drivers: [], hidden: [path] };
  return { ...trained(run), inside };
}

function stopped(how: StopSeen): Observations {
  return trained(goodRun, { stopped: { ...goodRun, stop: how } });
}

function processed(more: object): Observations {
  return observed('processing', { processing: { exitCode: 0, seconds: 1, log: [], ...more } });
}

function asked(more: Partial<Record<keyof CallsSeen, unknown>>, how = stop): Observations {
  return served(healthy, { calls: { ...calls, good, ...more } as CallsSeen, stop: how });
}

function triedWith(tried: readonly object[]): Pick<CallsSeen, 'tried'> {
  return { tried: tried.map((one) => ({ ...answered, sent: 'text/csv', ...one })) };
}

/** A training of 6 s that is asked to stop after 1 s. @param seconds that it then takes */
function goingOn(seconds: number): Observations {
  const stopped = { ...goodRun, seconds: 1 + seconds, stop: { ...stop, grace: 120, seconds } };
  return trained({ ...goodRun, seconds: 6 }, { stopped });
}

function failedWith(message: string, messageEnd: string): Observations {
  return trained(goodRun, { bare: { ...failedRun, message, messageEnd } });
}

function strangely(more: object): Observations {
  return asked({ strange: { answers: [{ ...answered, sent: 'text/csv, 0 bytes', ...more }], ping: answered } });
}

function killedWorker(): Observations {
  const tried = kinds.map((sent) => ({ ...late, failure: 'The container does not answer: ECONNRESET', sent }));
  const start = { ...healthy, log: log('[7] [CRITICAL] WORKER TIMEOUT (pid:9)') };
  return served(start, { calls: { ...calls, tried: tried.map((one) => ({ ...one, isMadeUp: true })) }, stop });
}

function asBatch(more: Partial<Record<keyof CallsSeen, unknown>>): Observations {
  return { ...asked(more), uses: new Set(['batch']) };
}

/** The same of a container that unloads nothing. */
function keeping({ models, ...rest }: Observations): Observations {
  const steps = { ...models?.steps, 'describe unloaded': { ...answered, body: '{}' } };
  return { ...rest, ...(models && { models: { ...models, steps } }) };
}

function crowded(more: Partial<CrowdSeen>): Observations {
  const seen = listing(listed);
  const crowd = { memoryBytes: 256 * 1024 ** 2, loaded: 5, last: answered, ...more };
  return { ...seen, ...(seen.models && { models: { ...seen.models, crowd } }) };
}

/** A server that answers 500 to whatever is sent, and writes these errors by turns. */
function failing(...errors: readonly string[]): Observations {
  const tried = kinds.map((sent) => ({ ...answered, body: 'internal error', status: 500, sent, isMadeUp: true }));
  const lines = kinds.map((_, index) => errors[index % errors.length] ?? '');
  return served({ ...healthy, log: log(...lines) }, { calls: { ...calls, tried }, stop });
}

function sized(bytes: number, use: 'serverless' | 'realtime'): Observations {
  const { image, ...rest } = asked({});
  return { ...rest, uses: new Set([use]), ...(image && { image: { ...image, bytes } }), confined: healthy };
}

/** @param unloaded the list after a model was unloaded */
function listing(body: string, unloaded = '{"models": []}'): Observations {
  const there = { ...answered, body: '{}' };
  const absent = { ...answered, status: 404 };
  const steps: ModelsSeen['steps'] = {
    list: there,
    load: there,
    'load again': { ...answered, status: 409 },
    'list loaded': { ...answered, body },
    describe: there,
    invoke: there,
    'invoke unknown': absent,
    unload: there,
    'describe unloaded': absent,
    'list unloaded': { ...answered, body: unloaded },
    'unload unknown': absent,
  };
  const { image, ...rest } = observed('multi-model', { models: { start: healthy, steps, hasModel: true } });
  const labels = { 'com.amazonaws.sagemaker.capabilities.multi-models': 'true' };
  return { ...rest, ...(image && { image: { ...image, labels } }) };
}

function withParameters(parameters: object): Observations {
  return asBatch({ parameters: { ...answered, body: JSON.stringify(parameters) } });
}

/** What came of a body in chunks, where a transform job sends nothing else or no chunks at all. */
function inChunks(chunked: Partial<CallSeen>, wantsChunks = true): Observations {
  return asBatch({
    kept,
    chunked: { ...answered, ...chunked },
    wantsChunks,
  });
}
