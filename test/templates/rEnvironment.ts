import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { must } from '../machine/child';
import { rVariable } from '../machine/rRoot';
import { enter } from './searchPath';
import { folderOf } from './templateImages';

/** R in a folder of its own, as people have it who may not install packages of the system. */
export function enterR(): Promise<() => void> {
  return enter('r', async (folder) => {
    const root = join(folder, 'root');
    mkdirSync(root);
    const archive = join(folderOf(rVariable), 'r.tar');
    await must('tar', ['--directory', root, '--extract', '--file', archive], { output: 'quiet' });
    const home = join(root, 'usr/lib/R');
    linkSettings(root, join(home, 'etc'));
    const start = join(home, 'bin/R');
    writeFileSync(start, readFileSync(start, 'utf8').replaceAll('/usr/', `${root}/usr/`));
    mkdirSync(join(folder, 'bin'));
    const program = join(folder, 'bin/Rscript');
    const variables = `RHOME='${home}' R_LD_LIBRARY_PATH='${[join(home, 'lib'), ...librariesOf(root)].join(':')}'`;
    writeFileSync(program, `#!/bin/sh\n${variables} exec '${home}/bin/Rscript' "$@"\n`);
    chmodSync(program, 0o755);
  });
}

/** Debian's R has links to /etc/R. */
function linkSettings(root: string, settings: string): void {
  for (const one of readdirSync(settings, { withFileTypes: true })) {
    const link = join(settings, one.name);
    const target = one.isSymbolicLink() ? readlinkSync(link) : '';
    if (!target.startsWith('/')) continue;
    rmSync(link);
    symlinkSync(join(root, target), link);
  }
}

/** Those of this machine first: what R starts are programs of this machine. */
function librariesOf(root: string): readonly string[] {
  const machine = readdirSync(join(root, 'lib')).find((name) => /^[\w]+-linux-gnu$/.test(name)) ?? '';
  return ['', root].flatMap((start) => [`${start}/lib/${machine}`, `${start}/usr/lib/${machine}`]);
}
