import type { Call } from '../service';
import { xmlText } from '../xml';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Answer with a document of S3. */
export function sendXml({ outgoing }: Call, root: string, content: string): void {
  const body = xmlText(root, content, namespace);
  outgoing.writeHead(200, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(body) });
  outgoing.end(body);
}
