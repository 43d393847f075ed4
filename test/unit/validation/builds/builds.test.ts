import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../../src/definitions/diagnostic';
import { validateFile } from '../../../../src/validation/files/validateFile';
import { coveredText } from '../../definitions/coveredText';
import { fakeFiles } from '../fakeFiles';
import { applyFix } from '../sparkml/applyFix';

function check(path: string, text: string): Promise<readonly Diagnostic[]> {
  return validateFile({ path, text }, { files: fakeFiles([]), style: 'posix', projectRootOf: () => '/car' });
}

const head = '#!/bin/sh\n# an image for SageMaker\n';
const script = (command: string) => `${head}${command}\n`;
const step = (inputs: readonly string[]) =>
  [
    'jobs:',
    '  sagemaker:',
    '    steps:',
    '      - uses: docker/build-push-action@v6',
    '        with:',
    ...inputs.map((line) => `          ${line}`),
    '',
  ].join('\n');

const bad: readonly (readonly [path: string, text: string, marked: string])[] = [
  ['/car/push.sh', script('docker buildx build --platform linux/amd64 -t "$uri" --push .'), '--push'],
  ['/car/push.sh', script('docker build -t "$uri" \\\n  --output type=image,push=true .'), 'type=image,push=true'],
  ['/car/push.sh', script('docker buildx build --provenance=false --sbom=true -t a --push .'), '--push'],
  [
    '/car/push.sh',
    script('docker buildx build --provenance false --platform linux/amd64,linux/arm64 -t a --push .'),
    '--push',
  ],
  [
    '/car/push.sh',
    script('docker buildx build --provenance=false -o type=registry,oci-mediatypes=true -t a .'),
    'type=registry,oci-mediatypes=true',
  ],
  ['/car/.github/workflows/image.yml', step(['push: true', 'tags: a']), 'push'],
  ['/car/.github/workflows/image.yml', step(['outputs: type=image,push=true']), 'outputs'],
  [
    '/car/.github/workflows/image.yml',
    'name: SageMaker image\njobs:\n  a:\n    steps:\n      - run: |\n          cd image\n          docker buildx build -t a --push .\n',
    '--push',
  ],
  [
    '/car/sagemaker/buildspec.yml',
    'phases:\n  build:\n    commands:\n      - docker buildx build -t $URI --push .\n',
    '--push',
  ],
];

const good: readonly (readonly [path: string, text: string])[] = [
  ['/car/push.sh', script('docker buildx build --provenance=false -t a --push .')],
  ['/car/push.sh', script('docker buildx build --provenance false --sbom false -t a --push .')],
  ['/car/push.sh', script('export BUILDX_NO_DEFAULT_ATTESTATIONS=1\ndocker buildx build -t a --push .')],
  ['/car/push.sh', script('docker buildx build "${build_args[@]}" -t a --push .')],
  ['/car/push.sh', script('docker buildx build -t a --load .\ndocker push a')],
  ['/car/push.sh', script('echo "docker buildx build --push"')],
  ['/car/push.sh', '#!/bin/sh\ndocker buildx build -t a --push .\n'],
  ['/car/.github/workflows/image.yml', step(['push: true', 'provenance: false'])],
  ['/car/.github/workflows/image.yml', step(['push: ${{ inputs.push }}'])],
  ['/car/.github/workflows/image.yml', step(['load: true'])],
];

describe('what pushes an image', () => {
  for (const [path, text, marked] of bad) {
    it(`is told where SageMaker may not take it: ${text.split('\n').at(-2) ?? ''}`, async () => {
      const found = await check(path, text);
      assert.deepEqual(
        found.map(({ code, severity, range }) => [code, severity, coveredText(text, range)]),
        [['G4', 'warning', marked]],
      );
    });
  }

  for (const [path, text] of good) {
    it(`is right: ${text.split('\n').at(-2) ?? ''}`, async () => {
      assert.deepEqual(await check(path, text), []);
    });
  }

  it('is repaired by leaving attestations out', async () => {
    for (const [path, text] of [bad[0], bad[7], bad[8]].flatMap((one) => (one ? [one] : []))) {
      const [fix] = (await check(path, text))[0]?.fixes ?? [];
      assert.ok(fix);
      const repaired = applyFix(text, fix);
      assert.match(repaired, /build --provenance=false/);
      assert.deepEqual(await check(path, repaired), []);
    }
  });
});
