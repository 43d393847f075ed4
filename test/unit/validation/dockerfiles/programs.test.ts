import assert from 'node:assert/strict';
import { checkDockerfile } from '../../../../src/validation/dockerfiles/checkDockerfile';
import { fakeFiles } from '../fakeFiles';

type Disk = Readonly<Record<string, string>>;

const project: Disk = {
  '/car/car.training-job.json': JSON.stringify({ AlgorithmSpecification: { TrainingImage: 'file://image' } }),
  '/car/image/train': '#!/bin/sh\n',
};

function check(instructions: string, more: Disk = {}, programs: readonly string[] = []) {
  const text = `FROM python:3.11\n${instructions}\n`;
  const files = fakeFiles({ ...project, '/car/image/Dockerfile': text, ...more }, {}, [...programs]);
  const context = { files, style: 'posix', projectRootOf: () => '/car' } as const;
  return checkDockerfile({ path: '/car/image/Dockerfile', text }, context);
}

const codes = (...of: Parameters<typeof check>): readonly string[] => check(...of).map(({ code }) => code);

describe('programs of an image', () => {
  it('may be there in other ways than by a file that is copied', () => {
    for (const instructions of [
      'COPY --chmod=755 <<"EOF" /bin/train\n#!/bin/sh\nEOF',
      'COPY --chmod=755 <<train /bin/\n#!/bin/sh\ntrain',
      'ADD --chmod=755 https://example.org/train /bin/train',
      'ADD programs.tar.gz /usr/local/bin/',
      'RUN ln -s /opt/main.py /usr/local/bin/train',
      'COPY made /usr/local/bin\nRUN chmod +x /usr/local/bin/train',
    ]) {
      assert.deepEqual(codes(instructions), [], instructions);
    }
  });

  it('are not there because they may be executed elsewhere, or something else is written', () => {
    assert.deepEqual(codes('COPY train /opt/x/\nRUN chmod +x /opt/x/train'), ['G1']);
    assert.deepEqual(codes('COPY <<EOF /bin/serve\n#!/bin/sh\nEOF'), ['G1']);
    // The file is called as its end is.
    assert.deepEqual(codes('COPY <<EOF /bin/\n#!/bin/sh\nEOF'), ['G1']);
  });

  it('need not be there where the definition names another one', () => {
    const algorithm = { TrainingImage: 'file://image', ContainerEntrypoint: ['/bin/sh'] };
    const disk = { '/car/car.training-job.json': JSON.stringify({ AlgorithmSpecification: algorithm }) };
    assert.deepEqual(codes('ENV A=1', disk), []);
    assert.deepEqual(codes('ENV A=1'), ['G1']);
  });

  it('may be executable by a mode in words', () => {
    assert.deepEqual(codes('COPY --chmod=u+x train /bin/'), []);
    assert.deepEqual(codes('COPY --chmod=$MODE train /bin/'), []);
    assert.deepEqual(codes('COPY --chmod=644 train /bin/', {}, ['/car/image/train']), ['G1']);
  });

  it('may be made executable by the script that builds', () => {
    const script = (name: string): Disk => ({
      '/car/build_and_push.sh': `chmod +x image/${name}\ndocker build image\n`,
    });
    assert.deepEqual(codes('COPY train /bin/', script('train')), []);
    assert.deepEqual(codes('COPY train /bin/', script('training')), ['G1']);
  });

  it('are looked for on PATH where the entry point has no folder, and in the working directory', () => {
    const disk = { '/car/image/run.sh': '#!/bin/sh\r\n' };
    assert.deepEqual(codes('COPY --chmod=755 run.sh /usr/bin/\nENTRYPOINT ["run.sh"]', disk), ['G2']);
    assert.deepEqual(codes('WORKDIR /app\nCOPY --chmod=755 run.sh ./\nENTRYPOINT ["./run.sh"]', disk), ['G2']);
  });

  it('are given to a shell by what only looks like a list', () => {
    const [found, ...more] = check("COPY train /bin/\nENTRYPOINT ['python', '/app/main.py']", {}, ['/car/image/train']);
    assert.deepEqual([found?.code, more], ['G5', []]);
    assert.equal(found?.replacement, 'ENTRYPOINT ["python", "/app/main.py"]');
    assert.deepEqual(codes('ENTRYPOINT ["/bin/sh", "-c", "[ -f x ] && exec python main.py"]'), []);
  });

  it('are told what is worse first', () => {
    const server = { '/car/image/train': '#!/bin/sh\ngunicorn --bind=127.0.0.1:8080 main:app\n' };
    const model = { '/car/car.model.json': JSON.stringify({ PrimaryContainer: { Image: 'file://image' } }) };
    const disk = { ...server, ...model, '/car/image/serve': server['/car/image/train'] };
    assert.deepEqual(codes('COPY --chmod=755 train serve /bin/', disk), ['G9', 'G21']);
  });
});
