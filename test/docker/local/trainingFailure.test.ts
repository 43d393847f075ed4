import assert from 'node:assert/strict';
import { containersOf } from './dockerState';
import { useProject, type Ran } from './project';

/** One line without a stack: what happened, then what to do. */
function assertOneClearSentence(reason: string): void {
  assert.doesNotMatch(reason, /\n\s+at |undefined|\[object/);
  assert.match(reason, /\.$/);
}

function assertFailed({ status, transitions, failureReason, describe: described }: Ran, reason: RegExp): void {
  assert.equal(status, 'Failed');
  assert.match(failureReason, reason);
  assert.equal(transitions.at(-1), 'Failed');
  assert.equal(described['TrainingJobStatus'], 'Failed');
  assert.equal(described['FailureReason'], failureReason);
}

describe('a training program that fails', function () {
  this.timeout(60_000);
  const project = useProject();
  const run = (program: string) => project().run(project().training(program));

  it('T52: tells why by the failure file', async () => {
    const ran = await run('#!/bin/sh\nprintf "no column price" > /opt/ml/output/failure; exit 3');
    assertFailed(ran, /^AlgorithmError: no column price, exit code: 3$/);
  });

  it('T52: has an empty reason without one', async () => {
    assertFailed(await run('#!/bin/sh\nexit 1'), /^AlgorithmError: , exit code: 1$/);
  });

  it('T52: has 1024 characters of a long one', async () => {
    const ran = await run('#!/usr/bin/env python3\nopen("/opt/ml/output/failure", "w").write("é" * 5000); exit(1)');
    assert.equal(ran.failureReason, `AlgorithmError: ${'é'.repeat(1024)}, exit code: 1`);
  });

  it('T51: is Completed with exit code 0, whatever it wrote', async () => {
    const ran = await run('#!/bin/sh\necho oops > /opt/ml/output/failure; exit 0');
    assert.deepEqual([ran.status, ran.failureReason], ['Completed', '']);
  });

  it('is not confused by a folder in place of the failure file', async () => {
    assertFailed(await run('#!/bin/sh\nmkdir /opt/ml/output/failure; exit 1'), /^AlgorithmError: , exit code: 1$/);
  });

  const codes: readonly (readonly [what: string, program: string, reason: RegExp])[] = [
    ['126', '#!/bin/sh\n/etc/passwd', /exit code: 126 \(.*executable/],
    ['127', '#!/bin/sh\nno-such-program', /exit code: 127 \(.*not found.*PATH/],
    ['137', '#!/bin/sh\nsh -c "kill -KILL \\$\\$"\nexit $?', /exit code: 137 \(out of memory, or killed/],
    ['139', '#!/bin/sh\nsh -c "kill -SEGV \\$\\$"\nexit $?', /exit code: 139 \(segmentation fault/],
  ];
  for (const [code, program, reason] of codes) {
    it(`explains exit code ${code}`, async () => assertFailed(await run(program), reason));
  }

  it('is told from one that ran out of memory', async () => {
    const at = project();
    // It waits for its limit, however long that takes to come.
    const hungry = `#!/usr/bin/env python3
import os, time
files = [f"/sys/fs/cgroup/memory{name}" for name in (".max", "/memory.limit_in_bytes")]
limits = [name for name in files if os.path.exists(name)]
print("ready", flush=True)
end = time.time() + 30
while time.time() < end and open(limits[0]).read().strip() != "64000000":
    time.sleep(0.05)
x = bytearray(400_000_000)`;
    const running = at.start(at.training(hungry));
    await running.untilLine('ready');
    for (const container of await containersOf(at.root)) {
      await container.update({ Memory: 64_000_000, MemorySwap: 64_000_000 });
    }
    assertFailed(await running.ended, /exit code: 137 \(out of memory: the kernel killed it\)$/);
  });
});

describe('a training program that can not start', function () {
  this.timeout(60_000);
  const project = useProject();
  const arm = Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 183, 0, 1, 0, 0, 0]),
    Buffer.alloc(200),
  ]);
  const cases: readonly (readonly [what: string, program: string | Buffer, more: readonly string[], reason: RegExp])[] =
    [
      ['is not there', '#!/bin/sh\n', ['RUN rm /usr/local/bin/train'], /"train" is not found/],
      [
        'is not executable',
        '#!/bin/sh\n',
        ['RUN chmod 644 /usr/local/bin/train'],
        /"train".*(not executable|not found)/,
      ],
      ['has Windows line endings', '#!/bin/sh\r\ntrue\r\n', [], /CRLF/],
      ['names an interpreter that is not there', '#!/opt/no/python\n', [], /interpreter/],
      ['has no first line', 'print(1)\n', [], /"#!"/],
      ['is made for another processor', arm, [], /processor/],
    ];
  for (const [what, program, more, reason] of cases) {
    it(`says so when it ${what}`, async () => {
      const at = project();
      const TrainingImage = at.image('train', program, more);
      const ran = await at.run(at.training('', { AlgorithmSpecification: { TrainingImage } }));
      assertFailed(ran, reason);
      assert.match(ran.failureReason, /^ClientError: /);
      assertOneClearSentence(ran.failureReason);
    });
  }
});

describe('an image that can not be had', function () {
  this.timeout(60_000);
  const project = useProject();

  it('says at which step its build fails, and keeps the output of the build', async () => {
    const at = project();
    const TrainingImage = at.image('train', '#!/bin/sh\n', ['RUN echo before; echo "the reason" >&2; exit 7']);
    const ran = await at.run(at.training('', { AlgorithmSpecification: { TrainingImage } }));
    assertFailed(ran, /^ClientError: .*(exit code: 7|returned a non-zero code: 7|code 7)/s);
    assert.match(ran.lines('build').join('\n'), /the reason/);
    assert.match(ran.failureReason, /image-\w+-train/, 'names the folder');
    assert.deepEqual(ran.transitions, ['Starting', 'Failed']);
  });

  it('says where a Dockerfile can not be read', async () => {
    const at = project();
    const TrainingImage = at.image('train', '#!/bin/sh\n', ['NONSENSE here']);
    const ran = await at.run(at.training('', { AlgorithmSpecification: { TrainingImage } }));
    assertFailed(ran, /NONSENSE/);
    assertOneClearSentence(ran.failureReason);
  });

  it('says that an image by name is neither here nor to be had', async () => {
    const at = project();
    const AlgorithmSpecification = { TrainingImage: 'localhost:9/no/such:image' };
    const ran = await at.run(at.training('', { AlgorithmSpecification }));
    assertFailed(ran, /^ClientError: .*localhost:9\/no\/such:image/);
    assertOneClearSentence(ran.failureReason);
  });
});
