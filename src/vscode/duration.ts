import * as vscode from 'vscode';

/** A time span for people: `0.4 s`, `12 s`, `3 min 5 s`, `1 h 2 min`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) return vscode.l10n.t('{0} s', seconds.toFixed(1));
  if (seconds < 60) return vscode.l10n.t('{0} s', Math.floor(seconds));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return vscode.l10n.t('{0} min {1} s', minutes, Math.floor(seconds % 60));
  return vscode.l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}

/** A long time span for people, to the hour: `3 d 4 h`; shorter ones to the minute. */
export function ageText(milliseconds: number): string {
  const hours = Math.floor(Math.max(0, milliseconds) / 3_600_000);
  if (hours >= 24) return vscode.l10n.t('{0} d {1} h', Math.floor(hours / 24), hours % 24);
  const minutes = Math.floor(Math.max(0, milliseconds) / 60_000);
  return hours > 0
    ? vscode.l10n.t('{0} h {1} min', hours, minutes % 60)
    : vscode.l10n.t('{0} min', Math.max(1, minutes));
}

/** A size for people: `812 B`, `1.4 MB`. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0)} ${units[power] ?? 'B'}`;
}
