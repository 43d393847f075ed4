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
});
