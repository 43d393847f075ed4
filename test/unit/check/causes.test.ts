import assert from 'node:assert/strict';
import { servingCause } from '../../../src/check/causes';
import { healthy, log, served } from './observed';

/** What programs that end at once have written, and the rule that explains it. */
const ends: readonly (readonly [rule: string, exitCode: number, ...lines: readonly string[]])[] = [
  ['G2', 127, "/usr/bin/env: 'python3 -u': No such file or directory", '/usr/bin/env: use -[v]S to pass options'],
  ['G2', 127, '/usr/bin/env: ‘python\r’: No such file or directory'],
  ['G2', 127, "env: can't execute 'bash': No such file or directory"],
  ['G24', 1, "OSError: [Errno 30] Read-only file system: '/opt/ml/model/cache'"],
  ['G30', 2, '/usr/local/bin/serve: 3: cannot create /proc/sys/net/core/somaxconn: Read-only file system'],
  ['G30', 1, "OSError: [Errno 30] Read-only file system: '/sys/kernel/mm/transparent_hugepage/enabled'"],
  ['G30', 255, 'sysctl: setting key "net.core.somaxconn": Read-only file system'],
  ['G30', 1, 'PermissionError: [Errno 1] Operation not permitted'],
];

describe('the cause of a server that does not start', () => {
  for (const [rule, code, ...lines] of ends) {
    it(`is ${rule} where it says: ${JSON.stringify(lines[0])}`, () => {
      const { healthyAfter: _never, ...start } = healthy;
      const exit = { code, outOfMemory: false };
      assert.equal(servingCause(served({ ...start, exit, log: log(...lines) })), rule);
    });
  }
});
