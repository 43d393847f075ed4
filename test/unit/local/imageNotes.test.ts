import assert from 'node:assert/strict';
import { imageNotes } from '../../../src/local/containers/jobImage';

const good = {
  name: 'car:1',
  architecture: 'amd64',
  labels: {},
  entrypoint: [],
  command: [],
  environment: [],
  user: '',
};

describe('imageNotes', () => {
  it('has nothing to say about an image that runs on SageMaker', () => {
    assert.deepEqual(imageNotes(good, 'training-job'), []);
    for (const user of ['root', '0']) assert.deepEqual(imageNotes({ ...good, user }, 'training-job'), []);
  });

  it('warns of another architecture, with the error that SageMaker will give and the way out', () => {
    const [note] = imageNotes({ ...good, architecture: 'arm64' }, 'training-job');
    assert.match(note ?? '', /arm64.*exec format error.*--platform linux\/amd64/);
  });

  it('T10: warns of a user who may not write', () => {
    assert.match(imageNotes({ ...good, user: 'app' }, 'training-job').join(), /user app.*may not write/);
  });

  it('T7: warns of tini, wherever it lies', () => {
    for (const tini of ['tini', '/usr/bin/tini', '/tini']) {
      assert.match(imageNotes({ ...good, entrypoint: [tini, '--', 'fit'] }, 'training-job').join(), /tini/);
    }
    assert.deepEqual(imageNotes({ ...good, entrypoint: ['/opt/martini'] }, 'training-job'), []);
    assert.deepEqual(imageNotes({ ...good, entrypoint: ['tini'] }, 'processing-job'), []);
  });

  it('says everything that there is to say', () => {
    assert.equal(
      imageNotes({ ...good, architecture: 'arm64', user: 'app', entrypoint: ['tini'] }, 'training-job').length,
      3,
    );
  });
});
