import assert from 'node:assert/strict';
import type { ColumnUse } from '../../../src/scaffold/generate/programs/columnUse';
import { readPythonProgram } from '../../../src/scaffold/generate/python/pythonProgram';
import { rColumns } from '../../../src/scaffold/generate/r/rColumns';

describe('columns that a program uses', () => {
  const of = (text: string): ColumnUse => readPythonProgram(text, 'train.py').columns;

  const cases: readonly (readonly [what: string, text: string, said: Partial<ColumnUse>])[] = [
    ['what is dropped', 'X = df.drop(columns=["id", "price"])', { removed: ['id', 'price'], left: ['id', 'price'] }],
    ['what is dropped by a name', 'T = "price"\nX = df.drop(T, axis=1)', { removed: ['price'] }],
    ['what is deleted and popped', 'del df["a"]\ny = df.pop("b")', { removed: ['b', 'a'] }],
    ['what is picked', 'X = df[["a", "b"]]', { lists: [['a', 'b']] }],
    [
      'what is picked by names of lists',
      'NUMBERS = ["a"]\nWORDS = (\n    "b",  # not c\n)\nX = df.loc[:, NUMBERS + [*WORDS]]',
      { lists: [['a', 'b']] },
    ],
    ['lists that are called so', 'feature_columns = ["a"]\nnames = ["b"]', { lists: [['a']] }],
    ['what is learned', 'X, y = df.iloc[:, 1:], df["price"].values', { left: ['price'] }],
    ['what is learned, as an attribute', 'y = df.price', { left: ['price'] }],
    ['what is learned, encoded', 'y = encoder.fit_transform(df["kind"])', { left: ['kind'] }],
    ['what is learned, by its name', 'target_column: str = "price"', { left: ['price'] }],
    ['what is learned, as an option', 'p.add_argument("--target", default="price")', { left: ['price'] }],
    ['what is learned, as a parameter', 'def fit(df, label="price"): ...', { left: ['price'] }],
    ['what is learned, as a setting', 'c = {"target": "price"}', { left: ['price'] }],
    [
      'a formula',
      'smf.ols("price ~ age + km", data=df)',
      { left: ['price'], formulas: [{ learned: 'price', from: ['age', 'km'] }] },
    ],
    ['columns one by one', 'print(df["a"], df["b"])', { named: ['a', 'b'] }],
    ['no keys of other things', 'c = json.load(f)\nc["rate"]\nos.environ["HOME"]\nd = {}\nd["x"]', { named: [] }],
    [
      'what is made of others',
      'df["both"] = df["a"] + df["b"]\ndf["a"] = df["a"].fillna(0)\ndf["both"].max()',
      { made: ['both'] },
    ],
    ['no words of comments and texts', '# df.drop(columns=["a"])\n"""X = df[["b"]]"""', { removed: [], lists: [] }],
    ['the first column', 'y = rows[:, 0]\nX = rows[:, 1:]', { learnsFirst: true }],
    ['the last column', 'y = rows[:, -1]\nX = rows[:, 1:-1]', { learnsFirst: false }],
  ];
  for (const [what, text, said] of cases)
    it(`are found: ${what}`, () => {
      const use = of(text);
      const seen = Object.fromEntries(Object.keys(said).map((key) => [key, use[key as keyof ColumnUse]]));
      assert.deepEqual(seen, said);
    });

  it('are found in whatever is no Python', () => {
    assert.deepEqual(of('def (:\n df[["a"\n y = df["').lists, []);
  });

  it('are found in R', () => {
    const text =
      'y <- cars$price\nX <- cars[, c("age", "km")]\nX2 <- cars[, -c("id")]\nm <- lm(dist ~ speed, cars)\ncars[["a"]]\n';
    const use = rColumns(text);
    assert.deepEqual(use.left, ['price', 'dist', 'id']);
    assert.deepEqual(use.lists, [['age', 'km']]);
    assert.deepEqual(use.formulas, [{ learned: 'dist', from: ['speed'] }]);
    assert.deepEqual(rColumns('x[, -c("id")]').removed, ['id']);
    assert.deepEqual(use.named, ['a']);
  });
});
