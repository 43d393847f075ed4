import { createHash } from 'node:crypto';
import { type Candidate, readAddress, type TlsMaterial } from './dockerEndpoint';

interface ContextMeta {
  readonly Endpoints?: { readonly docker?: { readonly Host?: string; readonly SkipTLSVerify?: boolean } };
}

/**
 * The endpoint of a context of the `docker` command, read from its files: a context is stored under the SHA-256 of its name.
 * @param folder usually `~/.docker`
 */
export function readContext(folder: string, name: string, readFile: (file: string) => string | undefined): Candidate {
  const id = createHash('sha256').update(name).digest('hex');
  const address = `context "${name}"`;
  const text = readFile(`${folder}/contexts/meta/${id}/meta.json`);
  if (text === undefined) return { address, refused: 'there is no such context; "docker context ls" lists them' };
  try {
    const endpoint = (JSON.parse(text) as ContextMeta).Endpoints?.docker;
    if (!endpoint?.Host) return { address, refused: 'it names no Docker endpoint' };
    return readAddress(
      endpoint.Host,
      readTls(`${folder}/contexts/tls/${id}/docker`, endpoint.SkipTLSVerify ?? false, readFile),
    );
  } catch {
    return { address, refused: 'its description is not valid JSON' };
  }
}

function readTls(
  folder: string,
  skipVerify: boolean,
  readFile: (file: string) => string | undefined,
): TlsMaterial | undefined {
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((file) => readFile(`${folder}/${file}`));
  if (!ca && !cert && !key) return undefined;
  return { verify: !skipVerify, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}
