import assert from 'node:assert/strict';
import type { EntryParts } from '../../../src/scaffold/generate/entryFiles';
import { findFacts } from '../../../src/scaffold/generate/folderFacts';
import { propose } from '../../../src/scaffold/generate/propose';
import { readParts } from '../../../src/scaffold/generate/readParts';
import { servers, type Piece } from './folderPieces';
import { folderOfPieces } from './randomFolders';
import { shippedLibrary } from './shippedTemplates';

const fit = 'def train_model(X, y):\n    return LogisticRegression().fit(X, y)\n';
const driver = 'import sagemaker\nrole = sagemaker.get_execution_role()\nestimator.fit({"train": "s3://a"})\n';
const notebook = JSON.stringify({ cells: [{ cell_type: 'code', source: [driver] }] });

describe('programs of a folder as people have it', () => {
  let parts: EntryParts = new Map();
  before(async () => {
    parts = await readParts(shippedLibrary);
  });

  const folders: readonly (readonly [what: string, pieces: Piece, entry: string, said: RegExp])[] = [
    [
      'the program rather than a function that takes rows',
      { 'train.py': fit, 'main.py': 'from train import *\nif __name__ == "__main__":\n    train_model(1, 2)\n' },
      'entrypoints/train',
      /^COMMAND = \["python3", "main\.py"\]$/m,
    ],
    [
      'paths that begin some folders above the program',
      {
        'src/models/train_model.py':
          'from pathlib import Path\nROOT = Path(__file__).resolve().parents[2]\nd = pd.read_csv(ROOT / "data" / "clean.csv")\njoblib.dump(d, ROOT / "models" / "m.joblib")\n',
        'data/clean.csv': '1\n',
      },
      'entrypoints/train',
      /^LINKS = \{"models": "model", "data": "input\/data\/train"\}$/m,
    ],
    [
      'switches, which take no value',
      {
        'train.py':
          'import argparse\np = argparse.ArgumentParser()\np.add_argument("--amp", action=argparse.BooleanOptionalAction, default=True)\np.parse_args()\n',
      },
      'entrypoints/train',
      /^FLAGS = \["amp"\]$/m,
    ],
    [
      'flags of absl',
      { 'train.py': 'from absl import app, flags\nflags.DEFINE_integer("steps", 1, "")\napp.run(print)\n' },
      'entrypoints/train',
      /^TAKES_ARGUMENTS = True$/m,
    ],
    [
      'an application that a package makes',
      {
        'app/__init__.py':
          'from flask import Flask\ndef create_app(config=None):\n    app = Flask(__name__)\n    @app.route("/predict", methods=["POST"])\n    def predict():\n        return ""\n    return app\n',
      },
      'entrypoints/routes___init__.py',
      /"app"[^]*create_app\(\)/,
    ],
    [
      'packages by the names that indexes have',
      { 'train.py': 'import absl, hydra, imblearn\nfrom google.colab import drive\nprint(1)\n' },
      'requirements.txt',
      /\nabsl-py\nhydra-core\nimbalanced-learn\n$/,
    ],
  ];
  for (const [what, pieces, entry, said] of folders)
    it(`finds ${what}`, () => {
      const { files } = propose(findFacts(folderOfPieces({ name: 'cars', pieces })), { answers: {} }, parts);
      assert.match(String(files.find(({ file }) => file.path === entry)?.file.content), said);
    });

  it('does not train with a notebook that starts jobs', () => {
    const folder = folderOfPieces({ name: 'cars', pieces: { 'train.ipynb': notebook, ...servers.handlers } });
    assert.equal(propose(findFacts(folder), { answers: {} }, parts).kind, 'serving');
  });
});
