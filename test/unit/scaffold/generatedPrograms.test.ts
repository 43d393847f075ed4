import assert from 'node:assert/strict';
import { AppError } from '../../../src/contract/appError';
import type { EntryParts } from '../../../src/scaffold/generate/files/entryFiles';
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
      'a class, and the file that it is made with',
      {
        'inference.py':
          'import pickle\nclass Model:\n    def __init__(self, w):\n        self.w = w\n    @classmethod\n    def load(cls, path="models/w.pkl"):\n        with open(path, "rb") as f:\n            return cls(pickle.load(f))\n    def predict(self, x: dict):\n        return self.w\n',
        'models/w.pkl': '',
      },
      'entrypoints/serve',
      /^CLASS = "Model"\n[^]*^FUNCTIONS = \{"make": "load", "predict": "predict"\}\n[^]*^TAKES = \{"make": "file"\}\n[^]*^MODEL_FILE = "w\.pkl"$/m,
    ],
    [
      'a class that is made first, and then loads',
      {
        'src/scorer.py':
          'class ChurnScorer:\n    def __init__(self, threshold=0.5):\n        self.t = threshold\n    def load(self, model_dir):\n        pass\n    def score(self, rows):\n        return rows\n',
      },
      'entrypoints/serve',
      /^CLASS = "ChurnScorer"\n[^]*^FUNCTIONS = \{"load": "load", "predict": "score"\}\n[^]*^TAKES = \{"load": "folder"\}$/m,
    ],
    [
      'a model that a module loads by itself',
      {
        'train.py': 'import joblib\njoblib.dump(1, "models/m.joblib")\nif __name__ == "__main__":\n    print(1)\n',
        'predict.py': 'import joblib\nmodel = joblib.load("models/m.joblib")\ndef predict(rows):\n    return rows\n',
      },
      'entrypoints/serve',
      /^TAKES = \{\}\n[^]*^LINKS = \["models\/m\.joblib"\]$/m,
    ],
    [
      'words that Hydra changes',
      {
        'train.py':
          'import hydra\n@hydra.main(version_base=None, config_path="conf", config_name="config")\ndef main(cfg):\n    pass\nmain()\n',
        'conf/config.yaml':
          'defaults:\n  - net: small\nseed: 1\ndata:\n  path: data/a.csv\nout_dir: models\nnote: ${seed}\n',
        'conf/net/small.yaml': 'width: 8\n',
      },
      'entrypoints/train',
      /^ASSIGNS = True\n[^]*^PLACES = \{"data\.path": "input\/data\/train\/a\.csv", "out_dir": "model"\}$/m,
    ],
    [
      'options of one letter with two dashes',
      {
        'train.py':
          'import argparse\np = argparse.ArgumentParser()\np.add_argument("--C", type=float, default=1.0)\np.add_argument("-n", type=int, default=1)\np.parse_args()\n',
      },
      'entrypoints/train',
      /^LONG = \["C"\]$/m,
    ],
    [
      'what a Makefile starts a program with',
      {
        Makefile: 'train:\n\tpython -m pkg.main --config configs/base.yaml \\\n\t  --unknown $(X)\n',
        'pkg/__init__.py': '',
        'pkg/main.py':
          'import argparse\np = argparse.ArgumentParser()\np.add_argument("--config", required=True)\na = p.parse_args()\nmodel.fit(a)\n',
      },
      'cars.training-job.json',
      /"config": "configs\/base\.yaml"/,
    ],
    [
      'a function that is installed as a program',
      {
        'pyproject.toml':
          '[project]\nname = "f"\nversion = "1"\ndependencies = []\n[project.scripts]\nf-train = "f.commands:go"\n',
        'src/f/__init__.py': '',
        'src/f/commands.py':
          'import argparse\ndef go(argv=None):\n    p = argparse.ArgumentParser()\n    p.add_argument("--horizon", type=int, default=7)\n    p.parse_args(argv)\n',
      },
      'cars.training-job.json',
      /"HyperParameters": \{\s*"horizon": "7"\s*\}/,
    ],
    [
      'folders that a program lists',
      {
        'train.py':
          'from pathlib import Path\nimport glob\nfiles = sorted(Path("data").glob("*.csv")) + glob.glob("images/*/*.png")\nif __name__ == "__main__":\n    print(files)\n',
        'data/a.csv': '1\n',
      },
      'entrypoints/train',
      /^LINKS = \{"data": "input\/data\/train", "images": "input\/data\/train"\}$/m,
    ],
    [
      'the main class of an archive that does not name it',
      {
        'pom.xml': '<project><artifactId>a</artifactId></project>\n',
        'src/main/java/org/a/Trainer.java':
          'package org.a;\nclass Trainer { public static void main(String[] a) {} }\n',
      },
      'entrypoints/train',
      /^COMMAND = \["java", "-XX:-UseContainerSupport", "-cp", "app\.jar:lib\/\*", "org\.a\.Trainer"\]$/m,
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

  const unusable: readonly (readonly [what: string, pieces: Piece, said: RegExp])[] = [
    ['pages for people', { 'app.py': 'import streamlit as st\nst.title("x")\n' }, /Streamlit.*model_fn\(model_dir\)/],
    [
      'handlers of TensorFlow Serving',
      { 'inference.py': 'def handler(data, context):\n    return data.read(), "text/csv"\n' },
      /TensorFlow Serving.*model_fn\(model_dir\)/,
    ],
    ['those of TorchServe', { 'model.py': 'def handle(data, context):\n    return data\n' }, /TorchServe/],
    ['Gradle', { 'build.gradle': "plugins { id 'application' }\n" }, /shadowJar.*build\/libs/],
    [
      'a class that needs more',
      {
        'predict.py':
          'class P:\n    def __init__(self, config):\n        pass\n    def predict(self, x):\n        pass\n',
      },
      /P, which needs config.*predict_fn\(data, model\), which calls its predict\(\)/,
    ],
  ];
  for (const [what, pieces, said] of unusable)
    it(`says what to write for ${what}`, () => {
      assert.throws(
        () => propose(findFacts(folderOfPieces({ name: 'cars', pieces })), { answers: {} }, parts),
        (error) => error instanceof AppError && error.code === 'scaffold.nothing' && said.test(error.action),
      );
    });

  it('does not train with a notebook that starts jobs', () => {
    const folder = folderOfPieces({ name: 'cars', pieces: { 'train.ipynb': notebook, ...servers.handlers } });
    assert.equal(propose(findFacts(folder), { answers: {} }, parts).kind, 'serving');
  });
});
