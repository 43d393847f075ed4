import { exitCodes, type App } from './app';
import { onInterrupt } from './interrupt';

/** `server`: speak AWS's protocols on loopback until Ctrl-C. */
export async function server(app: App, port: number): Promise<number> {
  const { url, close } = await app.openServer(port);
  app.out.line(url);
  app.err.line(`AWS clients on this machine use it with: export AWS_ENDPOINT_URL=${url}`);
  app.err.line('Any credentials are taken; nothing goes to AWS. Ctrl-C ends it, jobs go on.');
  await new Promise<void>((resolve, reject) => {
    const interrupts = onInterrupt(app.err, async () => {
      interrupts.dispose();
      await close().then(resolve, reject);
    });
  });
  return exitCodes.ok;
}
