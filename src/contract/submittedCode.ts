/** Where toolkits look for the user's code, and what they fetch it to where nothing is there (T45). */
export const codePath = '/opt/ml/code';

/** Hyperparameter of a training job that says where its code is (T41). */
export const codeParameter = 'sagemaker_submit_directory';
/** The same for a container that serves (I13). */
export const codeVariable = 'SAGEMAKER_SUBMIT_DIRECTORY';

/** The text of a hyperparameter that the SageMaker SDK has written as JSON (T41), or that somebody has written plainly. */
export function plainParameter(value: string | undefined): string | undefined {
  try {
    const read: unknown = JSON.parse(value ?? '');
    return typeof read === 'string' ? read : value;
  } catch {
    return value;
  }
}
