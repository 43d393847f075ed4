import { homedir } from 'node:os';
import { join } from 'node:path';

/** Absolute path of this user's folder for what can be asked for again, where the system wants such things. */
export function userCacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const home = homedir();
  const system =
    platform === 'win32'
      ? (environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'))
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : (environment['XDG_CACHE_HOME'] ?? join(home, '.cache'));
  return join(system, 'sagemaker-containers');
}
