import assert from 'node:assert/strict';
import { modelArtifact } from '../../../src/local/trainingArtifacts';
import { trainingPlan } from './plans';

const job = { name: 'car', artifacts: '/jobs/car/output' };

describe('modelArtifact', () => {
  it('stays with the job where the request names no folder of this machine', () => {
    assert.equal(modelArtifact(trainingPlan(), job), '/jobs/car/output/model.tar.gz');
  });

  it('T53: lies in the output folder of the request as it would below S3OutputPath', () => {
    assert.equal(modelArtifact(trainingPlan({ output: '/p/out' }), job), '/p/out/car/output/model.tar.gz');
  });

  it('T53: is a folder without compression', () => {
    const request = { OutputDataConfig: { S3OutputPath: 'file://out', CompressionType: 'NONE' as const } };
    assert.equal(modelArtifact(trainingPlan({ request }), job), '/jobs/car/output/model');
  });
});
