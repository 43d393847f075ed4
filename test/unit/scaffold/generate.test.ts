import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AppError } from '../../../src/contract/appError';
import type { EntryParts } from '../../../src/scaffold/generate/files/entryFiles';
import { findFacts } from '../../../src/scaffold/generate/folderFacts';
import { propose } from '../../../src/scaffold/generate/propose';
import type { Proposal, Wishes } from '../../../src/scaffold/generate/proposal';
import { rolesOf } from '../../../src/scaffold/generate/questions';
import { readParts } from '../../../src/scaffold/generate/readParts';
import type { ScaffoldFile } from '../../../src/scaffold/template';
import { runnable, servers, type Piece } from './folderPieces';
import { projectFaults } from './projectFaults';
import { folderOfPieces, randomFolders } from './randomFolders';
import { shippedLibrary } from './shippedTemplates';

describe('a container for what is in a folder', function () {
  this.timeout(240_000);
  let parts: EntryParts = new Map();
  before(async () => {
    parts = await readParts(shippedLibrary);
  });
  const proposalFor = (pieces: Piece, wishes: Wishes = { answers: {} }): Proposal =>
    propose(findFacts(folderOfPieces({ name: 'cars', pieces })), wishes, parts);
  const fileIn = ({ files }: Proposal, path: string): string =>
    String(files.find(({ file }) => file.path === path)?.file.content);
  const code = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
    return 'nothing';
  };

  it('has nothing that validation or the static rules of check have to say against it, in 500 random folders', async () => {
    await fc.assert(
      fc.asyncProperty(randomFolders, async (random) => {
        const folder = folderOfPieces(random);
        const facts = findFacts(folder);
        let proposal: Proposal | undefined;
        try {
          proposal = propose(facts, { ...(random.kind && { kind: random.kind }), answers: {} }, parts);
        } catch (error) {
          assert.ok(error instanceof AppError && /^scaffold\.(nothing|program)$/.test(error.code), String(error));
          const roles = random.kind ? rolesOf(random.kind) : (['train', 'serve', 'process'] as const);
          assert.ok(roles.some((role) => facts.programs[role].length === 0));
        }
        fc.pre(proposal !== undefined);
        const made = proposal.files.map(({ file }) => file);
        assert.equal(new Set(made.map(({ path }) => path)).size, made.length, 'two files have one path');
        // What is there stays: the project is what was there, and what is new.
        const there = folder.files.map(({ path, text = '', isExecutable }): ScaffoldFile => ({
          path,
          content: text,
          mode: isExecutable ? 0o755 : 0o644,
        }));
        const fresh = made.filter(({ path }) => !there.some((file) => file.path === path));
        assert.deepEqual(await projectFaults([...there, ...fresh], fresh), []);
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
  });

  it('finds the programs, and says why', () => {
    const { kind, found, steps } = proposalFor({ ...runnable.argparse, ...servers.handlers });
    assert.equal(kind, 'both');
    assert.match(
      found.join('\n'),
      /train\.py is run to train: .*\n.*inference\.py has the handlers model_fn, predict_fn, input_fn, output_fn/,
    );
    assert.deepEqual(steps, ['run cars.training-job.json', 'invoke fixtures/cars.invocation.json']);
  });

  it('leaves alone what starts jobs, beside what they run', () => {
    const drivers = {
      'a_local_processing.py': `from sagemaker.sklearn.processing import SKLearnProcessor
SKLearnProcessor(instance_type="local").run(code="b.py", outputs=["/opt/ml/processing/output"])
`,
      'train_on_aws.py': `import boto3
boto3.client("sagemaker").create_training_job(TrainingJobName="cars")
`,
    };
    const b = 'open("/opt/ml/processing/output/rows.csv", "w").write("1\\n")\n';
    const { kind, found } = proposalFor({ ...drivers, 'b.py': b });
    assert.equal(kind, 'processing');
    assert.match(found.join('\n'), /^b\.py speaks of the folders of a processing job\./);
    assert.doesNotMatch(found.join('\n'), /local_processing|on_aws|sagemaker/);
  });

  it('trains and serves with one script of script mode, whose model_fn says what answers', () => {
    const script = `import argparse, joblib, os, pandas as pd
from sklearn import tree

def model_fn(model_dir):
    return joblib.load(os.path.join(model_dir, "model.joblib"))

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", default=os.environ["SM_CHANNEL_TRAIN"])
    parser.add_argument("--model-dir", default=os.environ["SM_MODEL_DIR"])
    args = parser.parse_args()
    rows = pd.read_csv(os.path.join(args.train, "cars.csv"))
    joblib.dump(tree.DecisionTreeClassifier().fit(rows[["a"]], rows["b"]), os.path.join(args.model_dir, "model.joblib"))
`;
    const { kind, found } = proposalFor({ 'cars_sklearn.py': script });
    assert.equal(kind, 'both');
    assert.match(
      found.join('\n'),
      /cars_sklearn\.py is run to train: .*\n.*cars_sklearn\.py has the handlers model_fn, and no predict_fn/,
    );
  });

  it('asks the model for what its sample of data lets it learn, and for no column more', () => {
    const bodyFor = (pieces: Piece): unknown =>
      (JSON.parse(fileIn(proposalFor(pieces), 'fixtures/cars.invocation.json')) as { readonly Body: unknown }).Body;
    const trained = `import os, pandas as pd, joblib
from sklearn.linear_model import LogisticRegression
data = pd.read_csv(os.path.join(os.environ["SM_CHANNEL_TRAIN"], "cars.csv"))
target = data.pop("sold")
joblib.dump(LogisticRegression().fit(data, target), os.path.join(os.environ["SM_MODEL_DIR"], "model.joblib"))
`;
    assert.equal(bodyFor({ 'train.py': trained, ...servers.handlers }), '0,0\n2.15,0.55\n');
    const own = { 'data/cars.csv': 'a,b,c,sold\n5,6,7,0\n' };
    assert.equal(bodyFor({ 'train.py': trained, ...servers.handlers, ...own }), '5,6,7\n');
    const ofR = {
      'train.R':
        'cars <- read.csv("/opt/ml/input/data/train/cars.csv")\nmodel <- lm(price ~ age + km, data = cars)\nsaveRDS(model, "/opt/ml/model/model.rds")\n',
      'serve.R':
        '#* @post /invocations\nfunction(req) predict(model, jsonlite::fromJSON(req$postBody))\n#* @get /ping\nfunction() "ok"\n',
    };
    assert.match(fileIn(proposalFor(ofR), 'sample-data/train/cars.csv'), /^age,km,price\n/);
    const plain = 'import os\nrows = open(os.environ["SM_CHANNEL_TRAIN"] + "/rows.csv")\nos.environ["SM_MODEL_DIR"]\n';
    assert.match(fileIn(proposalFor({ 'train.py': plain }), 'sample-data/train/rows.csv'), /^0,0,0\n.*,1\n.*,0\n/);
    assert.deepEqual(Object.keys((JSON.parse(String(bodyFor(ofR))) as readonly object[])[0] ?? {}), ['age', 'km']);
    assert.equal(bodyFor(servers.handlers), '1,2,3\n4,5,6\n');
  });

  const heads: readonly (readonly [what: string, program: string, table: string, body: unknown])[] = [
    ['what is taken out', 'X = d.drop(columns=["id", "price"])', 'id,age,price,km\n7,1,2,3\n8,4,5,6\n', '1,3\n4,6\n'],
    ['what is picked', 'X = d[["km", "age"]]\ny = d.price', 'id,age,price,km\n7,1,2,3\n8,4,5,6\n', '3,1\n6,4\n'],
    ['one that is called as what is learned', '', 'target,a,b\n0,1,"x, y"\n1,4,z\n', '1,"x, y"\n4,z\n'],
    ['the first one', 'y = d.iloc[:, 0]', '0,1,2\n1,4,5\n', '1,2\n4,5\n'],
    ['the last one', 'pd.read_csv(f, header=None)', 'a,1,b\nc,2,d\n', 'a,1\nc,2\n'],
    ['the last one between semicolons', '', 'a;b;c\n1;2;3\n;5;6\n7;8;9\n', '1,2\n7,8\n'],
    ['nothing of what is no table', '', 'only\n1\n', '1,2,3\n4,5,6\n'],
  ];
  for (const [what, program, table, body] of heads)
    it(`asks the model for the columns of somebody's own data, without ${what}`, () => {
      const train = `import pandas as pd, joblib\nd = pd.read_csv("data/rows.csv")\n${program}\njoblib.dump(1, "model.joblib")\n`;
      const { files } = proposalFor({ 'train.py': train, 'data/rows.csv': table }, { kind: 'both', answers: {} });
      const fixture = String(files.find(({ file }) => file.path.startsWith('fixtures/'))?.file.content);
      assert.equal((JSON.parse(fixture) as { readonly Body: unknown }).Body, body);
    });

  it('fills the fields of a route with the columns of their names', () => {
    const app = `from fastapi import FastAPI
from pydantic import BaseModel
app = FastAPI()
class Car(BaseModel):
    fuel_type: str
    km: float
    doors: int
@app.post("/invocations")
def invoke(car: Car): ...
`;
    const train = 'import pandas as pd\npd.read_csv("data/cars.csv").fit(1)\n';
    const pieces = {
      'app.py': app,
      'train.py': train,
      'data/cars.csv': 'Fuel Type,km,price\ndiesel,12.5,3\ngas,1,2\n',
    };
    assert.match(
      fileIn(proposalFor(pieces), 'fixtures/cars.invocation.json'),
      /\{\\"fuel_type\\":\\"diesel\\",\\"km\\":12\.5,\\"doors\\":1\}/,
    );
  });

  it('hands hyperparameters and folders to the program in its own words', () => {
    const proposal = proposalFor(runnable.argparse);
    const train = fileIn(proposal, 'entrypoints/train');
    assert.match(train, /^COMMAND = \["python3", "train\.py"\]$/m);
    assert.match(train, /^PLACES = \{"data-dir": "input\/data\/train"\}$/m);
    assert.match(train, /^FLAGS = \["verbose"\]$/m);
    const job = JSON.parse(fileIn(proposal, 'cars.training-job.json')) as { HyperParameters: unknown };
    assert.deepEqual(job.HyperParameters, { epochs: '3', rate: '0.1' });
    assert.match(proposal.reasons.join('\n'), /^rate without a default/m);
  });

  it('takes the data that the program names itself', () => {
    const script =
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--data-path", default="raw/rows.csv")\np.parse_args()\n';
    const proposal = proposalFor({ 'train.py': script, 'raw/rows.csv': '1,2\n' });
    assert.match(fileIn(proposal, 'cars.training-job.json'), /"S3Uri": "file:\/\/raw"/);
    assert.match(fileIn(proposal, 'entrypoints/train'), /^PLACES = \{"data-path": "input\/data\/train\/rows\.csv"\}$/m);
  });

  it('lets paths of the program lead to those of the platform', () => {
    const train = fileIn(proposalFor(runnable.paths), 'entrypoints/train');
    assert.match(train, /^LINKS = \{"models": "model", "data": "input\/data\/train"\}$/m);
    assert.match(fileIn(proposalFor(runnable.kept), 'entrypoints/train'), /^KEPT = \["model\.json"\]$/m);
  });

  it('installs packages before the code, with what they need of the system', () => {
    const docker = fileIn(
      proposalFor({ ...runnable.paths, 'requirements.txt': 'lightgbm\n-r more.txt\n', 'more.txt': 'numpy\n' }),
      'Dockerfile',
    );
    assert.match(docker, /^ARG BASE_IMAGE=python:3\.11-slim$/m);
    assert.match(
      docker,
      /libgomp1[\s\S]*COPY requirements\.txt more\.txt \/opt\/install\/\nRUN .*requirements\.txt\n[\s\S]*COPY \. \/opt\/program\//,
    );
  });

  const bases: readonly (readonly [what: string, pieces: Piece, base: string])[] = [
    [
      'a version of Python',
      { 'pyproject.toml': '[project]\nrequires-python = "==3.12.*"\ndependencies = []\n' },
      'python:3.12-slim',
    ],
    ['conda', { 'environment.yml': 'dependencies: [numpy]\n' }, 'condaforge/miniforge3:24.11.3-2'],
    ['libraries of CUDA', { 'requirements.txt': 'cupy-cuda12x\n' }, 'nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04'],
    ['the compiler of CUDA', { 'requirements.txt': 'flash-attn\n' }, 'nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04'],
    ['packages that bring CUDA', { 'requirements.txt': 'nvidia-cudnn-cu12\n' }, 'python:3.11-slim'],
  ];
  for (const [what, pieces, base] of bases)
    it(`has a base for ${what}`, () =>
      assert.equal(proposalFor({ ...runnable.paths, ...pieces }).answers['base-image'], base));

  it('leaves a Dockerfile of somebody else alone, and its .dockerignore', () => {
    const { files } = proposalFor({ ...runnable.paths, Dockerfile: 'FROM scratch\n', '.dockerignore': 'x\n' });
    const paths = files.map(({ file }) => file.path);
    assert.ok(paths.includes('Dockerfile.sagemaker') && paths.includes('Dockerfile.sagemaker.dockerignore'));
    assert.ok(!paths.includes('Dockerfile') && !paths.includes('.dockerignore'));
  });

  it('starts its own programs beside those of a folder that is called as theirs', () => {
    const foreign = { ...runnable.paths, 'Entrypoints/train': '#!/bin/sh\n', 'sagemaker-entrypoints': 'a file\n' };
    const { files, reasons } = proposalFor(foreign);
    const paths = files.map(({ file }) => file.path);
    assert.ok(paths.includes('sagemaker-entrypoints-2/train'), paths.join(', '));
    assert.match(fileIn(proposalFor(foreign), 'Dockerfile'), /PATH="\/opt\/program\/sagemaker-entrypoints-2:/);
    assert.match(reasons.join('\n'), /entrypoints holds programs of somebody else: .* sagemaker-entrypoints-2 instead/);
    assert.match(fileIn(proposalFor({ 'entrypoints/train': '#!/bin/sh\n' }), 'Dockerfile'), /program\/entrypoints:/);
  });

  for (const more of [{}, { 'entrypoints/train': '#!/bin/sh\n' }])
    it(`is the same again once it was written, beside ${Object.keys(more).join() || 'nothing else'}`, () => {
      const pieces: Piece = { ...runnable.paths, ...servers.plain, ...more };
      const { files } = proposalFor(pieces);
      const written = Object.fromEntries(files.map(({ file }) => [file.path, String(file.content)]));
      const again = proposalFor({ ...pieces, ...written }).files;
      assert.ok(again.some(({ file }) => file.path === 'Dockerfile'));
      for (const { file } of again) assert.equal(file.content, written[file.path], file.path);
    });

  it('is refused where there is no program for it, and takes answers that are some', () => {
    assert.equal(
      code(() => proposalFor({ 'README.md': '#\n' })),
      'scaffold.nothing',
    );
    assert.equal(
      code(() => proposalFor(runnable.paths, { kind: 'serving', answers: {} })),
      'scaffold.program',
    );
    assert.equal(
      code(() => proposalFor(runnable.paths, { answers: { train: 'other.py' } })),
      'scaffold.answer',
    );
    assert.equal(
      code(() => proposalFor(runnable.paths, { answers: { colour: 'red' } })),
      'scaffold.key',
    );
    const { answers } = proposalFor(runnable.paths, { answers: { name: 'b', 'base-image': 'python:3.12' } });
    assert.deepEqual([answers['name'], answers['base-image']], ['b', 'python:3.12']);
  });

  it('follows the routes of an application into other files, and asks as they want it', () => {
    const application = {
      'app/__init__.py': '',
      'app/main.py':
        'from fastapi import FastAPI\nfrom app.routers import predict\napp = FastAPI()\napp.include_router(predict.router, prefix="/v1")\n@app.get("/health")\ndef health(): ...\n',
      'app/routers/predict.py':
        'from fastapi import APIRouter\nfrom app.schemas import House\nrouter = APIRouter(prefix="/houses")\n@router.post("/predict")\ndef predict(house: House): ...\n',
      'app/schemas.py': 'from pydantic import BaseModel\nclass House(BaseModel):\n    rooms: int\n    city: str\n',
      Dockerfile: 'FROM python:3.12\n',
      'requirements.txt': 'fastapi[standard]\n',
    };
    const proposal = proposalFor(application);
    assert.match(
      fileIn(proposal, 'entrypoints/routes_main.py'),
      /^PING = "\/health"\nINVOCATIONS = "\/v1\/houses\/predict"$/m,
    );
    assert.match(fileIn(proposal, 'fixtures/cars.invocation.json'), /"\{\\"rooms\\":1,\\"city\\":\\"some text\\"\}"/);
    const docker = fileIn(proposal, 'Dockerfile.sagemaker');
    assert.ok(docker.includes('python:3.12-slim') && !docker.includes('install --no-cache-dir uvicorn'), docker);
  });

  it('leads to the route for programs, not to the form for people', () => {
    const flask = `from flask import Flask, request, render_template
app = Flask(__name__)
@app.route('/predict', methods=['POST'])
def predict():
    return render_template('a.html', x=request.form['x'])
@app.route('/results', methods=['POST'])
def results():
    return request.get_json()
`;
    assert.match(fileIn(proposalFor({ 'app.py': flask }), 'entrypoints/routes_app.py'), /^INVOCATIONS = "\/results"$/m);
  });

  it('gives paths to options that are made as paths', () => {
    const script = `import argparse, os
from pathlib import Path
p = argparse.ArgumentParser()
p.add_argument("--input", type=Path, default=Path("data") / "rows.csv")
p.add_argument("--output", default=os.path.join("models", "model.joblib"))
p.add_argument("--rate", type=float, default=0.5)
p.parse_args()
`;
    const proposal = proposalFor({ 'train.py': script, 'data/rows.csv': '1\n' });
    assert.match(
      fileIn(proposal, 'entrypoints/train'),
      /^PLACES = \{"input": "input\/data\/train\/rows\.csv", "output": "model\/model\.joblib"\}$/m,
    );
    assert.match(fileIn(proposal, 'cars.training-job.json'), /"rate": "0\.5"/);
  });

  it('reads a notebook as a program, whatever it is called', () => {
    const cells = [
      'import pandas\n!pip install x\n',
      'pandas.read_csv("rows.csv")\n',
      '%time m.fit(1)\njoblib.dump(m, "m.joblib")',
    ];
    const notebook = JSON.stringify({ cells: cells.map((source) => ({ cell_type: 'code', source })) });
    const proposal = proposalFor({ 'Our analysis.ipynb': notebook, 'rows.csv': '1\n' });
    const train = fileIn(proposal, 'entrypoints/train');
    assert.match(train, /^LINKS = \{"rows\.csv": "input\/data\/train\/rows\.csv"\}$[^]*^KEPT = \["m\.joblib"\]$/m);
    assert.match(fileIn(proposal, 'requirements.txt'), /^pandas$/m);
    assert.ok(fileIn(proposal, '.dockerignore').includes('\n!Our analysis.ipynb\n'));
    const served = proposalFor({ 'Our analysis.ipynb': notebook }, { kind: 'both', answers: {} });
    assert.match(fileIn(served, 'inference.py'), /joblib\.load/);
    assert.ok(fileIn(served, '.dockerignore').includes('\n!**/*.py\n'));
  });

  it('becomes a server of R or Java, without Python', () => {
    const r = {
      'plumber.R':
        'library(plumber)\n#* @get /ping\nfunction() 1\n#* @post /invocations\n#* @parser json\nfunction(req) 1\n',
    };
    const proposal = proposalFor(r);
    assert.match(fileIn(proposal, 'entrypoints/serve'), /^Rscript --vanilla -e 'plumber::pr_run\(/m);
    assert.ok(!/\bpython3\b/.test(fileIn(proposal, 'Dockerfile')));
    assert.match(fileIn(proposal, 'fixtures/cars.invocation.json'), /"application\/json"/);
    assert.match(
      fileIn(proposalFor({ 'app.jar': 'PK' }), 'entrypoints/serve'),
      /^exec java -XX:-UseContainerSupport -jar app\.jar$/m,
    );
  });

  it('takes a program for training by what it does, whatever it is called', () => {
    const program = `from transformers import HfArgumentParser, Trainer, TrainingArguments
def main():
    (arguments,) = HfArgumentParser((TrainingArguments,)).parse_args_into_dataclasses()
    Trainer(args=arguments).train()
if __name__ == "__main__":
    main()
`;
    const train = fileIn(proposalFor({ 'run_glue.py': program }), 'entrypoints/train');
    assert.match(train, /^COMMAND = \["python3", "run_glue\.py"\]$[^]*^PLACES = \{"output_dir": "model"\}$/m);
  });

  it('holds the settings of packages, and no secrets among them', () => {
    const settings = { 'src/own/__init__.py': '', 'src/own/default.yaml': 'a: 1\n', 'src/own/password.yaml': 'b\n' };
    const ignore = fileIn(proposalFor({ ...runnable.environment, ...settings }), '.dockerignore').split('\n');
    assert.ok(ignore.includes('!src/own/*.yaml'), ignore.join());
    assert.ok(ignore.indexOf('src/own/password.yaml') > ignore.indexOf('!src/own/*.yaml'));
  });

  it('keeps secrets and data out of the image', () => {
    const ignore = fileIn(
      proposalFor({
        ...runnable.paths,
        '.env': 'A=b\n',
        'credentials.json': '{}',
        'settings.json': '{}',
        'data/rows.csv': '1\n',
      }),
      '.dockerignore',
    );
    const lines = ignore.split('\n');
    assert.equal(lines[1], '**');
    assert.ok(lines.includes('!settings.json') && !lines.includes('!credentials.json') && lines.includes('data'));
  });
});
