import assert from 'node:assert/strict';
import { useLab } from './engineLab';
import { finish } from './ranContainer';

/** A program for 64-bit ARM: the head of an ELF file is all that the kernel looks at. */
const armProgram = Buffer.concat([
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 183, 0, 1, 0, 0, 0]),
  Buffer.alloc(200),
]);

describe('a program that a Docker engine can not start', function () {
  this.timeout(60_000);
  const lab = useLab();
  let image = '';
  before(async () => {
    image = await lab.image(
      ['COPY . /usr/local/bin/', 'RUN chmod +x /usr/local/bin/* && chmod -x /usr/local/bin/plain && mkdir /folder'],
      {
        plain: '#!/bin/sh\n',
        crlf: '#!/usr/bin/python3\r\nprint(1)\r\n',
        shebang: '#!/opt/no/python\nprint(1)\n',
        headless: 'print(1)\n',
        arm: armProgram,
      },
    );
  });
  const cases = [
    {
      program: 'train',
      message: /"train" is not found in the PATH of the image \(exit code 127\).*executable file not found/,
    },
    { program: '/opt/train', message: /"\/opt\/train" is not found.*no such file or directory/ },
    { program: 'plain', message: /"plain" is not.*(permission denied|not found)/ },
    { program: '/usr/local/bin/plain', message: /is not executable.*exit code 126.*permission denied/ },
    { program: '/folder', message: /is not executable, or a folder stands in its place.*permission denied/ },
    { program: 'crlf', message: /Windows line endings \(CRLF\).*no such file or directory/ },
    { program: 'shebang', message: /the interpreter that its first line names does not.*no such file or directory/ },
    { program: 'headless', message: /"#!" line.*exec format error/ },
    { program: 'arm', message: /built for another processor.*exec format error/ },
  ];
  for (const { program, message } of cases) {
    it(`says why: ${program}`, async () => {
      const container = await lab.create(lab.spec({ image, arguments: [program] }));
      await assert.rejects(finish(container), { name: 'AppError', code: 'container.start', message });
      await assert.rejects(container.wait(), { name: 'AppError' });
    });
  }

  it('is told from one that complains and exits with the same code', async () => {
    const { exit, stderr } = await lab.run({ arguments: ['sh', '-c', 'echo "exec format error" >&2; exit 1'] });
    assert.deepEqual([exit.code, stderr], [1, 'exec format error\n']);
  });
});
