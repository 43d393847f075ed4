import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { jobNameFrom } from '../../contract/jobName';
import type { ImagePlan, Plan } from '../../definitions/plan';
import type { ImageFacts } from '../../engines/engine';
import type { JobRun } from './jobRun';

/**
 * Build or find an image; its build or pull is logged as the stream `build`.
 * @returns the image's name on the engine
 */
export async function prepareImage(run: JobRun<Plan>, image: ImagePlan): Promise<string> {
  const { engine, recorder, stop } = run;
  const log = (line: string) => {
    recorder.log('build', line);
  };
  if (image.kind === 'build') {
    const { context, dockerfile } = image;
    return engine.build({ context, dockerfile, tag: imageTag(image), labels: {} }, log, stop);
  }
  const facts = await engine.image(image.name, log, stop);
  for (const note of imageNotes(facts, run.plan.kind)) recorder.note(note);
  return image.name;
}

/** Tag of an image that is built from a folder: the same folder gives the same tag. */
export function imageTag(image: Extract<ImagePlan, { kind: 'build' }>): string {
  const place = createHash('sha256').update(`${image.context}\n${image.dockerfile}`).digest('hex').slice(0, 8);
  return `sagemaker-containers/${jobNameFrom(basename(image.context)).toLowerCase()}-${place}:latest`;
}

/** What works here and will not, or not as here, on SageMaker. */
export function imageNotes(image: ImageFacts, kind: Plan['kind']): readonly string[] {
  const notes: string[] = [];
  if (image.architecture !== 'amd64') {
    notes.push(
      `The image is made for ${image.architecture}; SageMaker runs linux/amd64 and will say "exec format error". Build it with --platform linux/amd64.`,
    );
  }
  if (image.user !== '' && image.user !== 'root' && image.user !== '0') {
    notes.push(
      `The image runs as user ${image.user}; the platform's folders belong to root, so it may not write its model or output.`,
    );
  }
  // A processing container gets no word of the platform's that tini could take for a program.
  if (kind !== 'processing-job' && /(^|\/)tini$/.test(image.entrypoint[0] ?? '')) {
    notes.push(
      'The image starts through tini, which SageMaker does not support: it takes "train" or "serve" for the program.',
    );
  }
  return notes;
}
