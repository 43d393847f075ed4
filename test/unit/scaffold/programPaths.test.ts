import assert from 'node:assert/strict';
import { pathsUsedBy } from '../../../src/scaffold/generate/programs/programPaths';
import { readPrograms, type Program } from '../../../src/scaffold/generate/program';
import { trainPrograms } from '../../../src/scaffold/generate/programs/trainPrograms';
import type { Piece } from './folderPieces';
import { folderOfPieces } from './randomFolders';

describe('files that a program names', () => {
  const of = (pieces: Piece) => {
    const folder = readPrograms(folderOfPieces({ name: 'cars', pieces }));
    const [program] = trainPrograms(folder);
    assert.ok(program);
    return pathsUsedBy(folder, program satisfies Program);
  };
  const reads = (text: string): readonly string[] => of({ 'src/train.py': text }).reads;

  const cases: readonly (readonly [what: string, text: string, reads: readonly string[]])[] = [
    ['plain words', 'pd.read_csv("./data/a.csv")', ['data/a.csv']],
    ['a variable', 'FILE = "data/a.csv"\npd.read_csv(FILE)', ['data/a.csv']],
    ['joined words', 'DATA = "data"\npd.read_csv(os.path.join(DATA, "a.csv"))', ['data/a.csv']],
    ['a path', 'from pathlib import Path\nDATA = Path("data")\npd.read_csv(DATA / "in" / "a.csv")', ['data/in/a.csv']],
    ['an f-string', 'DATA = "data"\nopen(f"{DATA}/a.csv")', ['data/a.csv']],
    ['the default of a variable of the environment', 'open(os.getenv("FILE", "data/a.csv"))', ['data/a.csv']],
    ['its own folder', 'HERE = Path(__file__).resolve().parent\nopen(HERE / "a.csv")', ['src/a.csv']],
    ['the folder above', 'ROOT = Path(__file__).parent.parent\nopen(ROOT / "data" / "a.csv")', ['data/a.csv']],
    [
      'the folder above, by os.path',
      'open(os.path.join(os.path.dirname(__file__), "..", "data/a.csv"))',
      ['data/a.csv'],
    ],
    ['places at Kaggle', 'pd.read_csv("/kaggle/input/titanic/train.csv")', ['/kaggle/input/titanic/train.csv']],
    ['no place of the platform', 'open(os.environ.get("SM_CHANNEL_TRAIN", "data/a.csv"))', []],
    ['no variable that is given two', 'f = "a.csv"\nf = g("b.csv")\nopen(f)', []],
    ['none that leads out', 'open("../../a.csv")\nopen("/etc/a.csv")\nopen("http://a/b.csv")', []],
  ];
  for (const [what, text, paths] of cases) it(`are seen: ${what}`, () => assert.deepEqual(reads(text), paths));

  it('are seen from where the program has to be run', () => {
    const text = 'pd.read_csv("../data/a.csv")\njoblib.dump(m, "../models/m.joblib")';
    const paths = { folder: 'src', reads: ['data/a.csv'], writes: ['models/m.joblib'] };
    assert.deepEqual(of({ 'src/train.py': text, 'data/a.csv': '1,2\n' }), paths);
    const cells = [{ cell_type: 'code', source: [text] }];
    const notebook = { 'notebooks/train.ipynb': JSON.stringify({ cells, metadata: {} }) };
    assert.deepEqual(of(notebook), { ...paths, folder: 'notebooks' });
  });

  it('are seen in R', () => {
    const text = `cars <- read.csv(file.path("data", "cars.csv"), stringsAsFactors = TRUE)
# read.csv("old.csv")
old <- readr::read_csv(file = "more/old.csv")
saveRDS(fit(list(cars, old)), file = 'models/model.rds')
write.csv(summary(cars), "out/summary.csv")
`;
    assert.deepEqual(of({ 'train.R': text }), {
      folder: '',
      reads: ['data/cars.csv', 'more/old.csv'],
      writes: ['models/model.rds', 'out/summary.csv'],
    });
  });
});
