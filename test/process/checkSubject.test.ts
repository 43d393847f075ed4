import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSubjects } from '../../src/local/check/checkSubject';
import { suiteFolder } from '../machine/suiteFolder';

const docker = 'FROM python:3.11-slim\n';
const model = (image: string, own: object = {}) =>
  JSON.stringify({ ModelName: 'cars', PrimaryContainer: { Image: image, ...own } });
const config = {
  EndpointConfigName: 'cars',
  ProductionVariants: [{ VariantName: 'main', ModelName: 'file://cars.model.json' }],
};

describe('what a check of a folder is about', () => {
  const root = suiteFolder('check-subjects');
  after(() => rmSync(root, { recursive: true, force: true }));

  const folders: readonly (readonly [what: string, files: Readonly<Record<string, string>>, checked: string])[] = [
    ['its Dockerfile', { Dockerfile: docker }, 'Dockerfile: '],
    [
      'its Dockerfile, though a definition names an image',
      { Dockerfile: docker, 'a.model.json': model('a:1') },
      'Dockerfile: ',
    ],
    [
      'what definitions build, where a Dockerfile beside it is for something else',
      { Dockerfile: docker, 'Dockerfile.sagemaker': docker, 'a.model.json': model('file://Dockerfile.sagemaker') },
      'Dockerfile.sagemaker: realtime',
    ],
    [
      'many models behind an endpoint',
      {
        'image/Dockerfile': docker,
        'models/a.tar.gz': '',
        'cars.model.json': model('file://image', { Mode: 'MultiModel', ModelDataUrl: 'file://models' }),
        'cars.endpoint-config.json': JSON.stringify(config),
      },
      'Dockerfile: multi-model',
    ],
  ];
  for (const [index, [what, files, checked]] of folders.entries())
    it(`is ${what}`, async () => {
      const subjects = await checkSubjects(write(String(index), files), root);
      const found = subjects.map(({ image, uses }) => {
        assert.ok(image.kind === 'build');
        return `${image.dockerfile}: ${[...uses].join()}`;
      });
      assert.deepEqual(found, [checked]);
    });

  it('is nothing, where the only definition is wrong, which is said', async () => {
    const folder = write('wrong', { 'image/Dockerfile': docker, 'a.model.json': model('file://absent') });
    await assert.rejects(checkSubjects(folder, root), { message: /absent/ });
  });

  it('is nothing, where there are several Dockerfiles with names and nobody says which', async () => {
    const folder = write('several', {
      'Dockerfile.a': docker,
      'b.Dockerfile': docker,
      'Dockerfile.a.dockerignore': '',
    });
    await assert.rejects(checkSubjects(folder, root), {
      code: 'check.target',
      message: /no file called Dockerfile, and no definition says which of Dockerfile\.a, b\.Dockerfile is meant/,
    });
  });

  function write(name: string, files: Readonly<Record<string, string>>): string {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, name, path, '..'), { recursive: true });
      writeFileSync(join(root, name, path), text);
    }
    return join(root, name);
  }
});
