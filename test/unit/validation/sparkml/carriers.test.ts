import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagnostic } from '../../../../src/definitions/diagnostic';
import { judgeSchema } from '../../../../src/validation/sparkml/judgeSchema';
import { validateFile } from '../../../../src/validation/files/validateFile';
import { fakeFiles } from '../fakeFiles';
import { applyFix, offsetOf } from './applyFix';
import { carriers, type Carried } from './carriers';
import { goodSchema, ruleExamples } from './ruleExamples';
import { randomSchema, spoil } from './randomSchema';

const context = { files: fakeFiles([]), style: 'posix', projectRootOf: () => '/car' } as const;
/** Where a carrier's own rules say something else, or nothing: templates, and what has its own limit. */
const elsewhere = new Set(['M05', 'P13']);

async function found(path: string, text: string): Promise<readonly Diagnostic[]> {
  const all = await validateFile({ path, text }, context);
  return all.filter(({ code }) => /^[PSCTM]\d/.test(code) && !elsewhere.has(code));
}

const asOffsets = (text: string) => (one: Diagnostic) => ({
  code: one.code,
  from: offsetOf(text, one.range.start),
  to: offsetOf(text, one.range.end),
});

/** What the schema alone has, at the places of the file. */
function expected(schema: string, { places, text }: Carried) {
  return judgeSchema(schema)
    .filter(({ code }) => !elsewhere.has(code))
    .map(({ code, from, to }) => {
      const start = places[from]?.from ?? places.at(-1)?.to ?? text.length;
      return { code, from: start, to: to > from ? (places[to - 1]?.to ?? start) : start };
    });
}

