import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../../src/definitions/diagnostic';
import { checkDockerfile } from '../../../../src/validation/dockerfiles/checkDockerfile';
import { coveredText } from '../../definitions/coveredText';
import { fakeFiles } from '../fakeFiles';
import { applyFix } from '../sparkml/applyFix';

type Disk = Readonly<Record<string, string>>;

const label = 'com.amazonaws.sagemaker.capabilities';
const program = '#!/usr/bin/env python3\nprint("SAGEMAKER_BIND_TO_PORT /models")\n';
const training = JSON.stringify({ AlgorithmSpecification: { TrainingImage: 'file://image' } });
const model = JSON.stringify({ PrimaryContainer: { Image: 'file://image' } });
const pipeline = JSON.stringify({ Containers: [{ Image: 'file://image' }, { Image: 'x' }] });
const many = JSON.stringify({ PrimaryContainer: { Image: 'file://image', Mode: 'MultiModel' } });

const project: Disk = {
  '/car/car.training-job.json': training,
  '/car/car.model.json': model,
  '/car/image/train': program,
  '/car/image/serve': program,
};
const copies = 'COPY train serve /usr/local/bin/\n';
const good = `FROM python:3.11-slim\n${copies}`;

function check(
  text: string,
  more: Disk = {},
  programs = ['/car/image/train', '/car/image/serve'],
): readonly Diagnostic[] {
  const files = fakeFiles({ ...project, '/car/image/Dockerfile': text, ...more }, {}, programs);
  return checkDockerfile(
    { path: '/car/image/Dockerfile', text },
    { files, style: 'posix', projectRootOf: () => '/car' },
  );
}

interface Bad {
  readonly what: string;
  readonly text: string;
  readonly code: string;
  readonly marked: string;
  readonly disk?: Disk;
  readonly programs?: readonly string[];
  readonly replacement?: string;
  /** Title of the quick fix. */
  readonly fix?: string;
}

const nginx = (config: string): Disk => ({ '/car/image/nginx.conf': config });
const withNginx = `${good}COPY nginx.conf /etc/nginx/\n`;
const proxied = 'client_max_body_size 6m; listen 8080;';

