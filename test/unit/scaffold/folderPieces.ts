/** A piece of somebody's folder: files by path. */
export type Piece = Readonly<Record<string, string>>;

/** Programs that run with nothing but Python and sh, on rows of numbers, and save `model.json` as their model. */
export const runnable = {
  argparse: {
    'train.py': `import argparse, json, os
parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=3)
parser.add_argument("--rate", type=float, required=True)
parser.add_argument("--verbose", action="store_true")
parser.add_argument("--data-dir", default="data")
parser.add_argument("--model-dir", default=os.environ.get("SM_MODEL_DIR"))
args = parser.parse_args()
paths = [os.path.join(folder, name) for folder, _, names in os.walk(args.data_dir) for name in names]
rows = [line for path in paths for line in open(path)]
assert rows and args.epochs == 3 and args.rate == 0.1, (rows, args)
json.dump({"rows": len(rows)}, open(os.path.join(args.model_dir, "model.json"), "w"))
`,
  },
  environment: {
    'src/train.py': `import json, os
from helper import count

def main():
    rows = count(os.environ["SM_CHANNEL_TRAINING"])
    with open(os.environ["SM_MODEL_DIR"] + "/model.json", "w") as file:
        json.dump({"rows": rows, "hps": json.loads(os.environ["SM_HPS"])}, file)

if __name__ == "__main__":
    main()
`,
    'src/helper.py': `import os

def count(folder):
    return sum(1 for name in os.listdir(folder) for _ in open(os.path.join(folder, name)))
`,
  },
  paths: {
    'train.py': `import csv, json, os
with open("data/rows.csv") as file:
    rows = list(csv.reader(file))
os.makedirs("models", exist_ok=True)
with open("models/model.json", "w") as file:
    json.dump({"rows": len(rows)}, file)
print("done")
`,
  },
  kept: {
    'main.py': `import json
class Model:
    def fit(self, rows):
        self.rows = len(rows)
rows = open("rows.csv").read().splitlines()
model = Model()
model.fit(rows)
json.dump({"rows": model.rows}, open("model.json", "w"))
`,
  },
  function: {
    'train.py': `import json
import os

def train(train_dir, model_dir, epochs=5, name="linear"):
    assert epochs == 5 and name == "linear"
    rows = sum(1 for path in os.listdir(train_dir) for _ in open(f"{train_dir}/{path}"))
    with open(f"{model_dir}/model.json", "w") as file:
        json.dump({"rows": rows}, file)
`,
  },
  package: {
    'trainer/__init__.py': '',
    'trainer/count.py': 'def count(lines):\n    return len(list(lines))\n',
    'trainer/train.py': `import json
import os
from .count import count

folder = os.environ["SM_CHANNEL_TRAIN"]
rows = sum(count(open(os.path.join(folder, name))) for name in os.listdir(folder))
json.dump({"rows": rows}, open(os.path.join(os.environ["SM_MODEL_DIR"], "model.json"), "w"))
`,
  },
  notebook: {
    'train.ipynb': JSON.stringify({
      cells: [
        { cell_type: 'markdown', source: ['# Train'] },
        { cell_type: 'code', metadata: { tags: ['parameters'] }, source: ['epochs = 1\n', '%matplotlib inline'] },
        { cell_type: 'code', metadata: {}, source: ['%%writefile counted.py\n', 'count = 1\n'] },
        { cell_type: 'code', metadata: {}, source: ['%%bash\n', 'exit 3\n'] },
        {
          cell_type: 'code',
          metadata: {},
          source: [
            'text = """\n',
            '!kept\n',
            '"""\n',
            '%env ROWS = 1\n',
            '%time epochs = epochs % \\\n',
            '  2\n',
            'text?',
          ],
        },
        {
          cell_type: 'code',
          metadata: {},
          source: [
            'import counted, json, os\n',
            'assert epochs == counted.count == int(os.environ["ROWS"]) and "!kept" in text\n',
            'json.dump({"rows": epochs}, open(os.environ["SM_MODEL_DIR"] + "/model.json", "w"))',
          ],
        },
      ],
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    }),
  },
  words: {
    'train.py': `import json, os, sys
data, out = sys.argv[1], sys.argv[2]
epochs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
rows = [line for name in os.listdir(data) for line in open(os.path.join(data, name))]
assert rows and epochs == 3 and len(sys.argv) == 4, sys.argv
os.makedirs(out, exist_ok=True)
json.dump({"rows": len(rows)}, open(os.path.join(out, "model.json"), "w"))
`,
  },
  shell: {
    'train.sh': '#!/bin/sh\necho "{\\"rows\\": 1}" > "$SM_MODEL_DIR/model.json"\n',
  },
  own: {
    train:
      '#!/bin/sh\nmkdir -p "${SAGEMAKER_BASE_DIR:-/opt/ml}/model"\necho "{}" > "${SAGEMAKER_BASE_DIR:-/opt/ml}/model/model.json"\n',
  },
} as const satisfies Readonly<Record<string, Piece>>;

