import assert from 'node:assert/strict';
import { readTrace, type TraceStep } from '../../../../src/engines/docker/buildkitTrace';
import { BuildLog } from '../../../../src/engines/docker/buildLog';
import { readFields, writeTexts } from '../../../../src/engines/docker/protobuf';

const spec = { context: '/c', dockerfile: 'Dockerfile', tag: 't', labels: {} };

function collect(feed: (log: BuildLog) => void): { readonly lines: string[]; readonly log: BuildLog } {
  const lines: string[] = [];
  const log = new BuildLog((line) => lines.push(line));
  feed(log);
  log.end();
  return { lines, log };
}

describe('the log of a build', () => {
  it('has the lines of the classic builder, which come in pieces', () => {
    const { lines } = collect((log) => {
      for (const text of ['Step 1/2 : FROM x\n', ' ---> ab', 'c\n', '\u001b[91mwarning\n\u001b[0m', 'one\r\ntwo'])
        log.classic(text);
    });
    assert.deepEqual(lines, ['Step 1/2 : FROM x', ' ---> abc', 'warning', 'one', 'two']);
  });

  it('knows the failing step and its last lines', () => {
    const { log } = collect((one) => {
      for (const text of ['Step 1/2 : FROM x\n', 'early\n', 'Step 2/2 : RUN y\n', ' ---> Running in ab\n', 'late\n'])
        one.classic(text);
    });
    const { code, message } = log.failure(spec, 'returned a non-zero code: 1 ');
    assert.equal(code, 'image.build');
    assert.equal(message, 'Building Dockerfile of /c failed at "Step 2/2 : RUN y": returned a non-zero code: 1\nlate');
  });

  it("has BuildKit's steps once each, with what they write", () => {
    const step = (parts: Partial<TraceStep>): TraceStep => ({
      digest: 'd',
      name: '[1/2] RUN x',
      cached: false,
      started: false,
      completed: false,
      error: '',
      ...parts,
    });
    const { lines, log } = collect((one) => {
      one.trace({
        steps: [step({}), step({ digest: 'e', name: 'FROM y', started: true, cached: true, completed: true })],
        logs: [],
      });
      one.trace({ steps: [step({ started: true })], logs: [] });
      one.trace({ steps: [step({ started: true })], logs: [{ step: 'd', text: 'a\nb' }] });
      one.trace({
        steps: [step({ digest: 'f', name: 'other', started: true, error: 'context canceled' })],
        logs: [{ step: 'd', text: 'c' }],
      });
      one.trace({ steps: [step({ started: true, completed: true, error: 'exit code: 1' })], logs: [] });
    });
    assert.deepEqual(lines, ['CACHED FROM y', '[1/2] RUN x', 'a', 'other', 'bc', 'ERROR [1/2] RUN x: exit code: 1']);
    const { message } = log.failure(
      spec,
      'failed to solve with frontend dockerfile.v0: failed to create LLB definition: exit code: 1',
    );
    assert.equal(message, 'Building Dockerfile of /c failed at "[1/2] RUN x": exit code: 1\na\nbc');
  });

  it('reads a trace as an engine sent it', () => {
    const sent =
      'CosBCkdzaGEyNTY6NWZhZGJlZTRlODJhMzQwMzNhZTAxMDdhM2JlOTIxMDk3MGFmNmI2YWIxOGQ4YTdlNzJkYzc3YzFmNzMzZWU5NBokW2ludGVybmFsXSBsb2FkIHJlbW90ZSBidWlsZCBjb250ZXh0KgwIzPeF2AYQlKXoywEyDAjM94XYBhDUyILPAQ==';
    assert.deepEqual(readTrace(sent), {
      steps: [
        {
          digest: 'sha256:5fadbee4e82a34033ae0107a3be9210970af6b6ab18d8a7e72dc77c1f733ee94',
          name: '[internal] load remote build context',
          cached: false,
          started: true,
          completed: true,
          error: '',
        },
      ],
      logs: [],
    });
    assert.deepEqual(readTrace(''), { steps: [], logs: [] });
  });
});

describe('protobuf messages', () => {
  it('are read back as written', () => {
    const long = 'x'.repeat(300);
    const fields = [
      ...readFields(
        writeTexts([
          [1, 'a'],
          [20, long],
        ]),
      ),
    ];
    assert.deepEqual(
      fields.map(([number, value]) => [number, String(value)]),
      [
        [1, 'a'],
        [20, long],
      ],
    );
  });

  it('have numbers of any length and fields of fixed size', () => {
    const message = Buffer.from([0x08, 0xac, 0x02, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x1d, 1, 2, 3, 4]);
    assert.deepEqual(
      [...readFields(message)].map(([number, value]) => [number, Buffer.isBuffer(value) ? value.length : value]),
      [
        [1, 300],
        [2, 8],
        [3, 4],
      ],
    );
  });

  for (const broken of [[0x08], [0x0a, 5, 1], [0x0b]]) {
    it(`are refused when broken: ${broken.join(' ')}`, () => {
      assert.throws(() => [...readFields(Buffer.from(broken))], RangeError);
    });
  }
});
