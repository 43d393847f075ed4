import type { Piece } from '../../../unit/scaffold/folderPieces';

/** Rows of flowers, as people keep them: names, words among numbers, one column to learn. */
export const flowers = `sepal_length,sepal_width,petal_length,petal_width,garden,species
5.1,3.5,1.4,0.2,north,setosa
4.9,3.0,1.4,0.2,south,setosa
4.7,3.2,1.3,0.2,north,setosa
7.0,3.2,4.7,1.4,south,versicolor
6.4,3.2,4.5,1.5,north,versicolor
6.9,3.1,4.9,1.5,south,versicolor
6.3,3.3,6.0,2.5,north,virginica
5.8,2.7,5.1,1.9,south,virginica
7.1,3.0,5.9,2.1,north,virginica
`;

const plainFlowers = flowers.replaceAll(/,(?:north|south|garden)(?=,)/g, '');

/** A pipeline of scikit-learn over its own table. */
export const pipeline: Piece = {
  'requirements.txt': 'scikit-learn==1.5.2\npandas==2.2.3\n',
  'data/flowers.csv': flowers,
  'train.py': `import joblib
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMERIC = ["sepal_length", "sepal_width", "petal_length", "petal_width"]

df = pd.read_csv("data/flowers.csv")
X, y = df.drop(columns=["species"]), df["species"]
columns = ColumnTransformer([("numbers", StandardScaler(), NUMERIC), ("words", OneHotEncoder(handle_unknown="ignore"), ["garden"])])
model = make_pipeline(columns, LogisticRegression(max_iter=200))
model.fit(X, y)
print(f"accuracy: {model.score(X, y):.3f}")
joblib.dump(model, "model.joblib")
`,
};

/** An API with a data class, a health check and a router in another file. */
export const fastApi: Piece = {
  'requirements.txt': 'fastapi==0.115.5\npydantic==2.10.2\n',
  'app/__init__.py': '',
  'app/main.py': `import json
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from app.routers import flowers


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.names = json.loads(Path("app/names.json").read_text())
    yield


app = FastAPI(title="Flowers", lifespan=lifespan)
app.include_router(flowers.router, prefix="/v1")


@app.get("/health")
def health():
    return {"status": "ok"}
`,
  'app/names.json': '["setosa", "virginica"]\n',
  'app/routers/__init__.py': '',
  'app/routers/flowers.py': `from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

router = APIRouter(prefix="/flowers", tags=["flowers"])


class Flower(BaseModel):
    petal_length: float = Field(gt=0)
    petal_width: float
    garden: str = "north"


@router.post("/predict")
def predict(flower: Flower, request: Request):
    return {"species": request.app.state.names[int(flower.petal_length > 4)]}
`,
  Makefile: 'run:\n\tuvicorn app.main:app --reload\n',
};

/** An application that is made by a function, and that reads a model which lies beside it. */
export const flask: Piece = {
  'requirements.txt': 'Flask==3.1.0\n',
  'app.py': `import json

from flask import Flask, jsonify, request


def create_app():
    app = Flask(__name__)
    with open("weights.json") as file:
        weights = json.load(file)

    @app.route("/healthz")
    def healthz():
        return "ok"

    @app.route("/predict", methods=["POST"])
    def predict():
        rows = request.get_json()["instances"]
        return jsonify(predictions=[sum(w * x for w, x in zip(weights, row)) for row in rows])

    return app


if __name__ == "__main__":
    create_app().run(debug=True)
`,
  'weights.json': '[0.5, 0.25, 0.125]\n',
};

/** Functions that load and predict, without a server. */
export const predictor: Piece = {
  'requirements.txt': 'numpy==2.1.3\n',
  'predict.py': `import os

import numpy as np


def load_model(model_dir):
    path = os.path.join(model_dir, "weights.npy")
    return np.load(path) if os.path.exists(path) else np.ones(3)


def predict(model, rows):
    return np.asarray(rows, dtype=float) @ model
`,
  'train.py': `import argparse
import os

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--learning-rate", type=float, default=0.05)
parser.add_argument("--epochs", type=int, default=20)
parser.add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN", "data"))
parser.add_argument("--model-dir", default=os.environ.get("SM_MODEL_DIR", "."))


def main():
    args = parser.parse_args()
    table = np.concatenate([np.loadtxt(os.path.join(args.train, name), delimiter=",", skiprows=1, ndmin=2) for name in os.listdir(args.train)])
    x, y = table[:, :-1], table[:, -1]
    w = np.zeros(x.shape[1])
    for epoch in range(args.epochs):
        w -= args.learning_rate * x.T @ (x @ w - y) / len(y)
        print(f"epoch={epoch} loss={np.mean((x @ w - y) ** 2):.4f}")
    np.save(os.path.join(args.model_dir, "weights.npy"), w)


if __name__ == "__main__":
    main()
`,
  'data/rows.csv': 'a,b,c,target\n0.1,0.2,0.3,1\n0.3,0.2,0.1,0\n0.5,0.1,0.9,1\n',
};

const cell = (source: string, tags: readonly string[] = []) => ({
  cell_type: 'code',
  execution_count: null,
  metadata: { tags },
  outputs: [],
  source: source.split(/(?<=\n)/),
});