/** Programs that serve such a model, and need nothing but Python. */
export const servers = {
  handlers: {
    'inference.py': `import json, os

def model_fn(model_dir):
    return json.load(open(os.path.join(model_dir, "model.json")))

def input_fn(body, content_type):
    if content_type != "text/csv":
        raise ValueError(content_type)
    return [line.split(",") for line in body.decode().splitlines()]

def predict_fn(data, model):
    return [len(row) for row in data]

def output_fn(prediction, accept):
    return json.dumps(prediction), "application/json"
`,
  },
  loader: {
    'inference.py': `import json, os

class Counter:
    def __init__(self, path):
        with open(path) as file:
            self.values = json.load(file)

    def predict(self, rows):
        return [len(row) for row in rows]

def model_fn(model_dir):
    return Counter(os.path.join(model_dir, "model.json"))
`,
  },
  plain: {
    'predict.py': `import json

def load_model(path):
    return json.load(open(path + "/model.json"))

def predict(model, rows):
    return {"rows": len(rows), "model": model}
`,
  },
  object: {
    'predict.py': `import json, os

class Predictor:
    def __init__(self, model_dir, scale=2):
        with open(os.path.join(model_dir, "model.json")) as file:
            self.model = json.load(file)
        self.scale = scale

    def predict(self, rows):
        return {"rows": len(rows) * self.scale, "model": self.model}
`,
  },
  server: {
    'serve.py': `import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        self.answer(200 if self.path == "/ping" else 404)
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200 if self.path == "/invocations" else 404)
    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

ThreadingHTTPServer(("0.0.0.0", int(os.environ.get("SAGEMAKER_BIND_TO_PORT", "8080"))), Handler).serve_forever()
`,
  },
} as const satisfies Readonly<Record<string, Piece>>;

/** Programs that process rows, and need nothing but Python. */
export const processors = {
  arguments: {
    'process.py': `import argparse, shutil
parser = argparse.ArgumentParser()
parser.add_argument("--input-dir", default="in")
parser.add_argument("--output-dir", default="out")
args = parser.parse_args()
shutil.copytree(args.input_dir, args.output_dir, dirs_exist_ok=True)
`,
  },
  paths: {
    'preprocess.py': `rows = open("raw/rows.csv").read()
with open("clean.csv", "w") as file:
    file.write(rows)
`,
    'raw/rows.csv': '1,2\n3,4\n',
  },
} as const satisfies Readonly<Record<string, Piece>>;

/** Programs of which only the files are looked at here. */
export const others = {
  train: [
    {
      'train.R':
        'library(jsonlite)\nlibrary(notInDebian)\nsaveRDS(lm(a ~ b, data.frame(a = 1:3, b = 1:3)), "model.rds")\n',
    },
    {
      'train.py':
        'import torch\nmodel = torch.nn.Linear(2, 1).to("cuda")\nif __name__ == "__main__":\n    torch.save(model, "out/model.pt")\n',
    },
    {
      'src/app/train_model.py':
        'from sklearn.linear_model import LinearRegression\nimport joblib\njoblib.dump(LinearRegression().fit([[1]], [1]), "model.joblib")\n',
      'src/app/__init__.py': '',
    },
    {
      'pom.xml':
        '<project><artifactId>a</artifactId><properties><java.version>17</java.version></properties></project>\n',
      'src/main/java/Main.java': 'class Main {}\n',
    },
    { train: 'no first line\n' },
    { train: '#!/bin/sh\r\necho broken\r\n' },
    { 'train.py': 'def (broken\n' },
    { 'my train.py': 'print(1)\n', 'training.py': 'import click\n@click.command()\ndef main():\n    pass\nmain()\n' },
  ],
  serve: [
    {
      'app.py':
        'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/health")\ndef health():\n    return {}\n@app.post("/predict")\ndef predict(body: dict):\n    return body\n',
    },
    {
      'api/main.py':
        'from fastapi import FastAPI\nimport joblib\nmodel = joblib.load("model.joblib")\napp = FastAPI()\n@app.get("/ping")\ndef ping():\n    return {}\n@app.post("/invocations")\ndef run():\n    return {}\n',
    },
    {
      'server.py':
        'from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    @app.route("/score", methods=["POST"])\n    def score():\n        return "1"\n    return app\n',
    },
    { 'plumber.R': 'library(plumber)\n#* @get /ping\nfunction() "ok"\n#* @post /invocations\nfunction(req) 1\n' },
    {
      'pom.xml':
        '<project><dependencies><dependency><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>\n',
    },
    { 'app.jar': 'PK' },
    { serve: '#!/usr/bin/env python3\nimport os\nprint(os.environ.get("SAGEMAKER_BIND_TO_PORT"))\n' },
    {
      'inference.py':
        'import tensorflow as tf\ndef model_fn(d):\n    return tf.keras.models.load_model(d)\ndef transform_fn(model, body, kind, accept):\n    return body\n',
    },
  ],
  process: [
    { 'prepare.ipynb': '{"cells": [{"cell_type": "code", "source": ["print(1)"]}], "metadata": {}}' },
    {
      'preprocessing.R':
        'x <- read.csv("/opt/ml/processing/raw/a.csv")\nwrite.csv(x, "/opt/ml/processing/clean/a.csv")\n',
    },
    { 'evaluate.sh': '#!/bin/bash\necho "$@"\n' },
  ],
} as const satisfies Readonly<Record<string, readonly Piece[]>>;

