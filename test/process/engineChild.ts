/**
 * A process that runs one container and may be somebody else, or be killed: `engineChild.ts REQUEST`, a JSON text.
 * Prints one line of JSON: what came of it, or `{"started":true}` when it shall hold on to the program.
 */
import type { ContainerSpec } from '../../src/contract/containerSpec';
import { createProcessEngine } from '../../src/engines/processEngine';
import { FolderLauncher } from '../../src/engines/process/folderLauncher';
import { finish, never } from '../docker/engines/ranContainer';

export interface ChildRequest {
  readonly folder: string;
  readonly context: string;
  readonly spec: ContainerSpec;
  readonly launcher: 'auto' | 'folder';
  /** Start the program, say so, and stay. */
  readonly hold: boolean;
}

async function main(request: ChildRequest): Promise<void> {
  const { folder, context, spec } = request;
  const launcher = request.launcher === 'folder' ? { launcher: new FolderLauncher() } : {};
  const engine = await createProcessEngine({ folder, ...launcher });
  await engine.build({ context, dockerfile: 'Dockerfile', tag: spec.image, labels: {} }, () => undefined, never);
  const container = await engine.create(spec, never);
  if (request.hold) {
    await container.start();
    process.stdout.write(`${JSON.stringify({ started: true })}\n`);
    await container.wait();
    return;
  }
  const ran = await finish(container);
  await container.collect();
  await container.remove();
  process.stdout.write(`${JSON.stringify({ ...ran, title: engine.title })}\n`);
}

main(JSON.parse(process.argv[2] ?? '') as ChildRequest).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