/** Leading and trailing blanks are lost in some of them, an empty value has no place of its own, and templates are let alone. */
const isPlain = (schema: string): boolean =>
  schema.trim() === schema &&
  schema !== '' &&
  !/\$\{|\{\{|<%|\{[A-Za-z_][\w.]*\}/.test(schema) &&
  !judgeSchema(schema).some(({ code }) => code === 'P13');

describe('schemas in other files', function () {
  this.timeout(60_000);
  for (const { name, path, write } of carriers) {
    it(`are judged at the very characters in ${name}`, async () => {
      let written = 0;
      for (const { text: schema } of ruleExamples.filter(({ text }) => isPlain(text))) {
        const carried = write(schema);
        if (!carried) continue;
        written += 1;
        const all = await found(path, carried.text);
        assert.deepEqual(all.map(asOffsets(carried.text)), expected(schema, carried), carried.text);
      }
      assert.ok(written > 60, `${written}`);
    });

    it(`are let alone when they are good in ${name}`, () =>
      fc.assert(
        fc.asyncProperty(randomSchema, async (schema) => {
          const carried = write(schema);
          assert.deepEqual(carried && (await found(path, carried.text)), carried && []);
        }),
        { numRuns: 8 },
      ));

    it(`are judged as they are alone when spoilt in ${name}`, () =>
      fc.assert(
        fc.asyncProperty(randomSchema, fc.nat(), fc.nat(), async (schema, where, how) => {
          const spoilt = spoil(schema, where, how);
          const carried = isPlain(spoilt) ? write(spoilt) : undefined;
          if (!carried) return;
          const all = await found(path, carried.text);
          assert.deepEqual(all.map(asOffsets(carried.text)), expected(spoilt, carried), carried.text);
        }),
        { numRuns: 15 },
      ));

    it(`are repaired in ${name}`, async () => {
      for (const { rule, text: schema } of ruleExamples.filter(({ text }) => isPlain(text))) {
        const carried = write(schema);
        const [first] = carried ? await found(path, carried.text) : [];
        for (const fix of (first?.fixes ?? []).slice(0, 1)) {
          const repaired = applyFix(carried?.text ?? '', fix);
          const codes = (await found(path, repaired)).map(({ code }) => code);
          assert.ok(!codes.includes(rule), `${rule}: ${fix.title}: ${repaired} has ${codes.join()}`);
        }
      }
    });
  }

  it('are found by the name that stands for their variable, however far away it is bound', async () => {
    const between = 'frame["a"] = frame["b"].map(str)\n'.repeat(20);
    const programs = [
      'NAME = "SAGEMAKER_SPARKML_SCHEMA"\nBETWEENconfig = {NAME: "{"}',
      "NAME = r'SAGEMAKER_SPARKML_SCHEMA'\nBETWEENconfig[NAME] = '{'",
      'def f():\n    NAME = ("SAGEMAKER_SPARKML_SCHEMA")\n    with x:\n        config[NAME] = "{"\nBETWEEN',
    ];
    for (const program of programs) {
      const codes = (await found('/car/a.py', program.replace('BETWEEN', between))).map(({ code }) => code);
      assert.deepEqual(codes, ['P15'], program);
    }
  });

  it('are let alone where code makes them', async () => {
    const dict = '{"SAGEMAKER_SPARKML_SCHEMA": VALUE}';
    const python: readonly string[] = [
      `env = ${dict.replace('VALUE', "f'{schema}'")}`,
      `s = {"input": []}\ns["input"].append(1)\nenv = ${dict.replace('VALUE', 'json.dumps(s)')}`,
      `s = {"input": [c for c in cols], "output": 1}\nenv = ${dict.replace('VALUE', 'json.dumps(s)')}`,
      `s = {}\nfill(s)\nenv = ${dict.replace('VALUE', 'json.dumps(s)')}`,
      `s = ""\nfor c in cols:\n    s += c\nenv = ${dict.replace('VALUE', 's')}`,
      `env = ${dict.replace('VALUE', 'open("x.json").read()')}`,
      `env = ${dict.replace('VALUE', '"%s" % schema')}`,
      `env = ${dict.replace('VALUE', 'json.dumps({"input": [*a], "output": {**b}})')}`,
      `def f(s='x'):\n    return ${dict.replace('VALUE', 's')}`,
      `s = ''\nenv = ${dict.replace('VALUE', "f'{s!r}'")}`,
      `s = ''\nenv = ${dict.replace('VALUE', "f'{s:>9}'")}`,
      `from yaml import dumps\nenv = ${dict.replace('VALUE', 'dumps({})')}`,
      `fill(s := {})\nenv = ${dict.replace('VALUE', 'json.dumps(s)')}`,
      `env = ${dict.replace('VALUE', 'json.dumps(dict(input=[], **rest))')}`,
      `env = ${dict.replace('VALUE', 'json.dumps(dict(pairs))')}`,
      'SPARKML_SCHEMA = "x"',
    ];
    const others: readonly (readonly [path: string, text: string])[] = [
      ...python.map((text) => ['/car/a.py', text] as const),
      ['/car/Dockerfile', 'FROM x\nARG SPARKML_SCHEMA\nENV SAGEMAKER_SPARKML_SCHEMA=$SPARKML_SCHEMA\n'],
      [
        '/car/run.sh',
        'SPARKML_SCHEMA=$(cat x)\ndocker run -e SAGEMAKER_SPARKML_SCHEMA="$SPARKML_SCHEMA" -e SAGEMAKER_SPARKML_SCHEMA i\n',
      ],
      ['/car/run.sh', "A='{'\nA='['\nexport SAGEMAKER_SPARKML_SCHEMA=$A\n"],
      ['/car/run.sh', "A='{'\nread -r A\nexport SAGEMAKER_SPARKML_SCHEMA=$A\n"],
      ['/car/run.sh', "A='{'\nA+=x\nexport SAGEMAKER_SPARKML_SCHEMA=$A\n"],
      ['/car/run.sh', "A='{ x'\ndocker run -e SAGEMAKER_SPARKML_SCHEMA=$A image\n"],
      ['/car/run.sh', 'export SAGEMAKER_SPARKML_SCHEMA=$(cat <<EOF\n{"input": $COLUMNS}\nEOF\n)\n'],
      ['/car/run.sh', 'export SAGEMAKER_SPARKML_SCHEMA="$(cat <<EOF | jq -c .\n{\nEOF\n)"\n'],
      ['/car/a.tf', 'locals {\n  s = "{"\n}\nx = {\n  s = 1\n  SAGEMAKER_SPARKML_SCHEMA = local.s\n}\n'],
      ['/car/a.tf', 'locals {\n  s = upper(var.s)\n}\nx = {\n  SAGEMAKER_SPARKML_SCHEMA = local.s\n}\n'],
      ['/car/a.py', 'subprocess.run(["-e", f"SAGEMAKER_SPARKML_SCHEMA={schema}"])'],
      ['/car/a.py', 'print("SAGEMAKER_SPARKML_SCHEMA=" + schema)'],
      ['/car/a.yaml', 'Environment:\n  SAGEMAKER_SPARKML_SCHEMA: !Sub "${Schema}"\n'],
      ['/car/a.yaml', 'Environment:\n  SAGEMAKER_SPARKML_SCHEMA:\n    Fn::Sub: x\n'],
      ['/car/compose.yaml', 'services:\n  a:\n    environment:\n      SAGEMAKER_SPARKML_SCHEMA: ${SCHEMA}\n      B:\n'],
      ['/car/a.tf', 'a = {\n  SAGEMAKER_SPARKML_SCHEMA = jsonencode(local.schema)\n}\n'],
      ['/car/a.tf', 'a = {\n  SAGEMAKER_SPARKML_SCHEMA = "${local.schema}"\n}\n'],
      ['/car/a.tf', '# a = { SAGEMAKER_SPARKML_SCHEMA = "x" }\na = "{ SAGEMAKER_SPARKML_SCHEMA = 1"\n'],
      ['/car/a.tf', 'locals {\n  s = { a = var.b }\n}\na = { SAGEMAKER_SPARKML_SCHEMA = jsonencode(local.s) }\n'],
    ];
    for (const [path, text] of others) {
      const all = await validateFile({ path, text }, context);
      assert.deepEqual(
        all.filter(({ code }) => /^[PSCTME]\d/.test(code)),
        [],
        text,
      );
    }
  });

  it('are followed through json.dumps, names and str', async () => {
    const bad =
      '{"input": [{"name": "a", "type": "bigint"}], "output": {"name": "o", "type": "double", "struct": None}}';
    const direct = `model = SparkMLModel(env={"SAGEMAKER_SPARKML_SCHEMA": json.dumps(${bad})})`;
    const named = `schema = ${bad}\nkey = "SAGEMAKER_SPARKML_SCHEMA"\nenv = {key: json.dumps(schema, indent=2)}`;
    const printed = `schema = ${bad}\nenv = {"SAGEMAKER_SPARKML_SCHEMA": str(schema)}`;
    const renamed = `import json as js\nenv = {"SAGEMAKER_SPARKML_SCHEMA": js.dumps(${bad})}`;
    const imported = `from json import loads, dumps as text\nenv = {"SAGEMAKER_SPARKML_SCHEMA": f"{text(${bad})}"}`;
    const called =
      'env = dict(SAGEMAKER_SPARKML_SCHEMA=json.dumps(dict(input=[dict(name="a", type="bigint")], output=dict(name="o", type="double"))))';
    for (const [text, codes] of [
      [direct, ['T02']],
      [named, ['T02']],
      [renamed, ['T02']],
      [imported, ['T02']],
      [called, ['T02']],
      [printed, ['P03', 'P10', 'T02']],
    ] as const) {
      const all = await found('/car/a.py', text);
      assert.deepEqual(
        all.map(({ code }) => code),
        codes,
        text,
      );
      const types = all.filter(({ code }) => code === 'T02').map(asOffsets(text));
      assert.deepEqual(
        types.map(({ from, to }) => text.slice(from, to)),
        ['"bigint"'],
      );
      const [fix] = all[0]?.fixes ?? [];
      assert.ok(fix);
      const left = (await found('/car/a.py', applyFix(text, fix))).map(({ code }) => code);
      assert.deepEqual(left, codes.length > 1 ? ['T02'] : []);
    }
  });

  it('are followed through jsonencode() and values on one line in Terraform', async () => {
    const bad = '{ input = [{ name = "a", type = "bigint" }], output = { name = "o", type = "double" } }';
    for (const text of [
      `environment = { SAGEMAKER_SPARKML_SCHEMA = jsonencode(${bad}) }\n`,
      `locals {\n  schema = ${bad}\n}\nenvironment = { A = 1, SAGEMAKER_SPARKML_SCHEMA = jsonencode(local.schema) }\n`,
    ]) {
      const all = (await found('/car/a.tf', text)).map(asOffsets(text));
      assert.deepEqual(
        all.map(({ code, from, to }) => [code, text.slice(from, to)]),
        [['T02', '"bigint"']],
      );
    }
  });

  it('are found in notebooks as they are: other kernels, magics, outputs', async () => {
    const cell = (...source: readonly string[]) => ({
      cell_type: 'code',
      source,
      outputs: [{ text: ['\u001b[0;31m[ '.repeat(300), '\\'] }],
    });
    const cells = [
      cell('schema = StructType([StructField("a")])\n', 'spark.read.csv(path, schema=schema)'),
      cell(
        '%%local\n',
        'schema = {"input": [{"name": "a", "type": "bigint"}], "output": {"name": "o", "type": "double"}}',
      ),
      cell('%%time\n', 'env = {"SAGEMAKER_SPARKML_SCHEMA": json.dumps(schema)}'),
      cell('%%html\n', "<p>export SAGEMAKER_SPARKML_SCHEMA='x'</p>"),
      cell('%%writefile -a run.sh\n', 'export SAGEMAKER_SPARKML_SCHEMA=x'),
      cell('%env SAGEMAKER_SPARKML_SCHEMA={schema}\n', '!export SAGEMAKER_SPARKML_SCHEMA=$schema\n'),
      cell('print("%d"\n', '  % len({"SAGEMAKER_SPARKML_SCHEMA": schema}))'),
    ];
    for (const name of ['python', 'pyspark', 'ipython3']) {
      const text = JSON.stringify({ cells, metadata: { language_info: { name } } });
      const all = await found('/car/a.ipynb', text);
      assert.deepEqual(
        all.map(asOffsets(text)).map(({ code, from, to }) => [code, text.slice(from, to)]),
        [['T02', '\\"bigint\\"']],
      );
    }
  });

  const variables: readonly (readonly [code: string, path: string, text: string, marked: string])[] = [
    ['E01', '/car/Dockerfile', `FROM x\nENV SAGEMAKER_SPARK_ML_SCHEMA='${goodSchema}'\n`, 'SAGEMAKER_SPARK_ML_SCHEMA'],
    ['E01', '/car/a.py', `m = Model(env={"SPARKML_SCHEMA": "x"})`, 'SPARKML_SCHEMA'],
    ['E01', '/car/a.env', `SAGEMAKER_SPARKML_SHEMA=${goodSchema}\n`, 'SAGEMAKER_SPARKML_SHEMA'],
    [
      'E03',
      '/car/a.py',
      'm = SparkMLModel(env={"SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT": "application/json"})',
      'application/json',
    ],
    ['E02', '/car/a.py', 'm = Model(env={"SAGEMAKER_SPARKML_SCHEMA": {"input": []}})', '{'],
    ['E02', '/car/a.yaml', 'Environment:\n  SAGEMAKER_SPARKML_SCHEMA:\n    input: []\n', 'i'],
    [
      'E02',
      '/car/a.tf',
      'resource "aws_sagemaker_model" "a" {\n environment = {\n SAGEMAKER_SPARKML_SCHEMA = { input = [] }\n}\n}',
      '{',
    ],
    [
      'E03',
      '/car/a.env',
      `SAGEMAKER_SPARKML_SCHEMA=${goodSchema}\nSAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT=application/json\n`,
      'application/json',
    ],
    [
      'E04',
      '/car/run.sh',
      `docker run -e SAGEMAKER_SPARKML_SCHEMA='${goodSchema}' -e SAGEMAKER_BIND_TO_PORT=http x\n`,
      'http',
    ],
  ];
  for (const [code, path, text, marked] of variables) {
    it(`finds ${code} in ${path}`, async () => {
      const every = await validateFile({ path, text }, context);
      // What else is wrong with an image is told by rules of its own.
      const all = every.filter((one) => /^[PSCTME]\d/.test(one.code));
      assert.deepEqual(
        all.map((one) => one.code),
        [code],
        text,
      );
      assert.deepEqual(
        all.map(asOffsets(text)).map(({ from, to }) => text.slice(from, to)),
        [marked],
      );
      for (const fix of all[0]?.fixes ?? []) {
        const left = await validateFile({ path, text: applyFix(text, fix) }, context);
        assert.ok(
          left.every((one) => one.code !== code),
          applyFix(text, fix),
        );
      }
    });
  }
});
