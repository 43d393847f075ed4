import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { containersOf } from './dockerState';
import { useProject } from './project';
import { transform, transformServer } from './transformLab';

const Memory = 64 * 1024 * 1024;

/** Takes memory once its container is allowed little of it. */
const hungry = `#!/usr/bin/env python3
import os, time
def limit():
    for name in ('memory.max', 'memory/memory.limit_in_bytes'):
        path = '/sys/fs/cgroup/' + name
        if os.path.exists(path):
            text = open(path).read().strip()
            return int(text) if text.isdigit() else 1 << 60
print('waiting for its limit', flush=True)
for _ in range(1200):
    if limit() < 1 << 28: break
    time.sleep(0.05)
taken = []
while True: taken.append(bytearray(os.urandom(1 << 20)))
`;

describe('a training program that takes more memory than there is', function () {
  this.timeout(120_000);
  const project = useProject();

  it('is Failed with 137, and the reason says that the kernel ended it', async () => {
    const at = project();
    const running = at.start(at.training(hungry));
    // Words that no line of the build has: the container has to be there.
    await running.untilLine('waiting for its limit');
    const [container] = await containersOf(at.root);
    assert.ok(container);
    await container.update({ Memory, MemorySwap: Memory });
    const { status, failureReason } = await running.ended;
    assert.equal(status, 'Failed');
    assert.equal(failureReason, 'AlgorithmError: , exit code: 137 (out of memory: the kernel killed it)');
  });
});

describe('a model container that takes more memory than there is', function () {
  this.timeout(120_000);
  const project = useProject();

  it('fails its transform job with 137, and the reason says that the kernel ended it', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/0.csv', 'good\n');
    at.write('data/1.csv', 'eat\n');
    const running = at.start(transform(at));
    await running.untilLine('"body": "eat');
    const [container] = await containersOf(at.root);
    assert.ok(container);
    await container.update({ Memory, MemorySwap: Memory });
    const { status, failureReason } = await running.ended;
    assert.equal(status, 'Failed');
    assert.equal(
      failureReason,
      'AlgorithmError: The model container container-1 ended with exit code 137 (out of memory: the kernel killed it) before the input was transformed. Its log has the details.',
    );
    assert.equal(at.read('out/0.csv.out'), 'GOOD\n', 'what was whole before is kept');
    assert.ok(!existsSync(join(at.root, 'out/1.csv.out')));
  });
});