const bad: readonly Bad[] = [
  {
    what: 'no train on PATH',
    text: 'FROM python:3.11-slim\nCOPY serve /usr/local/bin/\n',
    code: 'G1',
    marked: 'FROM python:3.11-slim',
  },
  {
    what: 'programs in a folder that is not on PATH',
    text: 'FROM python:3.11\nCOPY train /opt/x/\nCOPY serve /bin/\n',
    code: 'G1',
    marked: 'FROM python:3.11',
  },
  {
    what: 'a program that may not be executed',
    text: good,
    code: 'G1',
    marked: copies.trim(),
    programs: ['/car/image/serve'],
    fix: 'Add "RUN chmod +x /usr/local/bin/train"',
  },
  {
    what: 'Windows line endings',
    text: good,
    code: 'G2',
    marked: copies.trim(),
    disk: { '/car/image/train': program.replaceAll('\n', '\r\n') },
    fix: `Add "RUN sed -i 's/\\r$//' /usr/local/bin/train"`,
  },
  {
    what: 'a script that nothing executes',
    text: good,
    code: 'G2',
    marked: copies.trim(),
    disk: { '/car/image/serve': 'import os\n' },
  },
  {
    what: 'an entry point with Windows line endings',
    text: 'FROM x\nCOPY run.sh /run.sh\nRUN chmod +x /run.sh\nENTRYPOINT ["/run.sh"]\n',
    code: 'G2',
    marked: 'COPY run.sh /run.sh',
    disk: { '/car/image/run.sh': '#!/bin/sh\r\ntrue\r\n' },
    fix: `Add "RUN sed -i 's/\\r$//' /run.sh"`,
  },
  {
    what: 'an image for arm64',
    text: good.replace('FROM', 'FROM --platform=linux/arm64'),
    code: 'G3',
    marked: '--platform=linux/arm64',
    replacement: '--platform=linux/amd64',
  },
  {
    what: 'an entry point in a shell',
    text: `${good}ENTRYPOINT python /app/main.py`,
    code: 'G5',
    marked: 'ENTRYPOINT python /app/main.py',
    replacement: 'ENTRYPOINT ["python", "/app/main.py"]',
  },
  {
    what: 'tini',
    text: `${good}ENTRYPOINT ["/usr/bin/tini", "--"]`,
    code: 'G6',
    marked: 'ENTRYPOINT ["/usr/bin/tini", "--"]',
  },
  {
    what: 'a model in the image',
    text: `${good}COPY serve /opt/ml/model/`,
    code: 'G7',
    marked: 'COPY serve /opt/ml/model/',
  },
  {
    what: 'a working directory of the platform',
    text: `${good}WORKDIR /opt/ml/output`,
    code: 'G7',
    marked: 'WORKDIR /opt/ml/output',
  },
  { what: 'another user', text: `${good}USER app`, code: 'G8', marked: 'USER app', fix: 'End with "USER root"' },
  {
    what: 'a proxy for this host only',
    text: withNginx,
    code: 'G9',
    marked: 'COPY nginx.conf /etc/nginx/',
    disk: nginx('client_max_body_size 9m; listen 127.0.0.1:8080;'),
  },
  {
    what: 'a member of a pipeline without its label',
    text: good,
    code: 'G10',
    marked: 'FROM python:3.11-slim',
    disk: { '/car/car.model.json': pipeline },
    fix: `Add "LABEL ${label}.accept-bind-to-port=true"`,
  },
  {
    what: 'a label for a port that nobody reads',
    text: `${good}LABEL ${label}.accept-bind-to-port=true`,
    code: 'G10',
    marked: `LABEL ${label}.accept-bind-to-port=true`,
    disk: { '/car/image/train': '#!/bin/sh\n', '/car/image/serve': '#!/bin/sh\n' },
    fix: 'Remove the label',
  },
  {
    what: 'many models without the label',
    text: good,
    code: 'I26',
    marked: 'FROM python:3.11-slim',
    disk: { '/car/car.model.json': many },
    fix: `Add "LABEL ${label}.multi-models=true"`,
  },
  {
    what: 'a label for many models without routes',
    text: `${good}LABEL ${label}.multi-models=true`,
    code: 'G22',
    marked: `LABEL ${label}.multi-models=true`,
    disk: { '/car/image/train': '#!/bin/sh\n', '/car/image/serve': '#!/bin/sh\n' },
    fix: 'Remove the label',
  },
  {
    what: 'credentials',
    text: `${good}COPY .aws /root/.aws`,
    code: 'G20',
    marked: 'COPY .aws /root/.aws',
    fix: 'Remove the COPY',
  },
  {
    what: 'a secret',
    text: `${good}ENV KEY=AKIAIOSFODNN7EXAMPLE`,
    code: 'secret.value',
    marked: 'ENV KEY=AKIAIOSFODNN7EXAMPLE',
  },
  {
    what: 'a proxy for small bodies',
    text: withNginx,
    code: 'G21',
    marked: 'COPY nginx.conf /etc/nginx/',
    disk: nginx('listen 8080;'),
  },
  {
    what: 'a proxy for two routes',
    text: withNginx,
    code: 'G22',
    marked: 'COPY nginx.conf /etc/nginx/',
    disk: nginx(`${proxied} location ~ ^/(ping|invocations) { }`),
  },
  {
    what: 'a file system that needs privileges',
    text: `${good}RUN apt-get update && apt-get install -y \\\n  curl s3fs && true`,
    code: 'G30',
    marked: 's3fs',
  },
  {
    what: 'a script that is not copied',
    text: 'FROM x\nCOPY train /opt/ml/code/\nENV SAGEMAKER_PROGRAM=trian.py\n',
    code: 'T46',
    marked: 'ENV SAGEMAKER_PROGRAM=trian.py',
  },
  {
    what: 'a script under another name',
    text: 'FROM x\nENV A=1 SAGEMAKER_PROGRAM="trian.py"\nCOPY train.py /opt/ml/code/\n',
    code: 'T46',
    marked: 'ENV A=1 SAGEMAKER_PROGRAM="trian.py"',
    disk: { '/car/image/train.py': '' },
    fix: 'Change to train.py',
  },
  {
    what: 'tini before its program',
    text: `${good}ENTRYPOINT ["tini", "--", "python", "/app/main.py"]`,
    code: 'G6',
    marked: 'ENTRYPOINT ["tini", "--", "python", "/app/main.py"]',
    replacement: 'ENTRYPOINT ["python", "/app/main.py"]',
  },
  {
    what: 'a volume of the platform',
    text: `${good}VOLUME ["/data", "/opt/ml/model"]\n`,
    code: 'G7',
    marked: 'VOLUME ["/data", "/opt/ml/model"]',
    fix: 'Remove VOLUME',
  },
  {
    what: 'HAProxy that waits too short',
    text: `${good}COPY haproxy.cfg /etc/haproxy/\n`,
    code: 'G21',
    marked: 'COPY haproxy.cfg /etc/haproxy/',
    disk: { '/car/image/haproxy.cfg': 'backend app\n timeout server 30s\n server app 127.0.0.1:8000\n' },
  },
  {
    what: 'a proxy in a folder that lets little through',
    text: 'FROM python:3.11\nENV PATH="/opt/program:${PATH}"\nCOPY . /opt/program\n',
    code: 'G21',
    marked: 'COPY . /opt/program',
    disk: nginx('client_max_body_size 5m; listen 8080;'),
  },
  {
    what: 'Gunicorn as it comes',
    text: good,
    code: 'G21',
    marked: copies.trim(),
    disk: { '/car/image/serve': '#!/bin/sh\nexec gunicorn -b 0.0.0.0:8080 main:app\n' },
  },
  {
    what: 'Gunicorn with a short time',
    text: good,
    code: 'G21',
    marked: copies.trim(),
    disk: { '/car/image/serve': '#!/usr/bin/python3\nPopen(["gunicorn", "--timeout", "30", "main:app"])\n' },
  },
  {
    what: 'Gunicorn for this host only',
    text: good,
    code: 'G9',
    marked: copies.trim(),
    disk: { '/car/image/serve': '#!/bin/sh\ngunicorn --timeout 60 --bind=127.0.0.1:8080 main:app\n' },
  },
  {
    what: 'an entry point that is Gunicorn for this host only',
    text: `${good}ENTRYPOINT ["gunicorn", "--timeout", "60", "--bind", "127.0.0.1:8080", "main:app"]\n`,
    code: 'G9',
    marked: 'ENTRYPOINT ["gunicorn", "--timeout", "60", "--bind", "127.0.0.1:8080", "main:app"]',
  },
  {
    what: 'uvicorn for this host only',
    text: good,
    code: 'G9',
    marked: copies.trim(),
    disk: { '/car/image/serve': '#!/bin/sh\nexec uvicorn main:app --host 127.0.0.1 --port 8080\n' },
  },
  {
    what: 'Flask for this host only',
    text: good,
    code: 'G9',
    marked: copies.trim(),
    disk: {
      '/car/image/serve':
        '#!/usr/bin/env python3\nfrom flask import Flask\napp = Flask("a")\napp.run(host="localhost", port=8080)\n',
    },
  },
];

