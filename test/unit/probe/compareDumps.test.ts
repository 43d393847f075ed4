import assert from 'node:assert/strict';
import type { AppError } from '../../../src/contract/appError';
import { compareDumps } from '../../../src/probe/compareDumps';
import { differenceLines } from '../../../src/probe/probeReport';
import { dumpOf } from './dumps';

describe('compareDumps', () => {
  const same = { 'process.id': 1, 'limit.NOFILE': [1024, 4096] };

  it('finds nothing between two containers that saw the same', () => {
    assert.deepEqual(compareDumps(dumpOf('training', same), dumpOf('training', { ...same })), []);
  });

  it('does not mind addresses, accounts, places in S3, and what the machine is', () => {
    const here = {
      'host.name': 'ip-10-0-100-2.us-east-1.compute.internal',
      'env.TRAINING_JOB_ARN': 'arn:aws:sagemaker:us-east-1:000000000000:training-job/a',
      'content.x': '{"S3Uri":"file://data","ImageUri":"file://image"}',
      'host.cpus': 2,
      'request.GET /ping.1': { at: 0.1, version: 'HTTP/1.1', headers: [['Host', '127.0.0.1:3']], connection: 1 },
    };
    const there = {
      'host.name': 'ip-10-2-7-9.us-east-1.compute.internal',
      'env.TRAINING_JOB_ARN': 'arn:aws:sagemaker:us-east-1:111122223333:training-job/a',
      'content.x': '{"S3Uri":"s3://b/data","ImageUri":"1.dkr.ecr/i"}',
      'host.cpus': 96,
      'request.GET /ping.1': { at: 9, version: 'HTTP/1.1', headers: [['Host', '169.254.180.2:8080']], connection: 4 },
    };
    assert.deepEqual(compareDumps(dumpOf('training', here), dumpOf('training', there)), []);
  });

  it('gives what differs, with its rule, also what only one of them has', () => {
    const differences = compareDumps(
      dumpOf('training', { ...same, 'process.umask': '022' }),
      dumpOf('training', { ...same, 'limit.NOFILE': [65536, 65536], 'env.DMLC_INTERFACE': 'eth0' }),
    );
    assert.deepEqual(differences, [
      { key: 'env.DMLC_INTERFACE', rule: undefined, here: undefined, there: 'eth0' },
      { key: 'limit.NOFILE', rule: 'O2', here: [1024, 4096], there: [65536, 65536] },
      { key: 'process.umask', rule: undefined, here: '022', there: undefined },
    ]);
    assert.deepEqual(differenceLines(differences).slice(0, 3), [
      '-    env.DMLC_INTERFACE',
      '       here   (not there)',
      '       there  "eth0"',
    ]);
  });

  it('takes only dumps of one kind', () => {
    assert.throws(
      () => compareDumps(dumpOf('training'), dumpOf('hosting')),
      (error: AppError) => error.code === 'probe.kind',
    );
  });
});
