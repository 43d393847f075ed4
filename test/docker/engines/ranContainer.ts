import type { Container, Exit } from '../../../src/engines/engine';

export const never = new AbortController().signal;

export interface Ran {
  readonly exit: Exit;
  readonly stdout: string;
  readonly stderr: string;
}

/** Start a container and take all of it. */
export async function finish(container: Container): Promise<Ran> {
  const output = readOutput(container);
  output.catch(() => undefined);
  await container.start();
  const [exit, { stdout, stderr }] = await Promise.all([container.wait(), output]);
  return { exit, stdout, stderr };
}

export async function readOutput(container: Container): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const texts = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  for await (const { source, data } of container.output) texts[source].push(data);
  return { stdout: Buffer.concat(texts.stdout).toString(), stderr: Buffer.concat(texts.stderr).toString() };
}
