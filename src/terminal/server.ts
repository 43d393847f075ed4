import { exitCodes, type App, type ServerOptions } from './app';
import { onInterrupt } from './interrupt';

/** `server`: speak AWS's protocols on loopback until Ctrl-C. */
export async function server(app: App, options: ServerOptions): Promise<number> {
  const { url, close } = await app.openServer(options);
  app.out.line(url);
  app.err.line(`AWS clients on this machine use it with: export AWS_ENDPOINT_URL=${url}`);
  app.err.line('Any credentials are taken; nothing goes to AWS. Ctrl-C ends it, jobs go on.');
  await new Promise<void>((resolve, reject) => {
    const end = async () => {
      interrupts.dispose();
      await close().then(resolve, reject);
    };
    const interrupts = onInterrupt(app.err, end);
    // Started by an editor, it ends with it: also with one that was killed.
    process.once('disconnect', () => void end());
  });
  return exitCodes.ok;
}
