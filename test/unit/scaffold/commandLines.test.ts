import assert from 'node:assert/strict';
import { readPythonProgram } from '../../../src/scaffold/generate/python/pythonProgram';
import { rCommandLine } from '../../../src/scaffold/generate/r/rCommandLine';
import type { CommandLine } from '../../../src/scaffold/generate/commandLine/commandLine';

/** Options as one would write them down: `epochs:integer=3`, `!` for what has to be given, `?` for switches, `#` for a place, `/` for a path. */
function written({ options, first = [], assigns = false, unread }: CommandLine): string {
  const words = options.map((one) =>
    [
      one.position === undefined ? '' : `#${String(one.position)} `,
      one.name,
      one.type === 'string' ? '' : `:${one.type}`,
      one.default === undefined ? '' : `=${one.default}`,
      one.required ? '!' : '',
      one.trap === 'flag' ? '?' : '',
      one.isPath ? '/' : '',
      one.isFromEnvironment ? '$' : '',
      one.words ? `(${one.words.join('|')})` : '',
    ].join(''),
  );
  return [
    ...first,
    ...(assigns ? ['name=value'] : []),
    words.join(' '),
    ...(unread === undefined ? [] : [`? ${unread}`]),
  ].join('; ');
}

const programs: readonly (readonly [what: string, text: string, expected: string])[] = [
  [
    'argparse with arguments of their own places',
    'import argparse\nfrom pathlib import Path\np = argparse.ArgumentParser()\np.add_argument("data", metavar="DIR")\np.add_argument("--lr", type=float, default=1e-3)\np.add_argument("out", nargs="?", type=Path, default=Path("model"))\na = p.parse_args()\n',
    'lr:float=1e-3 #0 data! #1 out=model/',
  ],
  [
    'argparse with commands',
    'import argparse\np = argparse.ArgumentParser()\ns = p.add_subparsers(dest="cmd")\nt = s.add_parser("train")\nt.add_argument("--epochs", type=int, default=3)\ne = s.add_parser("evaluate")\ne.add_argument("--report")\np.parse_args()\n',
    'train; epochs=3',
  ],
  [
    'click',
    'import click\n@click.command()\n@click.argument("data", type=click.Path(exists=True))\n@click.option("--epochs", "-e", default=10, type=int)\n@click.option("--rate", default=0.1)\n@click.option("--kind", type=click.Choice(["a", "b"]), default="a")\n@click.option("--seed", type=click.INT, required=True)\n@click.option("--shout/--quiet")\n@click.option("--out", envvar="SM_MODEL_DIR")\ndef main(data, epochs, rate, kind, seed, shout, out):\n    pass\nmain()\n',
    'epochs:integer=10 rate:float=0.1 kind=a(a|b) seed:integer! shout? out$ #0 data!/',
  ],
  [
    'a group of click',
    'import click\n@click.group()\ndef cli():\n    pass\n@cli.command()\n@click.option("--x", default=1)\ndef evaluate(x):\n    pass\n@cli.command("train-model")\n@click.option("--epochs", default=1)\ndef run(epochs):\n    pass\ncli()\n',
    'train-model; epochs:integer=1',
  ],
  [
    'typer',
    'import typer\nfrom pathlib import Path\nfrom typing import Optional\nfrom typing_extensions import Annotated\ndef main(data: Path, epochs: int = 3, learning_rate: Annotated[float, typer.Option(help="x")] = 0.1, balanced: bool = False, out: Path = typer.Option(Path("models"), "--model-dir"), seed: int = typer.Option(...), note: Optional[str] = None):\n    pass\ntyper.run(main)\n',
    'epochs:integer=3 learning-rate:float=0.1 balanced=False? model-dir=models/ seed:integer! note #0 data!/',
  ],
  [
    'commands of typer',
    'import typer\napp = typer.Typer()\n@app.command()\ndef train(epochs: int = 3):\n    pass\n@app.command()\ndef evaluate():\n    pass\napp()\n',
    'train; epochs:integer=3',
  ],
  [
    'absl',
    'from absl import app, flags\nflags.DEFINE_string("data_dir", None, "")\nflags.DEFINE_integer("steps", 5, "")\nflags.DEFINE_bool("bias", True, "")\nflags.DEFINE_enum("loss", "mse", ["mse", "mae"], "")\nflags.mark_flag_as_required("data_dir")\napp.run(print)\n',
    'data_dir! steps:integer=5 bias=True? loss=mse(mse|mae)',
  ],
  [
    'fire with a function',
    'import fire\ndef train(data, epochs=3, rate=0.1):\n    pass\nfire.Fire(train)\n',
    'data! epochs:integer=3 rate:float=0.1',
  ],
  [
    'fire with a class',
    'import fire\nclass Trainer:\n    def __init__(self, seed=1):\n        pass\n    def train(self, epochs=3):\n        pass\n    def test(self):\n        pass\nfire.Fire(Trainer)\n',
    'train; seed:integer=1 epochs:integer=3',
  ],
  [
    'fields of data classes',
    'from dataclasses import dataclass, field\nfrom typing import Optional\nfrom transformers import HfArgumentParser, TrainingArguments\n@dataclass\nclass DataArguments:\n    train_file: Optional[str] = field(default=None, metadata={"help": "x"})\n    max_length: int = 128\n    model_name: str = field(metadata={"help": "x"})\n    layers: list = field(default_factory=list)\nparser = HfArgumentParser((DataArguments, TrainingArguments))\n',
    'output_dir!/ train_file max_length:integer=128 model_name! layers; ? TrainingArguments',
  ],
  [
    'data classes of other files',
    'from transformers import HfArgumentParser\nfrom arguments import ModelArguments\nHfArgumentParser(ModelArguments)\n',
    '; ? ModelArguments',
  ],
  [
    'tyro',
    'import tyro\nfrom dataclasses import dataclass\n@dataclass\nclass Args:\n    lr: float = 0.1\n    fast: bool = False\ntyro.cli(Args)\n',
    'lr:float=0.1 fast=False?',
  ],
  [
    'words of sys.argv',
    'import sys\ndata = sys.argv[1]\nmodel = sys.argv[2]\nepochs = int(sys.argv[3]) if len(sys.argv) > 3 else 5\n',
    '#0 data! #1 model! #2 epochs:integer=5',
  ],
  ['words of sys.argv at once', 'import sys\n_, data, model = sys.argv\n', '#0 data! #1 model!'],
  ['words that are given no name', 'import sys\nprint(open(sys.argv[1]))\n', '; ? sys.argv'],
  ['a library that nobody reads', 'from docopt import docopt\ndocopt(__doc__)\n', '; ? docopt'],
];

