import { basename } from 'node:path';
import { fail, notFor, pass, servingUses, warn, type ContainerRule } from '../containerRule';

/** G23. */
export const archive: ContainerRule = {
  id: 'G23',
  title: 'Its model is one gzipped tar of plain files',
  seen: 'entries of the archive that ModelDataUrl names; links in /opt/ml/model after a training',
  why: 'The platform extracts the archive to /opt/ml/model: links fail the deployment, anything but gzip is not read, and a folder around it all moves every path.',
  fix: 'Pack it with tar -czf model.tar.gz --dereference -C FOLDER . and without the files of macOS (COPYFILE_DISABLE=1).',
  uses: [...servingUses, 'training'],
  judge: ({ archive: seen, training, uses }) => {
    const links = training?.plain.modelLinks ?? [];
    if (links.length > 0) return fail('The training leaves symbolic links in its model.', links.slice(0, 6));
    const isTrained = uses.has('training') && (training?.plain.modelFiles ?? 0) > 0;
    if (!seen) return isTrained ? pass('The training leaves plain files.') : notFor('The definition names no archive.');
    if (!seen.isGzip) return fail(`${basename(seen.path)} is not gzipped.`);
    if (seen.entries.length === 0) return fail(`${basename(seen.path)} holds nothing that can be read.`);
    if (seen.links.length > 0) return fail('It holds symbolic links.', seen.links.slice(0, 6));
    const mac = seen.entries.filter((entry) => /(?:^|\/)(?:\._|\.DS_Store$|__MACOSX)/.test(entry));
    if (mac.length > 0) return warn('It holds files that macOS adds.', mac.slice(0, 6));
    const tops = new Set(
      seen.entries.map((entry) => entry.replace(/^\.\//, '').split('/')[0] ?? '').filter((top) => top !== ''),
    );
    const [top = ''] = tops;
    const isWrapped =
      tops.size === 1 && ['model', basename(seen.path).replace(/\..*/, '')].includes(top) && seen.entries.length > 1;
    if (isWrapped) return warn(`Everything in it lies in a folder ${top}.`, seen.entries.slice(0, 6));
    return pass('It can be extracted as it is.', seen.entries.slice(0, 6));
  },
};
