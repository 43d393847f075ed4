import assert from 'node:assert/strict';
import { checkDockerfile } from '../../../../src/validation/dockerfiles/checkDockerfile';
import { fakeFiles } from '../fakeFiles';

describe('Dockerfiles without a definition', () => {
  it('are for what their programs are called where no definition names them', () => {
    const text = 'FROM ubuntu:22.04\nRUN apt-get install -y nginx\nCOPY program /opt/program\nWORKDIR /opt/program\n';
    const script = '#!/usr/bin/env python3\nopen("/opt/ml/input/config/hyperparameters.json")\n';
    const codes = (train: string, dockerfile = text) => {
      const files = fakeFiles({ '/other/Dockerfile': dockerfile, '/other/program/train': train }, {}, [
        '/other/program/train',
      ]);
      const context = { files, style: 'posix', projectRootOf: () => '/other' } as const;
      return checkDockerfile({ path: '/other/Dockerfile', text: dockerfile }, context).map(({ code }) => code);
    };
    assert.deepEqual(codes(script), ['G1']);
    assert.deepEqual(codes(script, `${text}ENV PATH=/opt/program:$PATH\n`), []);
    assert.deepEqual(codes('#!/bin/sh\nexec choo-choo\n'), []);
  });

  it('are judged by what is there, where something else has yet to be made', () => {
    const lines = [
      'FROM ubuntu:22.04',
      'COPY program /opt/program',
      'COPY made /opt/data',
      'ENV PATH=/opt/program:$PATH',
    ];
    const codes = (...more: readonly string[]) => {
      const text = [...lines, ...more].join('\n');
      const disk = {
        '/other/Dockerfile': text,
        '/other/program/serve': '#!/usr/bin/env python3\n# GET /ping, POST /invocations\n',
        '/other/program/nginx.conf': 'client_max_body_size 5m; listen 8080; location / { }',
      };
      const context = {
        files: fakeFiles(disk, {}, ['/other/program/serve']),
        style: 'posix',
        projectRootOf: () => '/other',
      } as const;
      return checkDockerfile({ path: '/other/Dockerfile', text }, context).map(({ code }) => code);
    };
    assert.deepEqual(codes(), ['G21']);
    assert.deepEqual(
      codes('ENV PATH=/usr/local/bin', 'COPY tools /usr/local/bin'),
      ['G21'],
      'it may be among the tools',
    );
    assert.deepEqual(codes('ENV PATH=/usr/local/bin'), ['G1', 'G21']);
  });
});
