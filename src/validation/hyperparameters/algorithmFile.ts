import type { HyperParameterSpecification, TrainingSpecification } from '@aws-sdk/client-sagemaker';
import { parseJson } from '../../definitions/strictJson';
import type { HyperparameterSpec, HyperparameterType, KnownHyperparameters } from './hyperparameterSpec';

/** What an algorithm file says of the jobs that use it. */
export interface AlgorithmFile {
  readonly image?: string;
  /** Undefined where it does not list its hyperparameters. */
  readonly known?: KnownHyperparameters;
}

/**
 * Reads a `*.algorithm.json`; what is not as it should be is left out, since the file's own diagnostics tell of it.
 * @param name the file's name, for messages
 */
export function readAlgorithmFile(text: string, name: string): AlgorithmFile | undefined {
  const parsed = parseJson(text);
  if (parsed.fault || !isRecord(parsed.value)) return undefined;
  const training = parsed.value['TrainingSpecification'];
  if (!isRecord(training)) return undefined;
  const { TrainingImage: image, SupportedHyperParameters: listed } = training as Partial<TrainingSpecification>;
  const parameters = Array.isArray(listed) ? listed.filter(isRecord).flatMap(toSpec) : undefined;
  return {
    ...(typeof image === 'string' && { image }),
    ...(parameters && { known: { origin: 'algorithm', by: name, parameters, isClosed: true } }),
  };
}

const types: Readonly<Record<string, HyperparameterType>> = {
  Integer: 'integer',
  Continuous: 'float',
  Categorical: 'string',
  FreeText: 'string',
};

function toSpec(row: Partial<HyperParameterSpecification>): readonly HyperparameterSpec[] {
  const type = types[row.Type ?? ''];
  if (typeof row.Name !== 'string' || type === undefined) return [];
  const limits = row.Range?.IntegerParameterRangeSpecification ?? row.Range?.ContinuousParameterRangeSpecification;
  const values = row.Range?.CategoricalParameterRangeSpecification?.Values;
  return [
    {
      name: row.Name,
      type,
      ...limit('min', limits?.MinValue),
      ...limit('max', limits?.MaxValue),
      ...(row.Type === 'Categorical' && Array.isArray(values) && { words: values }),
      ...(row.IsRequired === true && { required: true }),
      ...(typeof row.DefaultValue === 'string' && { default: row.DefaultValue }),
      ...(typeof row.IsTunable === 'boolean' && { tunable: row.IsTunable }),
      ...(typeof row.Description === 'string' && { description: row.Description }),
    },
  ];
}

function limit(end: 'min' | 'max', text: unknown): Partial<Record<'min' | 'max', number>> {
  const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : NaN;
  return Number.isFinite(value) ? { [end]: value } : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
