import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockLibrary, clockSource } from '../../src/local/check/clockLibrary';
import { must } from '../machine/child';
import { repository } from '../machine/repository';

const source = join(repository, 'src/local/check/clock.c');
/** How the kept library was compiled: small, and with nothing that the C library of an image would have to bring. */
const flags = [
  ...['-Os', '-shared', '-fPIC', '-nostdlib', '-ffreestanding', '-fno-stack-protector'],
  ...[
    '-fno-asynchronous-unwind-tables',
    '-s',
    '-Wl,-z,noseparate-code',
    '-Wl,--build-id=none',
    '-Wl,--hash-style=sysv',
  ],
];
const yearSeconds = 365 * 86_400;

/** By how many seconds a program, and a child of it, find the clock of the day wrong; and how long a clock for durations says a moment is. */
const look = `
import subprocess, sys, time
steady = time.monotonic()
ask = [sys.executable, '-c', 'import time; print(time.time())']
child = subprocess.run(ask, capture_output=True, text=True, check=True)
now = float(sys.argv[1])
print(time.time() - now, float(child.stdout) - now, time.monotonic() - steady)
`;

describe('the library that sets a clock back', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'clock-'));
  after(() => rmSync(folder, { recursive: true }));

  const place = (name: string, bytes: Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  const seen = async (library: string, after: number): Promise<readonly number[]> => {
    const setting = `+${String(after).padStart(9, '0')},-${String(yearSeconds)}`;
    const env = { ...process.env, LD_PRELOAD: library, SAGEMAKER_CHECK_CLOCK: setting };
    const told = await must('python3', ['-c', look, String(Date.now() / 1000)], { env, output: 'quiet' });
    return told.trim().split(' ').map(Number);
  };

  /** Give or take a busy machine. */
  const isAbout = (seconds: number | undefined, wanted: number): boolean =>
    seconds !== undefined && Math.abs(seconds - wanted) < 50;

  const assertSetsBack = async (library: string): Promise<void> => {
    for (const [after, wanted] of [
      [0, -yearSeconds],
      [600, 0],
    ] as const) {
      const [day, child, steady] = await seen(library, after);
      assert.ok(isAbout(day, wanted), `after ${String(after)} s: ${String(day)}`);
      assert.ok(isAbout(child, wanted), `after ${String(after)} s, of a child: ${String(child)}`);
      assert.ok(isAbout(steady, 0), `durations: ${String(steady)}`);
    }
  };

  it('is of the source beside it', () => {
    const text = readFileSync(source, 'utf8').replaceAll('\r\n', '\n');
    assert.equal(
      createHash('sha256').update(text).digest('hex'),
      clockSource,
      'compile clock.c again: with the flags above, gzip -9, base64',
    );
  });

  it('sets the clock of the day back, for a program and for what it starts, and no other clock', async () => {
    await assertSetsBack(place('kept.so', clockLibrary()));
  });

  it('does the same when it is compiled here, and has the same bytes where the compiler is the same', async () => {
    const own = join(folder, 'own.so');
    await must('gcc', [...flags, '-o', own, source], { output: 'quiet' });
    await assertSetsBack(own);
    const [kept, compiled] = [clockLibrary(), readFileSync(own)];
    const compiler = (bytes: Buffer) => /GCC: \([^)]*\) [\d.]+/.exec(bytes.toString('latin1'))?.[0];
    if (compiler(kept) === compiler(compiled))
      assert.ok(kept.equals(compiled), 'the same compiler makes another library of it');
  });
});
