import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { x as extract } from 'tar';
import { must } from '../../machine/child';
import { repository } from '../../machine/repository';
import type { Served } from './asked';

/** Images and data of the example whose containers are tested here. */
export const example = join(repository, 'examples', 'car-evaluation-pipeline');

/** A folder that stands for /opt/ml, filled by the example's processing program from all cars. */
export async function preprocess(base: string): Promise<void> {
  mkdirSync(join(base, 'processing', 'input'), { recursive: true });
  cpSync(join(example, 'data', 'car.data'), join(base, 'processing', 'input', 'car.data'));
  await must('python3', [join(example, 'images', 'preprocess', 'preprocess.py')], {
    env: { ...process.env, SAGEMAKER_BASE_DIR: base, PYTHONDONTWRITEBYTECODE: '1' },
    output: 'quiet',
  });
}

/** The pipelines that containers are asked with, each a folder as it would be below /opt/ml/model. */
export async function makePipelines(folder: string): Promise<Readonly<Record<Served['pipeline'], string>>> {
  await preprocess(folder);
  for (const name of ['preprocessor', 'postprocessor']) {
    mkdirSync(join(folder, name, 'model'), { recursive: true });
    await extract({ file: join(folder, 'processing', name, 'model.tar.gz'), cwd: join(folder, name, 'model') });
  }
  writeNothing(join(folder, 'nothing', 'model'));
  return {
    preprocessor: join(folder, 'preprocessor'),
    postprocessor: join(folder, 'postprocessor'),
    nothing: join(folder, 'nothing'),
  };
}

/** A pipeline without stages: what comes in can be asked for, so it shows what becomes of it. */
function writeNothing(model: string): void {
  mkdirSync(join(model, 'root'), { recursive: true });
  const write = (name: string, content: object): void => {
    writeFileSync(join(model, name), JSON.stringify(content));
  };
  const uid = '00000000-0000-0000-0000-000000000000';
  write('bundle.json', { uid, name: 'nothing', format: 'json', version: '0.20.0', timestamp: '1980-01-01T00:00:00' });
  write('root/node.json', { name: 'nothing', shape: { inputs: [], outputs: [] } });
  write('root/model.json', { op: 'pipeline', attributes: { nodes: { type: 'list', string: [] } } });
}
