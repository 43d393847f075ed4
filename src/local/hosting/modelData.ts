import { mkdir, open } from 'node:fs/promises';
import { AppError, messageOf } from '../../contract/appError';
import { largestRatio } from '../../contract/archives';
import type { ModelDataPlan } from '../../definitions/plan';
import { listJobs } from '../jobs/jobList';
import { collectFaults, readHeaders } from './archiveHeaders';

const gzipMagic = Buffer.of(0x1f, 0x8b);

/**
 * The archive that a model takes: a file, or the artifact of the newest completed run of a training job definition.
 * @returns absolute path of a `model.tar.gz`
 */
export async function locateModelData(root: string, data: ModelDataPlan): Promise<string> {
  if (data.kind === 'archive') return data.path;
  const runs = (await listJobs(root)).filter((job) => job.definition === data.definition && job.status === 'Completed');
  const artifact = runs[0]?.artifacts.find(({ name }) => name === 'model.tar.gz');
  if (artifact) return artifact.path;
  throw new AppError(
    'model.untrained',
    `The model takes its artifact from ${data.definition}, which has no completed run here.`,
    `Run it first: sagemaker-containers run ${data.definition}`,
  );
}

/**
 * Extract a model archive as the platform does before a container starts (I15): one gzip'd tar, no symbolic links.
 * @throws AppError `model.archive` for anything else, with nothing extracted
 */
export async function extractModel(archive: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await checkGzip(archive);
  try {
    const { links, faults } = await readHeaders(archive, folder);
    const [link] = links;
    if (link !== undefined) {
      throw new AppError(
        'model.archive',
        `${archive} holds a symbolic link: ${link}.`,
        'SageMaker refuses such an archive; pack the file itself (tar --dereference).',
      );
    }
    refuse(faults);
    const tar = await import('tar');
    const met: Error[] = [];
    await tar.x({ file: archive, cwd: folder, onwarn: collectFaults(met), maxDecompressionRatio: largestRatio });
    refuse(met);
  } catch (cause) {
    if (cause instanceof AppError || (cause as NodeJS.ErrnoException).code === 'ENOSPC') throw cause;
    throw new AppError(
      'model.archive',
      `${archive} can't be extracted: ${messageOf(cause)}.`,
      'Pack the model again as one gzip-compressed tar.',
      { cause },
    );
  }
}

function refuse([first]: readonly Error[]): void {
  if (first) throw first;
}

async function checkGzip(archive: string): Promise<void> {
  const file = await open(archive).catch((cause: unknown) => {
    throw new AppError('model.archive', `${archive} can't be read: ${messageOf(cause)}.`, 'Correct ModelDataUrl.', {
      cause,
    });
  });
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    if (!buffer.equals(gzipMagic)) {
      throw new AppError(
        'model.archive',
        `${archive} is not gzip-compressed.`,
        'SageMaker takes one .tar.gz; pack the model as tar and gzip.',
      );
    }
  } finally {
    await file.close();
  }
}