describe('what a program of Python takes of its command line', () => {
  for (const [what, text, expected] of programs)
    it(`reads ${what}`, () => {
      const { commandLine } = readPythonProgram(text, 'train.py');
      assert.equal(commandLine && written(commandLine), expected);
    });

  it('finds none in a program that does not look at it', () => {
    assert.equal(readPythonProgram('import os\nprint(os.getcwd())\n', 'train.py').commandLine, undefined);
  });

  it('knows the file of settings that Hydra changes', () => {
    const text =
      'import hydra\n@hydra.main(version_base=None, config_path="conf", config_name="base")\ndef main(cfg):\n    pass\nmain()\n';
    const line = readPythonProgram(text, 'train.py').commandLine;
    assert.deepEqual(line?.settings, { path: 'conf/base.yaml', isBeside: true });
    assert.equal(line.assigns, true);
  });
});

describe('what a program of R takes of its command line', () => {
  const scripts: readonly (readonly [what: string, text: string, expected: string])[] = [
    [
      'optparse',
      'library(optparse)\nl <- list(make_option(c("-d", "--data"), type = "character", default = "data/a.csv", help = "the (first) one"),\n  make_option("--ntree", type = "integer", default = 100L), make_option(c("-v", "--verbose"), action = "store_true", default = FALSE))\n',
      'data=data/a.csv ntree:integer=100 verbose?',
    ],
    [
      'argparse',
      'library(argparse)\np <- ArgumentParser()\np$add_argument("data", help = "x")\np$add_argument("--rate", type = "double", default = 0.1)\n# p$add_argument("--old")\n',
      'rate:float=0.1 #0 data!',
    ],
    [
      'argparser',
      'library(argparser)\np <- arg_parser("x")\np <- add_argument(p, "--lr", help = "rate", default = 0.5)\n',
      'lr:float=0.5',
    ],
    [
      'commandArgs',
      'args <- commandArgs(trailingOnly = TRUE)\ninput <- args[1]\ndegree <- as.integer(args[2])\nname <- if (length(args) > 2) args[[3]] else "x"\n',
      '#0 input! #1 degree:integer! #2 name=x',
    ],
    ['words without names', 'x <- commandArgs(TRUE)\nrun(x)\n', '; ? commandArgs'],
  ];
  for (const [what, text, expected] of scripts)
    it(`reads ${what}`, () => {
      const line = rCommandLine(text);
      assert.equal(line && written(line), expected);
    });
});

describe('what a program takes of its environment', () => {
  const use = (text: string) => readPythonProgram(`import os, json\n${text}`, 'train.py').environment;

  it('takes hyperparameters by SM_HP_ and the variables that it needs', () => {
    const { hyperparameters, needed } = use(
      'd = int(os.environ.get("SM_HP_MAX_DEPTH", 5))\nt = os.environ["SM_HP_TARGET"]\nn = os.environ["EXPERIMENT"]\nm = os.getenv("OTHER", "1")\nos.environ["SET"] = "1"\nos.environ["SM_MODEL_DIR"]\n',
    );
    assert.deepEqual(
      hyperparameters.map(({ name, type, default: value, required }) => [name, type, value, required]),
      [
        ['target', 'string', undefined, true],
        ['max_depth', 'integer', '5', false],
      ],
    );
    assert.deepEqual(needed, ['EXPERIMENT']);
  });

  it('takes keys of hyperparameters.json, however it is opened', () => {
    const { hyperparameters } = use(
      'path = os.path.join("/opt/ml", "input/config/hyperparameters.json")\nwith open(path) as f:\n    hp = json.load(f)\nleaves = int(hp.get("leaves", 31))\nrounds = int(hp["rounds"])\nother = {"x": 1}\nprint(other["x"])\n',
    );
    assert.deepEqual(
      hyperparameters.map(({ name, type, default: value }) => [name, type, value]),
      [
        ['rounds', 'integer', undefined],
        ['leaves', 'integer', '31'],
      ],
    );
  });
});
