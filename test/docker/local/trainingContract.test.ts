import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as tar from 'tar';
import { channel } from './programs';
import { useProject } from './project';

describe('what a training container sees', function () {
  this.timeout(60_000);
  const project = useProject();

  it('T11: has what the image brought to /opt/ml/code', async () => {
    const at = project();
    const image = at.image('train', '#!/bin/sh\ncat /opt/ml/code/fit.py; ls -A /opt/ml/model', [
      'RUN mkdir -p /opt/ml/code /opt/ml/model && echo "print(1)" > /opt/ml/code/fit.py && touch /opt/ml/model/old',
    ]);
    const { lines } = await at.run(at.training('', { AlgorithmSpecification: { TrainingImage: image } }));
    assert.deepEqual(lines(), ['print(1)']);
  });

  it('has inputs that can not be written', async () => {
    const at = project();
    const data = at.write('data/train/a.csv', '1\n');
    const program =
      '#!/bin/sh\nfor f in data/train/a.csv data/train/new data/new config/new; do echo x > /opt/ml/input/$f || echo no; done';
    const { lines, events } = await at.run(at.training(program, { InputDataConfig: [channel('train', 'data/train')] }));
    const out = events.filter(
      (event) => event.kind === 'log' && event.stream === 'algo-1' && event.source === 'stdout',
    );
    assert.equal(out.length, 4, lines().join('\n'));
    assert.equal(at.read('data/train/a.csv'), '1\n', data);
  });

  it('T61: reaches nothing but itself when it is isolated', async () => {
    const at = project();
    const { lines } = await at.run(
      at.training('#!/bin/sh\nls /sys/class/net; echo end', { EnableNetworkIsolation: true }),
    );
    assert.deepEqual(lines(), ['lo', 'end']);
  });
});

describe('how a training program is started', function () {
  this.timeout(60_000);
  const project = useProject();
  const echo = '#!/bin/sh\necho "train:$*"';
  const cases = [
    { rule: 'T1: with train, over the CMD of the image', image: ['CMD ["default"]'], own: {}, line: 'train:' },
    {
      rule: 'T1: behind the ENTRYPOINT of the image',
      image: ['ENTRYPOINT ["echo", "entry"]', 'CMD ["default"]'],
      own: {},
      line: 'entry train',
    },
    {
      rule: 'T2: an entry point alone, without train and without CMD',
      image: ['ENTRYPOINT ["echo", "entry"]', 'CMD ["default"]'],
      own: { ContainerEntrypoint: ['echo', 'mine'] },
      line: 'mine',
    },
    {
      rule: 'T3: arguments alone, behind the ENTRYPOINT of the image',
      image: ['ENTRYPOINT ["echo", "entry"]'],
      own: { ContainerArguments: ['--depth', '3'] },
      line: 'entry --depth 3',
    },
    {
      rule: 'T4: both',
      image: ['ENTRYPOINT ["echo", "entry"]'],
      own: { ContainerEntrypoint: ['echo'], ContainerArguments: ['a b', '$HOME'] },
      line: 'a b $HOME',
    },
  ];
  for (const { rule, image, own, line } of cases) {
    it(rule, async () => {
      const at = project();
      const TrainingImage = at.image('train', echo, image);
      const { lines, status } = await at.run(at.training('', { AlgorithmSpecification: { TrainingImage, ...own } }));
      assert.deepEqual([status, lines()], ['Completed', [line]]);
    });
  }
});

describe('the artifacts of a training job', function () {
  this.timeout(60_000);
  const project = useProject();
  const program = [
    '#!/bin/sh',
    'cd /opt/ml/model; mkdir -p a/b; echo m > a/b/m.bin; echo @ > @list; ln -s a/b/m.bin link',
    'echo d > /opt/ml/output/data/d.csv; echo not > /opt/ml/output/not-data',
    'echo loss=0.5; exit $CODE',
  ].join('\n');
  const members = async (file: string) => {
    const names: string[] = [];
    await tar.t({ file, onReadEntry: (entry) => void names.push(entry.path) });
    return names.sort();
  };

  for (const [code, status] of [
    ['0', 'Completed'],
    ['1', 'Failed'],
  ] as const) {
    it(`T53, T54: are model.tar.gz and output.tar.gz of a job that is ${status}`, async () => {
      const at = project();
      const ran = await at.run(at.training(program, { Environment: { CODE: code } }));
      assert.equal(ran.status, status);
      assert.deepEqual(ran.transitions, ['Starting', 'Downloading', 'Training', 'Uploading', status]);
      const state = await at.state(ran.job);
      const [model, output] = state.artifacts;
      assert.ok(model && output);
      assert.equal(model.path, join(at.root, '.sagemaker/jobs', ran.job, 'output/model.tar.gz'));
      assert.deepEqual(await members(model.path), ['./@list', 'a/', 'a/b/', 'a/b/m.bin', 'link']);
      assert.deepEqual(await members(output.path), ['d.csv']);
      assert.deepEqual(
        ran.events.flatMap((event) => (event.kind === 'artifact' ? [event.name] : [])),
        ['model.tar.gz', 'output.tar.gz'],
      );
    });
  }

  it('T53: lie below the output folder of the request as below S3OutputPath', async () => {
    const at = project();
    const { job, describe: described } = await at.run(
      at.training(program, { Environment: { CODE: '0' }, OutputDataConfig: { S3OutputPath: 'file://artifacts' } }),
    );
    const model = join(at.root, 'artifacts', job, 'output/model.tar.gz');
    assert.ok(existsSync(model));
    assert.deepEqual(described['ModelArtifacts'], { S3ModelArtifacts: `file://${model}` });
  });

  it('are empty archives of a program that wrote nothing', async () => {
    const at = project();
    const { job } = await at.run(at.training('#!/bin/sh\ntrue'));
    const state = await at.state(job);
    for (const { path } of state.artifacts) assert.deepEqual(await members(path), []);
    assert.equal(state.artifacts.length, 2);
  });

  it('T64: comes with the last value of each metric', async () => {
    const at = project();
    const MetricDefinitions = [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }];
    const job = at.training('#!/bin/sh\necho loss=0.5; echo loss=0.25 >&2', {
      AlgorithmSpecification: { MetricDefinitions },
    });
    const { describe: described } = await at.run(job);
    const [metric] = described['FinalMetricDataList'] as { readonly Value: number }[];
    assert.ok(metric && [0.5, 0.25].includes(metric.Value));
  });
});
