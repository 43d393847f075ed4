import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as tar from 'tar';
import { useProject } from './project';

const two = { ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1 } } as const;

describe('a training job on two instances', function () {
  this.timeout(60_000);
  const project = useProject();
  /** Each talks to the other by its name. */
  const talk = [
    '#!/usr/bin/env python3',
    'import json, os, socket, time',
    'config = json.load(open("/opt/ml/input/config/resourceconfig.json"))',
    'me = config["current_host"]',
    'print(json.dumps(config), flush=True)',
    'server = socket.create_server(("", 7000))',
    'for host in config["hosts"]:',
    '    for attempt in range(100):',
    '        try: peer = socket.create_connection((host, 7000), 5); break',
    '        except OSError: time.sleep(0.1)',
    '    peer.sendall(me.encode()); peer.close()',
    'said = set()',
    'while len(said) < 2: said.add(server.accept()[0].recv(100).decode())',
    'print("heard", *sorted(said), "as", socket.gethostname(), flush=True)',
    'os.makedirs("/opt/ml/model/" + me); open("/opt/ml/model/" + me + "/rank", "w").write(me)',
    'open("/opt/ml/model/both", "w").write(me)',
  ].join('\n');

  for (const isolated of [false, true]) {
    it(`T18, T62: find each other by name${isolated ? ', also isolated' : ''}, and share their artifacts`, async () => {
      const at = project();
      const ran = await at.run(at.training(talk, { ...two, EnableNetworkIsolation: isolated }));
      assert.equal(ran.status, 'Completed', ran.failureReason);
      for (const [host, name] of [
        ['algo-1', 'ip-10-0-100-2'],
        ['algo-2', 'ip-10-0-100-3'],
      ] as const) {
        const [config = '', heard] = ran.lines(host);
        assert.equal(heard, `heard algo-1 algo-2 as ${name}.us-east-1.compute.internal`);
        const { current_host, hosts } = JSON.parse(config) as Record<string, unknown>;
        assert.deepEqual([current_host, hosts], [host, ['algo-1', 'algo-2']]);
      }
      const names: string[] = [];
      const file = (await at.state(ran.job)).artifacts[0]?.path ?? '';
      await tar.t({ file, onReadEntry: (entry) => void names.push(entry.path) });
      assert.deepEqual(names.sort(), ['algo-1/', 'algo-1/rank', 'algo-2/', 'algo-2/rank', 'both']);
      assert.ok(
        existsSync(join(at.root, '.sagemaker/jobs', ran.job, 'algo-2/opt/ml/input/config/resourceconfig.json')),
      );
    });
  }

  it('is Failed as soon as one of them fails, with its reason', async () => {
    const at = project();
    const program = [
      '#!/usr/bin/env python3',
      'import json, signal, socket, sys, time',
      'signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))',
      'if json.load(open("/opt/ml/input/config/resourceconfig.json"))["current_host"] == "algo-2":',
      '    socket.create_server(("", 7000)).accept()',
      '    open("/opt/ml/output/failure", "w").write("I am algo-2"); sys.exit(4)',
      'for attempt in range(100):',
      '    try: socket.create_connection(("algo-2", 7000), 5); break',
      '    except OSError: time.sleep(0.1)',
      'time.sleep(100)',
    ].join('\n');
    const started = performance.now();
    const ran = await at.run(at.training(program, two));
    assert.equal(ran.status, 'Failed');
    assert.equal(ran.failureReason, 'AlgorithmError: I am algo-2, exit code: 4');
    assert.ok(performance.now() - started < 30_000, 'nobody waits for algo-1');
  });
});
