import * as vscode from 'vscode';
import {
  LanguageClient,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import { definitionKinds } from '../definitions/definitionKinds';
import { folderSchemes } from './folderSchemes';

const definitionPatterns = definitionKinds.map(({ suffix, wholeName }) =>
  wholeName ? `**/${suffix}` : `**/*${suffix}`,
);
/** Other files that may give variables to a container. */
const filePatterns = ['**/*.{yml,yaml,tf,sh,bash,zsh,env,ipynb,json}', '**/.env*', '**/env.list'];

/**
 * Start the language server in a process of its own.
 * @param module absolute path of its bundle
 */
export async function startLanguageClient(module: string): Promise<vscode.Disposable> {
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  // Only what comes or goes can make a reference right or wrong.
  const files = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
  const options: LanguageClientOptions = {
    documentSelector: [
      ...[...folderSchemes()].flatMap((scheme) => [
        ...[...definitionPatterns, ...filePatterns].map((pattern) => ({ scheme, pattern })),
        ...['dockerfile', 'python'].map((language) => ({ scheme, language })),
      ]),
      { notebook: 'jupyter-notebook', language: 'python' },
    ],
    synchronize: { fileEvents: files },
  };
  const client = new LanguageClient('sagemaker-containers', 'SageMaker Containers Language Server', server, options);
  await client.start();
  return new vscode.Disposable(() => void client.stop().finally(() => void files.dispose()));
}
