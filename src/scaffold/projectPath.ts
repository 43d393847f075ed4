import { AppError } from '../contract/appError';

/** Names that Windows keeps for devices, whatever follows their first dot. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Bytes of the longest name that usual file systems take. */
const longestName = 255;

/**
 * A path of a project as it may be written on any system.
 * @throws AppError `scaffold.path` for one that leads out of the project, or that some system can't have
 */
export function projectPath(path: string): string {
  if (path.split('/').every((part) => nameFault(part) === undefined)) return path;
  throw new AppError(
    'scaffold.path',
    `The template would write "${path}", which is no path inside a project.`,
    'Correct the file name in the template, or the answer that it holds.',
  );
}

/** Why a file or a folder can't have a name on every system, as a sentence that says what to do; undefined for a good name. */
export function nameFault(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'Write a name.';
  if (/[\\/:*?"<>|\p{Cc}]/u.test(name)) return 'Leave out / \\ : * ? " < > | and line breaks.';
  if (/[. ]$/.test(name)) return 'Leave out the dot or the space at its end.';
  if (Buffer.byteLength(name) > longestName) return 'Write a shorter name.';
  return deviceFault(name);
}

/** The same for what Windows would take for a device. */
export function deviceFault(name: string): string | undefined {
  return devices.test(name) ? 'Windows keeps this name for a device: choose another.' : undefined;
}
