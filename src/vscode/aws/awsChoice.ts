import * as vscode from 'vscode';
import type { AwsChoice, AwsProfile } from '../../jobs/submission';
import type { App } from '../app';
import { setting } from '../settings';

/** Regions that are offered; any other can be typed. */
const offeredRegions = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1', 'eu-south-1'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  ...['me-central-1', 'af-south-1', 'us-gov-west-1', 'cn-north-1', 'cn-northwest-1'],
] as const;

/** Profile and region that the settings of a folder name; each may be absent. */
export function chosenBySettings(scope: vscode.Uri): AwsChoice {
  const profile = setting('aws.profile', scope);
  const region = setting('aws.region', scope);
  return { ...(profile ? { profile } : {}), ...(region ? { region } : {}) };
}

/** Let a person choose a profile and a region. @returns undefined when the choice was given up */
export async function askAwsChoice(app: App): Promise<AwsChoice | undefined> {
  const profile = await pickProfile(await app.aws().profiles());
  if (!profile) return undefined;
  const region = await pickRegion(profile.region);
  if (region === undefined) return undefined;
  return { ...(profile.name !== undefined && { profile: profile.name }), region };
}

interface ProfileItem extends vscode.QuickPickItem {
  /** Absent for the variables and roles of this machine. */
  readonly name?: string;
  readonly region?: string;
}

function pickProfile(profiles: readonly AwsProfile[]): Thenable<ProfileItem | undefined> {
  const items: ProfileItem[] = profiles.map(({ name, region, way }) => ({
    label: name,
    description: [way, region].filter((part) => part !== undefined).join(' · '),
    name,
    ...(region !== undefined && { region }),
  }));
  const surroundings: ProfileItem = {
    label: vscode.l10n.t('No profile'),
    description: vscode.l10n.t('What AWS_* variables or the role of this machine give'),
  };
  return vscode.window.showQuickPick<ProfileItem>([...items, surroundings], {
    title: vscode.l10n.t('Which AWS profile?'),
    placeHolder: vscode.l10n.t('From the shared AWS files; aws configure and aws configure sso make more'),
  });
}

interface RegionItem extends vscode.QuickPickItem {
  readonly isOther?: true;
}

async function pickRegion(preferred: string | undefined): Promise<string | undefined> {
  const others = offeredRegions.filter((region) => region !== preferred).map((label): RegionItem => ({ label }));
  const first: RegionItem[] =
    preferred === undefined ? [] : [{ label: preferred, description: vscode.l10n.t('region of the profile') }];
  const other: RegionItem = { label: vscode.l10n.t('Another Region…'), isOther: true, alwaysShow: true };
  const picked = await vscode.window.showQuickPick<RegionItem>([...first, ...others, other], {
    title: vscode.l10n.t('Which AWS region?'),
  });
  if (!picked?.isOther) return picked?.label;
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Which AWS region?'),
    value: preferred ?? '',
    validateInput: (text) =>
      /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text) ? undefined : vscode.l10n.t('Write one like us-east-1.'),
  });
}
