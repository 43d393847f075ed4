import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { maxBodyBytes } from '../../contract/hosting';
import type { InvocationDefinition } from '../../definitions/definition';

/** A request that a server may answer with 200. */
export interface SampleRequest {
  readonly contentType: string;
  readonly accept?: string;
  readonly body: Buffer;
  /** For people: a fixture's name, or that we made it up. */
  readonly from: string;
}

/** Left free below the largest body, so that no one counts it as too large. */
const margin = 4096;
const guess = 'made up';

/** Bodies that servers of many kinds understand. */
export const guessedRequests: readonly SampleRequest[] = [
  { contentType: 'text/csv', body: Buffer.from('1,2,3,4\n'), from: guess },
  { contentType: 'application/json', body: Buffer.from('{"instances": [[1, 2, 3, 4]]}'), from: guess },
  { contentType: 'application/json', body: Buffer.from('[[1, 2, 3, 4]]'), from: guess },
  { contentType: 'application/json', body: Buffer.from('{"inputs": "text"}'), from: guess },
  { contentType: 'text/plain', body: Buffer.from('text\n'), from: guess },
];

/** The request of a fixture that expects a good answer; undefined for any other. */
export async function fixtureRequest({ path, request }: InvocationDefinition): Promise<SampleRequest | undefined> {
  const { Body, ContentType, Accept, Expect } = request as FixtureFields;
  if ((Expect?.StatusCode ?? 200) !== 200 || typeof Body !== 'string') return undefined;
  const file = Body.startsWith('file://') ? resolve(dirname(path), Body.slice('file://'.length)) : undefined;
  const body = file === undefined ? Buffer.from(Body) : await readFile(file).catch(() => undefined);
  if (!body) return undefined;
  return {
    contentType: ContentType ?? 'application/octet-stream',
    ...(Accept !== undefined && { accept: Accept }),
    body,
    from: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
  };
}

interface FixtureFields {
  readonly Body?: unknown;
  readonly ContentType?: string;
  readonly Accept?: string;
  readonly Expect?: { readonly StatusCode?: number };
}

/**
 * The body of a request made nearly as large as a body may be: rows again and again, or with white space behind JSON.
 * @param most bytes that a body may have
 */
export function largeBody(
  { body, contentType }: Pick<SampleRequest, 'body' | 'contentType'>,
  most = maxBodyBytes,
): Buffer {
  const size = most - margin;
  if (contentType.includes('json')) return Buffer.concat([body, Buffer.alloc(Math.max(0, size - body.length), ' ')]);
  const row = body.length === 0 || body.at(-1) === 0x0a ? body : Buffer.concat([body, Buffer.from('\n')]);
  if (row.length === 0) return Buffer.alloc(size, ' ');
  const times = Math.max(1, Math.floor(size / row.length));
  return Buffer.concat(Array.from({ length: times }, () => row));
}
