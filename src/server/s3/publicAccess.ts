import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../machine/jsonFile';
import { bodyOf, type Call } from '../service';
import { element, textIn } from '../xml';
import { s3Error } from './s3Error';
import { sendXml } from './sendXml';

const root = 'PublicAccessBlockConfiguration';
const members = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/** What buckets keep from a public, which nobody here is: kept as it was said, and told again. */
export class PublicAccess {
  /** @param folder absolute path */
  constructor(private readonly folder: string) {}

  /** A call of this part of a bucket that is there. */
  async answer(call: Call, bucket: string): Promise<void> {
    switch (call.incoming.method) {
      case 'GET': {
        const kept = await readFile(this.fileOf(bucket), 'utf8').catch(absent);
        if (kept === undefined) throw s3Error('NoSuchPublicAccessBlockConfiguration');
        sendXml(call, root, kept);
        return;
      }
      case 'PUT': {
        const text = (await bodyOf(call)).toString();
        if (!text.includes(`<${root}`)) throw s3Error('MalformedXML');
        const kept = members.map((name) => element(name, textIn(text, name) === 'true' ? 'true' : 'false'));
        await mkdir(this.folder, { recursive: true });
        await writeFile(this.fileOf(bucket), kept.join(''));
        call.outgoing.writeHead(200).end();
        return;
      }
      case 'DELETE':
        await this.forget(bucket);
        call.outgoing.writeHead(204).end();
        return;
      default:
        throw s3Error('MethodNotAllowed');
    }
  }

  /** The bucket is gone, or new. */
  async forget(bucket: string): Promise<void> {
    await rm(this.fileOf(bucket), { force: true });
  }

  private fileOf(bucket: string): string {
    return join(this.folder, `${bucket}.xml`);
  }
}

function absent(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}
