import * as vscode from 'vscode';

/** Ask for the code of an MFA device. Giving it up ends what it was asked for, as an abort. */
export async function askMfaCode(device: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('Code of the MFA device {0}', device),
    prompt: vscode.l10n.t('The six digits that the device shows now.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (/^\s*\d{6}\s*$/.test(text) ? undefined : vscode.l10n.t('Write six digits.')),
  });
  if (code === undefined) throw givenUp();
  return code.trim();
}

/** What is thrown where a person did not answer; nobody is told of it. */
export function givenUp(): Error {
  return new DOMException('A question was not answered.', 'AbortError');
}