describe('Dockerfiles of SageMaker', () => {
  for (const { what, text, code, marked, disk, programs, replacement, fix } of bad) {
    it(`must not have ${what} (${code})`, () => {
      const found = check(text, disk, programs && [...programs]);
      assert.deepEqual(
        found.map((one) => one.code),
        [code],
        JSON.stringify(found, null, 1),
      );
      assert.equal(found[0] && coveredText(text, found[0].range), marked);
      assert.equal(found[0]?.replacement, replacement);
      assert.deepEqual(
        found[0]?.fixes?.map(({ title }) => title),
        fix === undefined ? undefined : [fix],
      );
      for (const one of found[0]?.fixes ?? [])
        assert.deepEqual(check(applyFix(text, one), disk, programs && [...programs]), []);
      assert.ok(found[0]?.action);
    });
  }

  const fine: readonly (readonly [what: string, text: string, disk?: Disk])[] = [
    ['the programs on PATH', good],
    ['a PATH of its own', 'FROM python:3.11\nENV PATH="/opt/program:${PATH}"\nCOPY train serve /opt/program/\n'],
    ['a folder of programs', 'FROM python:3.11\nENV PATH="/opt/program:${PATH}"\nCOPY . /opt/program\n'],
    ['programs of a base that is not known', 'FROM my/base:1\n'],
    ['programs of an earlier stage', 'FROM golang AS b\nRUN make\nFROM debian\nCOPY --from=b /out/* /usr/local/bin/\n'],
    ['programs that a toolkit installs', 'FROM python:3.11\nRUN pip install sagemaker-training sagemaker-inference\n'],
    ['an entry point of its own', 'FROM python:3.11\nCOPY train /app/main.py\nENTRYPOINT ["python", "/app/main.py"]\n'],
    ['an entry point that goes on in a shell', `${good}ENTRYPOINT ["/bin/sh", "-c", "exec python main.py"]\n`],
    [
      'code where code belongs',
      'FROM x\nWORKDIR /opt/ml/code\nCOPY train ./train.py\nENV SAGEMAKER_PROGRAM=train.py\n',
    ],
    ['code that comes with the job', 'FROM x\nENV SAGEMAKER_PROGRAM=train.py\n'],
    ['root at the end', `${good}USER app\nRUN true\nUSER root\n`],
    [
      'a member of a pipeline with its label',
      `${good}LABEL ${label}.accept-bind-to-port=true\n`,
      { '/car/car.model.json': pipeline },
    ],
    ['many models with their label', `${good}LABEL ${label}.multi-models=true\n`, { '/car/car.model.json': many }],
    ['a proxy', withNginx, nginx(`${proxied} location ~ ^/(ping|invocations|execution-parameters) { }`)],
    [
      'an entry point that is Gunicorn for all',
      `${good}ENV GUNICORN_CMD_ARGS="--timeout 60"\nENTRYPOINT ["gunicorn", "-b", "0.0.0.0:8080", "main:app"]\n`,
    ],
    [
      'Gunicorn behind a proxy, with a time',
      good,
      { '/car/image/serve': '#!/bin/sh\nnginx\ngunicorn -b 127.0.0.1:9 --timeout "$T" main:app\n' },
    ],
    [
      'carriage returns that are taken out',
      `FROM x\nCOPY run.sh /run.sh\nRUN dos2unix /run.sh && chmod +x /run.sh\nENTRYPOINT ["/run.sh"]\n`,
      { '/car/image/run.sh': '#!/bin/sh\r\n' },
    ],
    [
      'a label for what a compiled server does',
      `${good}LABEL ${label}.accept-bind-to-port=true\nCOPY server.jar /app/\n`,
      { '/car/image/train': '#!/bin/sh\n', '/car/image/serve': '#!/bin/sh\n', '/car/image/server.jar': 'PK\0' },
    ],
    [
      'a label for what an installed server does',
      `${good}LABEL ${label}.multi-models=true\nRUN pip install -r requirements.txt\n`,
      { '/car/image/train': '#!/bin/sh\n', '/car/image/serve': '#!/bin/sh\n' },
    ],
    ['a mention of a package', `${good}RUN echo docker && apt-get install -y curl # docker\n`],
    ['a proxy without limit', withNginx, nginx('client_max_body_size 0; listen 8080;')],
  ];
  for (const [what, text, disk] of fine) it(`may have ${what}`, () => assert.deepEqual(check(text, disk), []));

  it('may be built from another folder, where no definition says which', () => {
    const text = 'FROM python:3.11\nCOPY docker/image/train.py /opt/ml/code/train.py\nENV SAGEMAKER_PROGRAM=train.py\n';
    const alone: Disk = { '/car/car.training-job.json': '{}', '/car/car.model.json': '{}' };
    assert.deepEqual(check(text, alone), []);
    assert.deepEqual(
      check(text).map(({ code }) => code),
      ['G1', 'G1', 'T46'],
    );
  });

  it('can be made executable in the image', () => {
    for (const how of [
      'COPY --chmod=755 train serve /bin/',
      `COPY train serve /bin/\nRUN chmod +x /bin/train /bin/serve`,
    ]) {
      assert.deepEqual(check(`FROM python:3.11\n${how}\n`, {}, []), []);
    }
  });

  it('are those that a definition names, or that speak of SageMaker', () => {
    const alone: Disk = { '/car/car.training-job.json': '{}', '/car/car.model.json': '{}' };
    assert.deepEqual(check('FROM python:3.11\nUSER app\nENTRYPOINT python x.py', alone), []);
    assert.deepEqual(
      check('FROM python:3.11\nENV X=/opt/ml/model\nUSER app', alone).map(({ code }) => code),
      ['G8'],
    );
    for (const text of [
      'ENV SAGEMAKER_LOGGING_DIR=/var/log',
      'FROM 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web:1',
    ])
      assert.deepEqual(check(`FROM python:3.11\n${text}\nUSER app`, alone), []);
    assert.deepEqual(check('', {}), []);
    assert.deepEqual(check('RUN x'), []);
  });
});
