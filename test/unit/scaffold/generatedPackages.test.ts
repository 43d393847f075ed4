import assert from 'node:assert/strict';
import type { EntryParts } from '../../../src/scaffold/generate/files/entryFiles';
import { findFacts } from '../../../src/scaffold/generate/folderFacts';
import { propose } from '../../../src/scaffold/generate/propose';
import type { Proposal } from '../../../src/scaffold/generate/proposal';
import { readParts } from '../../../src/scaffold/generate/readParts';
import { runnable, type Piece } from './folderPieces';
import { folderOfPieces } from './randomFolders';
import { shippedLibrary } from './shippedTemplates';

const webApplication: Piece = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' };

describe('packages in an image for what is in a folder', () => {
  let parts: EntryParts = new Map();
  before(async () => {
    parts = await readParts(shippedLibrary);
  });
  const proposalFor = (pieces: Piece): Proposal =>
    propose(findFacts(folderOfPieces({ name: 'cars', pieces })), { answers: {} }, parts);
  const fileIn = ({ files }: Proposal, path: string): string =>
    String(files.find(({ file }) => file.path === path)?.file.content);

  it('installs what setup.cfg lists where nothing could install the folder itself', () => {
    const setup = {
      'setup.cfg':
        '[flake8]\ninstall_requires = no\n[options]\nInstall-Requires =\n\tnumpy>=2\n\n    # why not\n    toolz  # why\n\n; or\n    idna\npython_requires: >=3.12\n',
    };
    const alone = proposalFor({ ...runnable.kept, ...setup });
    assert.match(fileIn(alone, 'requirements.txt'), /\nnumpy>=2\ntoolz\nidna\n$/);
    assert.match(fileIn(alone, 'Dockerfile'), /^ARG BASE_IMAGE=python:3\.12-slim$/m);
    assert.match(alone.found.join('\n'), /^setup\.cfg lists numpy>=2, toolz, idna, and nothing installs/m);
    const code = 'from setuptools import setup\nsetup(install_requires=["lightgbm"])\n';
    const whole = proposalFor({ ...runnable.kept, ...setup, 'setup.py': code });
    assert.match(fileIn(whole, 'Dockerfile'), /--no-install-recommends libgomp1 [^]*pip install --no-cache-dir \.$/m);
  });

  const uvMember = { 'libs/own/pyproject.toml': '[project]\nname = "own"\n', 'libs/own/README.md': '' };
  const uvProject = '[project]\nname = "a"\ndependencies = ["own"]\n[tool.uv.sources]\n';
  const builds: readonly (readonly [what: string, pieces: Piece, dockerfile: RegExp, ignore: string])[] = [
    [
      'an archive of its own',
      { 'requirements.txt': './wheels/own.whl\n', 'wheels/own.whl': 'PK' },
      /COPY \. [^]*\nRUN python3 -m pip install --no-cache-dir --requirement requirements\.txt$/m,
      '!wheels/own.whl',
    ],
    [
      'members of a workspace',
      {
        'pyproject.toml': `${uvProject}own = { workspace = true }\n[tool.uv.workspace]\nmembers = ["libs/*"]\n`,
        'uv.lock': '',
        ...uvMember,
      },
      /COPY \. [^]*cd \/opt\/program && uv export --frozen --no-dev --all-packages /,
      '!libs/own/**',
    ],
    [
      'packages that only uv knows the place of',
      { 'pyproject.toml': `${uvProject}own = { path = "libs/own" }\n`, ...uvMember },
      /COPY \. [^]*cd \/opt\/program && uv pip install --system --no-cache --requirement pyproject\.toml$/m,
      '!libs/own/**',
    ],
    [
      'an environment that includes a list',
      {
        'environment.yml': 'dependencies:\n  - pytorch\n  - pip:\n    - -r requirements.txt\n',
        'requirements.txt': 'idna\n',
      },
      /^COPY environment\.yml requirements\.txt \/opt\/install\/$[^]*conda env create /m,
      '!requirements.txt',
    ],
    [
      'a server on an old Python',
      { ...webApplication, 'requirements.txt': 'flask\n', '.python-version': 'own-name\n3.9.1\n' },
      /^ARG BASE_IMAGE=python:3\.9-slim$[^]* install --no-cache-dir gunicorn$/m,
      '!requirements.txt',
    ],
    [
      'a Python that nothing has any more',
      { 'setup.py': 'setup(python_requires=">=2.7,<3")\n' },
      /^ARG BASE_IMAGE=python:3\.11-slim$/m,
      '!setup.py',
    ],
  ];
  for (const [what, pieces, dockerfile, ignore] of builds)
    it(`builds ${what}`, () => {
      const proposal = proposalFor({ ...runnable.kept, ...pieces });
      assert.match(fileIn(proposal, 'Dockerfile'), dockerfile);
      assert.ok(fileIn(proposal, '.dockerignore').split('\n').includes(ignore));
    });

  it('says that a Python is too old for any image', () => {
    const { reasons } = proposalFor({ ...runnable.kept, 'setup.py': 'setup(python_requires=">=2.7,<3")\n' });
    assert.match(reasons.join('\n'), /of which there is no image known here/);
  });

  it('says what of a list lies outside and which folder holds both, and finds the lists of the programs that are chosen', () => {
    const mono = {
      'a/train.py': 'SM_MODEL_DIR = 1\nprint(1)\n',
      'a/requirements.txt': '-e ../common\n',
      'b/requirements.txt': 'flask\n',
      'common/setup.py': '',
    };
    const whole = proposalFor(mono);
    assert.match(fileIn(whole, 'Dockerfile'), /^RUN cd a && python3 -m pip install .* requirements\.txt$/m);
    assert.ok(fileIn(whole, '.dockerignore').includes('\n!common/**\n'));
    const part = folderOfPieces({
      name: 'a',
      pieces: { 'train.py': mono['a/train.py'], 'requirements.txt': '-e ../common\n' },
    });
    const said = (above: readonly string[]): string =>
      propose(findFacts({ ...part, above }), { answers: {} }, parts).reasons.join('\n');
    assert.match(
      said(['repo']),
      /names \.\.\/common, which .*: sagemaker-containers generate \.\. --kind training --set train=a\/train\.py$/m,
    );
    assert.match(said([]), /names \.\.\/common, which .*: generate for the folder above\.$/m);
  });
});
