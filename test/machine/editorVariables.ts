/** What the set-up tells the processes that run tests, by environment variables. */
import type { EditorInstall } from './editorInstall';

/** JSON of an `EditorInstall`: the editor that a test drives. */
export const editorVariable = 'SAGEMAKER_CONTAINERS_TEST_EDITOR';
/** Version of the desktop editor to download where there is no installed one: `1.90.2`, `stable`. */
export const editorVersionVariable = 'SAGEMAKER_CONTAINERS_TEST_EDITOR_VERSION';
/** Where the suite in the extension host writes its counts. */
export const countsVariable = 'SAGEMAKER_CONTAINERS_TEST_COUNTS';
/** Where the suite in the extension host writes what it prints. */
export const outputVariable = 'SAGEMAKER_CONTAINERS_TEST_OUTPUT';
/** Only tests whose title matches. */
export const grepVariable = 'SAGEMAKER_CONTAINERS_TEST_GREP';

/** The editor that this process was told to use. @throws Error when it was started by hand, without one */
export function editorOfEnvironment(): EditorInstall {
  const text = process.env[editorVariable];
  if (text === undefined)
    throw new Error('These tests need an editor: run them with `npm test -- host` or `npm test -- ui`.');
  return JSON.parse(text) as EditorInstall;
}
