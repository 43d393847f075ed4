import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLoopback } from './loopbackServer';

/** A registry of images on loopback, which engines take without TLS. */
export interface Registry {
  /** As names of images begin: host and port. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** @param folder for what it keeps */
export async function startRegistry(folder: string): Promise<Registry> {
  const kept = join(folder, 'registry');
  const configuration = join(folder, 'registry.yml');
  mkdirSync(kept);
  const { port, stop } = await startLoopback((free) => {
    writeFileSync(
      configuration,
      `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${kept}}, delete: {enabled: true}}\nhttp: {addr: "127.0.0.1:${free}"}\n`,
    );
    return spawn('docker-registry', ['serve', configuration], { stdio: 'ignore' });
  });
  return { address: `127.0.0.1:${port}`, stop };
}
