import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { input, output, outputs, processing } from './processingRequests';
import { useProject } from './project';

const arguments_ = '#!/bin/sh\necho "$0 $*"';

describe('what a processing container sees', function () {
  this.timeout(60_000);
  const project = useProject();

  const commands: readonly (readonly [what: string, app: object, line: string])[] = [
    ['P1: runs as it was built without a word from the request', {}, '/usr/local/bin/train as-built'],
    [
      'P1, D1: hands arguments to its own entry point',
      { ContainerArguments: ['a', 'b c'] },
      '/usr/local/bin/train a b c',
    ],
    [
      'P1: forgets its CMD for another entry point',
      { ContainerEntrypoint: ['/bin/sh', '-c', 'echo "$# $0"'] },
      '0 /bin/sh',
    ],
    [
      'P1: takes both from the request',
      { ContainerEntrypoint: ['/usr/local/bin/train', 'x'], ContainerArguments: ['y'] },
      '/usr/local/bin/train x y',
    ],
  ];
  for (const [what, AppSpecification, line] of commands) {
    it(what, async () => {
      const { lines } = await project().run(processing(project(), arguments_, { AppSpecification }));
      assert.deepEqual(lines(), [line]);
    });
  }

  it('D17: has inputs that can not be written', async () => {
    const at = project();
    const data = at.write('data/a.csv', '1\n');
    const program = '#!/bin/sh\necho 2 > /opt/ml/processing/in/a.csv || echo "refused"';
    const { lines } = await at.run(processing(at, program, { ProcessingInputs: [input('data', 'in')] }));
    // stdout and stderr come on their own ways: which is first is not settled.
    assert.ok(lines().includes('refused'), lines().join('\n'));
    assert.equal(at.read('data/a.csv'), '1\n', data);
  });

  it('has code inside the folder of its data, and several sources in one folder, as downloads would put them', async () => {
    const at = project();
    at.write('data/a.csv', 'a\n');
    at.write('more/b.csv', 'b\n');
    at.write('split.py', 'print("split", open("/opt/ml/processing/input/b.csv").read().strip())\n');
    const definition = processing(at, '', {
      AppSpecification: {
        ContainerEntrypoint: [
          'sh',
          '-c',
          'cd /opt/ml/processing/input; ls *.csv code/*; python3 code/split.py; echo done > own/x',
        ],
      },
      ProcessingInputs: [input('split.py', 'input/code'), input('data', 'input'), input('more', 'input')],
      ...outputs(output('input/own', 'file://own')),
    });
    const { lines, status } = await at.run(definition);
    assert.deepEqual([status, lines()], ['Completed', ['a.csv', 'b.csv', 'code/split.py', 'split b']]);
    assert.equal(at.read('own/x'), 'done\n');
    assert.ok(!existsSync(join(at.root, 'data/code')), 'nothing is added to the data itself');
  });

  it('T61: reaches nothing when it is isolated', async () => {
    const program = '#!/bin/sh\nls /sys/class/net';
    const NetworkConfig = { EnableNetworkIsolation: true };
    const { lines } = await project().run(processing(project(), program, { NetworkConfig }));
    assert.deepEqual(lines(), ['lo']);
  });
});
