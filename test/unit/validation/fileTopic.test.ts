import assert from 'node:assert/strict';
import { fileKindOf } from '../../../src/validation/files/fileKind';
import { speaksOfPlatform } from '../../../src/validation/files/fileTopic';

function said(path: string, text: string): boolean {
  const kind = fileKindOf(path);
  assert.ok(kind);
  return speaksOfPlatform(kind, text);
}

describe('files that checks may have something to say about', () => {
  it('are definitions and schemas, whatever is in them', () => {
    for (const path of ['a.training-job.json', 'hyperparameters.json', 'a.sparkml-schema.json'])
      assert.ok(said(path, ''), path);
  });

  it('speak of the platform, in any of its words', () => {
    assert.ok(said('run.sh', 'aws sagemaker create-model'));
    assert.ok(said('Dockerfile', 'FROM x\nWORKDIR /opt/ml/code'));
    assert.ok(said('.env', 'SPARKML_SCHEMA={}'));
    assert.ok(said('a.py', 'image = "763104351884.dkr.ecr.us-east-1.amazonaws.com/x:1"'));
  });

  it('are Dockerfiles that copy what the platform starts', () => {
    assert.ok(said('Dockerfile', 'FROM x\nCOPY train serve /usr/local/bin/'));
    assert.ok(!said('Dockerfile', 'FROM x\nCOPY server /usr/local/bin/'));
    assert.ok(!said('run.sh', 'COPY train /usr/local/bin/'));
  });

  it('are no others', () => {
    assert.ok(!said('compose.yaml', 'services:\n  web:\n    image: nginx\n'));
    assert.ok(!said('a.py', 'print(1)'));
  });
});
