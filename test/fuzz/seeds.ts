import { badAlgorithms, goodAlgorithms } from '../unit/validation/badAlgorithms';
import { badHosting, goodHosting } from '../unit/validation/badHosting';
import { badInputs, goodInputs } from '../unit/validation/badInputs';
import { badModelsAndFixtures } from '../unit/validation/badModelsAndFixtures';
import { badProcessingJobs } from '../unit/validation/badProcessingJobs';
import { badTrainingJobs } from '../unit/validation/badTrainingJobs';
import { badTransformJobs } from '../unit/validation/badTransformJobs';
import { badTuningJobs, goodTuningJobs } from '../unit/validation/badTuningJobs';
import { container, model, trainingJob } from '../unit/validation/goodRequests';
import { badHyperparameters, goodHyperparameters } from '../unit/validation/hyperparameters/badHyperparameters';
import { carriers } from '../unit/validation/sparkml/carriers';
import { goodSchema, ruleExamples } from '../unit/validation/sparkml/ruleExamples';

/** A document that is changed at random, and the file that is checked then, which may be another one. */
export interface Seed {
  readonly family: string;
  readonly path: string;
  readonly text: string;
  /** What is checked when `path` is not it. */
  readonly checked?: { readonly path: string; readonly text: string };
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);
/** Characters; bodies at the limits of the service are no business of this. */
const largest = 100_000;

const requests: readonly (readonly [kind: string, request: unknown])[] = [
  ...[badTrainingJobs, badProcessingJobs, badTransformJobs, badTuningJobs, badInputs, badHosting].flat(),
  ...[badAlgorithms, badModelsAndFixtures, badHyperparameters].flat(),
  ...[goodAlgorithms, goodHosting, goodInputs, goodTuningJobs, goodHyperparameters].flat(),
].flatMap(([, kind, request]) => (json(request).length < largest ? [[kind, request]] : []));

const definitions = requests.map(([kind, request]): Seed => ({
  family: kind === 'hyperparameters' ? 'hyperparameters' : 'definition',
  path: kind === 'hyperparameters' ? '/car/hyperparameters.json' : `/car/car.${kind}.json`,
  text: json(request),
}));

const schemas = ruleExamples.map(({ text }): Seed => ({ family: 'schema', path: '/car/a.sparkml-schema.json', text }));

const carried = carriers.flatMap(({ path, write }) =>
  [goodSchema, ...ruleExamples.map(({ text }) => text)].flatMap((schema): readonly Seed[] => {
    const text = write(schema)?.text;
    return text === undefined ? [] : [{ family: `carrier ${path.slice(path.lastIndexOf('/') + 1)}`, path, text }];
  }),
);

const label = 'LABEL com.amazonaws.sagemaker.capabilities';
const dockerfiles = [
  'FROM python:3.11-slim\nCOPY train serve /usr/local/bin/\n',
  `FROM --platform=linux/arm64 python:3.11 AS base\nENV PATH="/opt/program:\${PATH}" A=1\nCOPY --chmod=755 . /opt/program\nFROM base\nUSER app\nENTRYPOINT python main.py\n`,
  `FROM python:3.11\r\n${label}.accept-bind-to-port=true \\\r\n  com.amazonaws.sagemaker.capabilities.multi-models=true\r\nCOPY nginx.conf serve /usr/bin/\r\n`,
  'FROM debian\nRUN apt-get update && apt-get install -y \\\n  # files\n  s3fs curl\nCOPY train.py .aws /opt/ml/code/\nENV SAGEMAKER_PROGRAM trian.py\nVOLUME ["/opt/ml"]\n',
  'ARG B=python:3\nFROM $B\nWORKDIR /opt/ml/model\nCOPY <<EOF /opt/ml/input/x\nhello\nEOF\nENTRYPOINT ["tini", "--", "python"]\nHEALTHCHECK CMD curl x\n',
].map((text): Seed => ({ family: 'Dockerfile', path: '/car/image/Dockerfile', text }));

