import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { text as readText } from 'node:stream/consumers';
import { AppError, messageOf } from '../../contract/appError';
import type { ProxyAgents } from '../context/proxy';
import { dockerManifest, judgeManifest, manifestTypes } from './manifest';

/** A repository of a registry, spoken to in the registry's own protocol. */
export interface Repository {
  /** With the port where it has one. */
  readonly host: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  /** The way there where it is not direct. */
  readonly proxy?: ProxyAgents;
}

/**
 * See to it that a tag leads to an image in a form that SageMaker reads.
 * @returns the digest of its manifest; undefined when the registry has no such tag
 * @throws AppError `image.format`, `image.registry`
 */
export async function verifiedDigest(
  repository: Repository,
  tag: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const image = `${repository.host}/${repository.name}:${tag}`;
  const manifest = await getManifest(repository, tag, signal);
  if (!manifest) return undefined;
  const step = judgeManifest(image, manifest.mediaType, manifest.text);
  if (step.kind === 'good') return manifest.digest;
  if (step.kind === 'replace') return putManifest(repository, tag, step.text, signal);
  const inside = await getManifest(repository, step.digest, signal);
  if (!inside) return undefined;
  const next = judgeManifest(image, inside.mediaType, inside.text);
  return putManifest(repository, tag, next.kind === 'replace' ? next.text : inside.text, signal);
}

interface Manifest {
  readonly mediaType: string;
  readonly text: string;
  readonly digest: string;
}

async function getManifest(
  repository: Repository,
  reference: string,
  signal: AbortSignal,
): Promise<Manifest | undefined> {
  const headers = { Accept: manifestTypes.join(', ') };
  const answer = await call(repository, reference, { headers, signal });
  if (answer.status === 404) return undefined;
  const { status, mediaType, text } = answer;
  if (status >= 300) throw refused(repository, reference, `${String(status)} ${text.slice(0, 200)}`);
  return { mediaType, text, digest: digestOf(text) };
}

async function putManifest(repository: Repository, tag: string, text: string, signal: AbortSignal): Promise<string> {
  const headers = { 'Content-Type': dockerManifest };
  const answer = await call(repository, tag, { method: 'PUT', headers, body: text, signal });
  if (answer.status >= 300) throw refused(repository, tag, `${String(answer.status)} ${answer.text.slice(0, 200)}`);
  return digestOf(text);
}

interface Call {
  readonly method?: 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

async function call(repository: Repository, reference: string, request: Call): Promise<Answer> {
  const { host, name, username, password, proxy } = repository;
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  const isPlain = schemeOf(host) === 'http';
  const { method = 'GET', headers, body, signal } = request;
  const options = {
    ...{ method, signal, headers: { ...headers, Authorization: `Basic ${basic}` } },
    ...(proxy && { agent: isPlain ? proxy.httpAgent : proxy.httpsAgent }),
  };
  const url = `${schemeOf(host)}://${host}/v2/${name}/manifests/${reference}`;
  try {
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      (isPlain ? http : https).request(url, options, resolve).once('error', reject).end(body);
    });
    const text = await readText(answer);
    return { status: answer.statusCode ?? 0, mediaType: answer.headers['content-type'] ?? '', text };
  } catch (error) {
    signal.throwIfAborted();
    throw refused(repository, reference, messageOf(error));
  }
}

/** Like Docker: a registry on this machine needs no TLS. */
function schemeOf(host: string): 'http' | 'https' {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(host) ? 'http' : 'https';
}

function refused({ host, name }: Repository, reference: string, reason: string): AppError {
  return new AppError(
    'image.registry',
    `The registry ${host} does not give the manifest of ${name}:${reference}: ${reason}`,
    'Look at the network and the permissions of ECR, then submit again.',
  );
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