/** What says how packages are installed, well and badly. */
export const lists: readonly Piece[] = [
  {},
  { 'requirements.txt': 'numpy==2.1.0\nlightgbm>=4\n# comment\n-r extra.txt\n', 'extra.txt': 'pandas\n' },
  { 'requirements.txt': '--extra-index-url https://example.org/whl/cu121\ntorch==2.4.0+cu121\n' },
  { 'requirements.txt': '-e .\nopencv-python\n', 'setup.py': 'from setuptools import setup\nsetup(name="a")\n' },
  { 'requirements/base.txt': 'git+https://example.org/a.git#egg=a\n', 'requirements/dev.txt': 'pytest\n' },
  { 'requirements.txt': 'cupy-cuda12x\nfastapi\nuvicorn[standard]\n' },
  { 'requirements.txt': 'deepspeed\nflask\ngunicorn\n' },
  {
    'pyproject.toml':
      '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "trainer"\nrequires-python = ">=3.10,<3.13"\ndependencies = ["numpy"]\n',
  },
  {
    'pyproject.toml': '[tool.poetry]\nname = "a"\n[tool.poetry.dependencies]\npython = "^3.12"\nxgboost = "*"\n',
    'poetry.lock': '',
  },
  {
    'pyproject.toml': '[project]\nname = "a"\ndependencies = []\n',
    'uv.lock': 'version = 1\n',
    '.python-version': '3.12.4\n',
  },
  { 'pyproject.toml': '[project\nbroken', 'requirements.txt': 'scipy\n' },
  { Pipfile: '[packages]\nrequests = "*"\n', 'Pipfile.lock': '{}' },
  { 'environment.yml': 'name: a\ndependencies:\n  - python=3.11\n  - numpy\n  - pip:\n      - torch\n' },
  { 'setup.cfg': '[metadata]\nname = a\n' },
  { 'renv.lock': '{}' },
  { DESCRIPTION: 'Package: a\nImports: jsonlite\n' },
];

/** What else lies about. */
export const rest: readonly Piece[] = [
  { Dockerfile: 'FROM ubuntu:22.04\nCMD echo mine\n' },
  { '.dockerignore': '*.md\n' },
  { 'data/rows.csv': '1,2\n3,4\n' },
  { 'data/train/a.csv': '1,2\n', 'data/validation/b.csv': '3,4\n' },
  { '.env': 'PASSWORD=very-secret-indeed\n' },
  { 'model/model.tar.gz': 'not looked into' },
  { 'models/model.joblib': 'not looked into' },
  { 'config.yaml': 'a: 1\n', 'conf/more.json': '{}' },
  { 'tests/test_train.py': 'assert True\n', 'README.md': '# Hello\n' },
  { 'requirements.txt': 'numpy\n' },
  { 'entrypoints/train': '#!/bin/sh\necho somebody else\n' },
  { 'notebooks/explore.ipynb': '{"cells": [{"cell_type": "code", "source": ["m.fit(x)"]}], "metadata": {}}' },
  { 'über.py': 'print("hello")\n', 'a b.py': 'print(1)\n' },
  { 'other.training-job.json': '{"TrainingJobName": "other"}\n' },
];
