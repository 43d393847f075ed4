import type { PythonProgram } from '../python/pythonProgram';

const sdkWords =
  /\bget_execution_role\b|\.deploy\(|\b(?:entry_point|image_uri)\s*=|\b\w*(?:Processor|Estimator|Tuner)\(|\bModelTrainer\(|\bLocalSession\(/;
const apiWords =
  /\.create_(?:training_job|processing_job|transform_job|hyper_parameter_tuning_job|endpoint|endpoint_config)\(/;

/** Whether a program starts jobs and endpoints, with the SDK or boto3: it runs on somebody's own machine, and is none of them. */
export function drivesJobs({ imports, text }: Pick<PythonProgram, 'imports' | 'text'>): boolean {
  return (imports.includes('sagemaker') && sdkWords.test(text)) || (imports.includes('boto3') && apiWords.test(text));
}