const script = `#!/usr/bin/env python3
import argparse
def parse():
    parser = argparse.ArgumentParser(description="x")
    parser.add_argument("--epochs", "-e", type=int, required=True, choices=[1, 2, 3])
    parser.add_argument("--learning-rate", dest="rate", type=float, default=0.1)
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--shuffle", type=bool)
    group.add_argument("--flag", action="store_true")
    for name in ("a", "b"):
        parser.add_argument(f"--{name}", nargs="+")
    return parser.parse_known_args()[0]
if __name__ == "__main__":
    print(parse())
`;
const scripted = {
  path: '/car/car.training-job.json',
  text: json({
    ...trainingJob,
    Environment: { SAGEMAKER_PROGRAM: 'train.py' },
    HyperParameters: { epochs: '5', rate: 'x', shuffle: 'False', 'learning-rate': '"0.1"', unknown: '1' },
  }),
};
const beside: readonly Seed[] = [
  { family: 'argparse', path: '/car/image/train.py', text: script, checked: scripted },
  {
    family: 'image',
    path: '/car/image/serve',
    text: '#!/bin/sh\r\nnginx\nexec gunicorn --timeout 30 -b 127.0.0.1:8080 main:app\n',
    checked: { path: '/car/image/Dockerfile', text: dockerfiles[0]?.text ?? '' },
  },
  {
    family: 'image',
    path: '/car/image/nginx.conf',
    text: 'http { client_max_body_size 5m; listen 127.0.0.1:80; proxy_read_timeout 3s; location ~ ^/(ping|invocations) {} }',
    checked: { path: '/car/image/Dockerfile', text: dockerfiles[2]?.text ?? '' },
  },
];

const sparkml = json({
  PrimaryContainer: {
    ...container,
    Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-sparkml-serving:3.3',
    Environment: { SAGEMAKER_SPARKML_SCHEMA: goodSchema },
  },
});
const fixtures: readonly Seed[] = [
  '{"data": [1, 2, "a"]}',
  '{"schema": {"input": [], "output": {}}, "data": [[1.0, null]]}',
  '{"data": [1]}\n{"data": [[1], [2]], "schema": {}}\n',
  '1,"a ""b""",\r\n2,b,c\r\n',
].flatMap((text): readonly Seed[] => [
  { family: 'fixture', path: '/car/a.csv', text, checked: { path: '/car/a.sparkml-schema.json', text: goodSchema } },
  { family: 'fixture', path: '/car/a.jsonl', text, checked: { path: '/car/a.sparkml-schema.json', text: goodSchema } },
  {
    family: 'fixture',
    path: '/car/sparkml.invocation.json',
    text: json({ EndpointName: 'file://sparkml.model.json', ContentType: 'application/json', Body: text }),
  },
]);

/** Documents of every kind that is checked. */
export const seeds: readonly Seed[] = [
  ...definitions,
  ...schemas,
  ...carried,
  ...times(20, dockerfiles),
  ...times(20, beside),
  ...times(10, fixtures),
];

function times(count: number, some: readonly Seed[]): readonly Seed[] {
  return Array.from({ length: count }, () => some).flat();
}

/** What lies around them. */
export const project: Readonly<Record<string, string>> = {
  '/car/car.training-job.json': json(trainingJob),
  '/car/car.model.json': json(model),
  '/car/sparkml.model.json': sparkml,
  '/car/car.transform-job.json': json({ ModelName: 'file://sparkml.model.json' }),
  '/car/image/Dockerfile': dockerfiles[0]?.text ?? '',
  '/car/image/train': '#!/bin/sh\n',
  '/car/image/serve': '#!/bin/sh\n',
  '/car/image/train.py': script,
  '/car/image/nginx.conf': 'listen 8080;',
  '/car/data/train.csv': '1,2\n',
  '/car/model.tar.gz': '',
  '/car/body.csv': '1,2\n',
  '/car/a.csv': '1,a\n',
};
