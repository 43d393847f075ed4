import * as vscode from 'vscode';
import type { Variant } from '../../jobs/resources';
import { ageText } from '../duration';
import type { Look } from './jobItem';

/** What the row of an endpoint says of its cost; nothing where no machine of it runs. */
export function costLook(variants: readonly Variant[], createdAt: number): Pick<Look, 'icon' | 'description'> {
  if (!variants.some(({ instances }) => instances > 0)) return {};
  return {
    icon: new vscode.ThemeIcon('credit-card', new vscode.ThemeColor('list.warningForeground')),
    description: vscode.l10n.t('{0}, costs money', ageText(Date.now() - createdAt)),
  };
}
