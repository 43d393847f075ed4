/** A document that is long for its kind, and right: an `x` at its place makes one type of a schema wrong. */
export interface LongDocument {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  /** Of a notebook; the text alone for any other file. */
  readonly cells: readonly string[];
  /** Which of the cells is typed into. */
  readonly cell: number;
  readonly place: { readonly line: number; readonly character: number };
}

const typeStart = '"type": "';

function column(index: number): string {
  return `{"name": "column_${index}", "type": "double"}`;
}

function placeOf(text: string, at: number): LongDocument['place'] {
  const before = text.slice(0, at);
  const line = before.split('\n').length - 1;
  return { line, character: at - (before.lastIndexOf('\n') + 1) };
}

/** 40 cells of 50 lines; what one defines, the last one uses. */
export function longNotebook(): LongDocument {
  const columns = Array.from({ length: 45 }, (_one, index) => `        ${column(index)},`);
  const schema = [
    'schema = {',
    '    "input": [',
    ...columns,
    '    ],',
    '    "output": {"name": "prediction", "type": "double"},',
    '}',
  ].join('\n');
  const work = Array.from({ length: 38 }, (_one, cell) =>
    Array.from({ length: 50 }, (_line, line) => workLine(cell, line)).join('\n'),
  );
  const use = ['import json', 'env = {"SAGEMAKER_SPARKML_SCHEMA": json.dumps(schema)}', 'send(env)'].join('\n');
  const at = schema.indexOf(typeStart) + typeStart.length;
  const cells = [...work.slice(0, 19), schema, ...work.slice(19), use];
  return {
    name: 'notebook',
    title: 'a notebook of 2 000 lines',
    file: 'long.ipynb',
    cells,
    cell: 19,
    place: placeOf(schema, at),
  };
}

function workLine(cell: number, line: number): string {
  if (line % 10 === 0) return `def step_${cell}_${line}(frame, limit=${line}):`;
  if (line % 10 === 9) return `    return frame.groupby("key_${line}").agg({"value": ["mean", "std"]})`;
  return `    frame["c${line}"] = frame["a${line}"].map(lambda value: value * ${line} + limit)  # step ${cell}`;
}

/** A training job of 1 000 lines with many channels, and a schema in its Environment. */
export function longDefinition(): LongDocument {
  const schema = JSON.stringify({
    input: Array.from({ length: 12 }, (_one, index) => ({ name: `c${index}`, type: 'double' })),
    output: { name: 'prediction', type: 'double' },
  });
  const hyperparameters = Object.fromEntries(Array.from({ length: 100 }, (_one, index) => [`p${index}`, `${index}`]));
  const metrics = Array.from({ length: 40 }, (_one, index) => ({ Name: `m${index}`, Regex: `m${index}=([0-9.]+)` }));
  const request = {
    TrainingJobName: 'long',
    RoleArn: 'arn:aws:iam::123456789012:role/long',
    AlgorithmSpecification: {
      TrainingImage: '123456789012.dkr.ecr.us-west-2.amazonaws.com/long:1',
      TrainingInputMode: 'File',
      MetricDefinitions: metrics,
    },
    HyperParameters: hyperparameters,
    InputDataConfig: Array.from({ length: 20 }, (_one, index) => channel(index)),
    OutputDataConfig: { S3OutputPath: 's3://long/out' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 5 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
    Tags: Array.from({ length: 50 }, (_one, index) => ({ Key: `k${index}`, Value: `v${index}` })),
    Environment: { SAGEMAKER_SPARKML_SCHEMA: schema },
  };
  const text = JSON.stringify(request, undefined, 2);
  const start = typeStart.replaceAll('"', String.raw`\"`).replace(' ', '');
  const at = text.indexOf(start) + start.length;
  return {
    name: 'definition',
    title: 'a definition of 1 000 lines',
    file: 'long.training-job.json',
    cells: [text],
    cell: 0,
    place: placeOf(text, at),
  };
}

function channel(index: number): object {
  return {
    ChannelName: `channel${index}`,
    DataSource: {
      S3DataSource: {
        S3DataType: 'S3Prefix',
        S3Uri: `s3://long/in/${index}`,
        S3DataDistributionType: 'FullyReplicated',
        AttributeNames: ['a', 'b', 'c'],
      },
    },
    ContentType: 'text/csv',
    CompressionType: 'None',
    RecordWrapperType: 'None',
    InputMode: 'File',
    ShuffleConfig: { Seed: index },
  };
}

/** A schema of 500 columns, a line for each. */
export function wideSchema(): LongDocument {
  const columns = Array.from({ length: 500 }, (_one, index) => `    ${column(index)}`).join(',\n');
  const text = `{\n  "input": [\n${columns}\n  ],\n  "output": {"name": "prediction", "type": "double"}\n}\n`;
  const at = text.lastIndexOf(typeStart, text.indexOf('column_400') + 40) + typeStart.length;
  return {
    name: 'schema',
    title: 'a schema of 500 columns',
    file: 'wide.sparkml-schema.json',
    cells: [text],
    cell: 0,
    place: placeOf(text, at),
  };
}
