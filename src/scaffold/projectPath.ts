import { AppError } from '../contract/appError';

/** Names that Windows keeps for devices, whatever follows their first dot. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A path of a project as it may be written on any system.
 * @throws AppError `scaffold.path` for one that leads out of the project, or that some system can't have
 */
export function projectPath(path: string): string {
  const parts = path.split('/');
  const isGood = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !isForeign(part));
  if (isGood) return path;
  throw new AppError(
    'scaffold.path',
    `The template would write "${path}", which is no path inside a project.`,
    'Correct the file name in the template, or the answer that it holds.',
  );
}

function isForeign(part: string): boolean {
  return /[\\:*?"<>|\p{Cc}]/u.test(part) || /[. ]$/.test(part) || devices.test(part);
}