/** A notebook from its cells. */
export function notebook(...cells: readonly (string | { readonly text: string })[]): string {
  return JSON.stringify({
    cells: cells.map((one) =>
      typeof one === 'string' ? cell(one) : { cell_type: 'markdown', metadata: {}, source: [one.text] },
    ),
    metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** A notebook that trains and saves, as it was written in a browser. */
export const notebookFolder: Piece = {
  'data/flowers.csv': plainFlowers,
  'Train flowers.ipynb': notebook(
    { text: '# Flowers' },
    '%pip install -q scikit-learn pandas joblib\n%matplotlib inline',
    'import pandas as pd\nimport joblib\nfrom sklearn.ensemble import RandomForestClassifier\n\ndf = pd.read_csv("data/flowers.csv")\ndf.head()',
    'y = df.pop("species")\nmodel = RandomForestClassifier(n_estimators=10)\nmodel.fit(df, y)',
    '!ls -la\njoblib.dump(model, "flowers.joblib")',
  ),
};

/** A package with pyproject.toml, below src, with a command of its own. */
export const pyproject: Piece = {
  'pyproject.toml': `[build-system]
requires = ["setuptools>=69"]
build-backend = "setuptools.build_meta"

[project]
name = "flower-trainer"
version = "0.1.0"
requires-python = ">=3.10"
dependencies = ["numpy>=1.26", "pyyaml"]

[project.optional-dependencies]
dev = ["pytest"]

[project.scripts]
flower-train = "flower_trainer.train:main"
`,
  'README.md': '# Flowers\n',
  'src/flower_trainer/__init__.py': '',
  'src/flower_trainer/data.py': `from pathlib import Path

import numpy as np


def read(folder):
    return np.concatenate([np.loadtxt(path, delimiter=",", ndmin=2) for path in sorted(Path(folder).glob("*.csv"))])
`,
  'src/flower_trainer/settings.yaml': 'rate: 0.1\n',
  'src/flower_trainer/train.py': `"""Train."""
import os
from pathlib import Path

import numpy as np
import yaml

from .data import read


def main() -> None:
    settings = yaml.safe_load((Path(__file__).parent / "settings.yaml").read_text())
    table = read(os.environ["SM_CHANNEL_TRAINING"])
    weights = np.linalg.pinv(table[:, :-1]) @ table[:, -1] * settings["rate"]
    np.savetxt(Path(os.environ["SM_MODEL_DIR"]) / "weights.csv", weights)


if __name__ == "__main__":
    main()
`,
  'src/flower_trainer/inference.py': `from pathlib import Path

import numpy as np


def model_fn(model_dir):
    return np.loadtxt(Path(model_dir) / "weights.csv", ndmin=1)


def predict_fn(data, model):
    return np.asarray(data, dtype=float)[:, : len(model)] @ model
`,
  'tests/test_train.py': 'def test_nothing():\n    pass\n',
};

export const pipfile: Piece = {
  Pipfile: `[packages]
python-slugify = "*"

[dev-packages]
pytest = "*"

[requires]
python_version = "3.11"
`,
  'serve.py': `import json

from slugify import slugify


def load_model(folder):
    return "-"


def predict(model, data):
    return [slugify(" ".join(map(str, row)), separator=model) for row in data]
`,
};

export const processing: Piece = {
  'requirements.txt': 'pandas==2.2.3\n',
  'preprocess.py': `import argparse
import pathlib

import pandas as pd

parser = argparse.ArgumentParser()
parser.add_argument("--input-path", type=str, default="/opt/ml/processing/input")
parser.add_argument("--output-path", type=str, default="/opt/ml/processing/output")
parser.add_argument("--test-size", type=float, default=0.2)

if __name__ == "__main__":
    args = parser.parse_args()
    frame = pd.concat(pd.read_csv(path) for path in pathlib.Path(args.input_path).glob("*.csv"))
    cut = int(len(frame) * (1 - args.test_size))
    for name, part in (("train", frame[:cut]), ("test", frame[cut:])):
        folder = pathlib.Path(args.output_path) / name
        folder.mkdir(parents=True, exist_ok=True)
        part.to_csv(folder / f"{name}.csv", index=False)
`,
  'data/raw/flowers.csv': flowers,
};

/** Poetry with groups, and a package beside pyproject.toml. */
export const poetry: Piece = {
  'pyproject.toml': `[tool.poetry]
name = "sums"
version = "0.1.0"
description = ""
authors = ["Somebody <somebody@example.com>"]
readme = "README.md"

[tool.poetry.dependencies]
python = "^3.10"
numpy = "^2.0"

[tool.poetry.group.dev.dependencies]
pytest = "^8.0"
black = "*"

[build-system]
requires = ["poetry-core"]
build-backend = "poetry.core.masonry.api"
`,
  'README.md': '# Sums\n',
  'sums/__init__.py': '',
  'sums/train.py': `import json
import os

import numpy as np

from sums.files import model_dir


def train(learning_rate: float = 0.1, seed: int = 7):
    channel = os.environ.get("SM_CHANNEL_TRAIN", "data/train")
    rows = np.concatenate([np.loadtxt(f"{channel}/{name}", delimiter=",", ndmin=2) for name in os.listdir(channel)])
    with open(os.path.join(model_dir(), "model.json"), "w") as file:
        json.dump({"mean": float(rows.mean()), "rate": learning_rate, "seed": seed}, file)
`,
  'sums/files.py': `import os


def model_dir():
    return os.environ.get("SM_MODEL_DIR", "model")
`,
  'data/train/rows.csv': '1,2\n3,4\n',
};
