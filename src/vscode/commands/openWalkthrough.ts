import * as vscode from 'vscode';
import type { Command } from './command';

/** Show the first steps. */
export const openWalkthrough: Command = {
  run: async () => {
    await vscode.commands.executeCommand(
      'workbench.action.openWalkthrough',
      'sagemaker-containers.sagemaker-containers#firstRun',
      false,
    );
  },
};
