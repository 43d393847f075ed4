import { csv, lines, text, type Served } from './asked';
import { carRequests, cars, features, labelRequests } from './carCases';
import { basicValues, listValues, outputs } from './conversionCases';
import { wideRequests } from './requestCases';
import { schemaTexts } from './schemaCases';
import { listed, number, wide } from './servedSchemas';

const oneRow = { row: { contentType: csv, body: '1' }, again: { contentType: csv, body: 'x' } };

function withSchema(schema: string, asked: Served['asked'] = oneRow): Served {
  return { pipeline: 'nothing', environment: { SAGEMAKER_SPARKML_SCHEMA: schema }, asked };
}

/** Every container by name. */
export const served: Readonly<Record<string, Served>> = {
  'no variables': {
    pipeline: 'nothing',
    environment: {},
    asked: {
      ...basicValues(),
      ...listValues(),
      ...outputs(),
      ...schemaTexts(),
      'csv without a schema': { contentType: csv, body: '1' },
      'json without a schema': { body: '{"data":[1]}' },
    },
  },
  'three columns': withSchema(wide, wideRequests()),
  'an array': withSchema(listed, {
    csv: { contentType: csv, body: '1.0' },
    'json lines: a row of one list': { contentType: lines, body: '{"data":[[1.0,2.0]]}' },
    'json lines: wrapped': { contentType: lines, body: '{"data":[[[1.0,2.0]]]}' },
    'json lines: as json lines': { contentType: lines, accept: lines, body: '{"data":[[[1.0,2.0]],[[3.0]]]}' },
  }),
  'an empty schema': withSchema(''),
  'a blank schema': withSchema(' \n'),
  'a schema that is null': withSchema('null'),
  'a schema with an unknown key': withSchema(
    '{"input":[{"name":"x","type":"double","nullable":true}],"output":{"name":"x","type":"double"}}',
  ),
  'a schema with text behind it': withSchema(`\n ${number} {"and": more`),
  'a schema that ends too early': withSchema('{"input":[{"name":"x"'),
  'a schema that is a path': withSchema('s3://bucket/schema.json'),
  'a schema in single quotes': withSchema("{'input':[]}"),
  'a schema that is encoded twice': withSchema(JSON.stringify(number)),
  'a schema with a byte order mark': withSchema(`\ufeff${number}`),
  'another default Accept': {
    pipeline: 'nothing',
    environment: { SAGEMAKER_SPARKML_SCHEMA: number, SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT: text },
    asked: {
      ...oneRow,
      'any Accept': { contentType: csv, accept: '*/*', body: '1' },
      'its own Accept': { contentType: csv, accept: csv, body: '1' },
    },
  },
  'a default Accept that is not valid': {
    pipeline: 'nothing',
    environment: { SAGEMAKER_SPARKML_SCHEMA: number, SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT: 'application/json' },
    asked: { ...oneRow, 'its own Accept': { contentType: csv, accept: csv, body: '1' } },
  },
  preprocessor: {
    pipeline: 'preprocessor',
    environment: { SAGEMAKER_SPARKML_SCHEMA: JSON.stringify({ input: cars, output: features }) },
    asked: carRequests(),
  },
  postprocessor: {
    pipeline: 'postprocessor',
    environment: {
      SAGEMAKER_SPARKML_SCHEMA:
        '{"input":[{"name":"label_index","type":"double"}],"output":{"name":"label","type":"string"}}',
    },
    asked: labelRequests(),
  },
};
