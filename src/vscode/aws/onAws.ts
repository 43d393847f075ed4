import * as vscode from 'vscode';
import type { AwsChoice } from '../../jobs/submission';
import type { App } from '../app';
import { textOf } from '../messages';
import { offerSignIn } from './offerSignIn';
import { isSignInNeeded } from './signInNeeded';

/** Do something on AWS. Where it failed for want of valid credentials, people are offered to sign in; nobody else need tell them. */
export async function onAws<Result>(app: App, choice: AwsChoice, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isSignInNeeded(error)) throw error;
    app.log.error(`${error.code}: ${textOf(error)}`);
    offerSignIn(textOf(error), choice);
    throw new vscode.CancellationError();
  }
}
