import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { requestPath, requestsFolder } from '../../definitions/account';
import { definitionKindOf, definitionStem, type DefinitionKind } from '../../definitions/definitionKinds';
import { isMissing, writeJson } from '../../machine/jsonFile';
import type { JsonObject } from '../jsonInput';

/** A request that was taken, as the definition file that it is kept as. */
export interface KeptRequest {
  readonly name: string;
  /** Absolute path of the definition file. */
  readonly path: string;
  readonly request: JsonObject;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
}

/** The requests of an account: each a definition file, which the local platform reads like one that somebody wrote. */
export class RequestFiles {
  /** @param account absolute path */
  constructor(private readonly account: string) {}

  /** Absolute path of the definition file of a resource. */
  path(kind: DefinitionKind, name: string): string {
    return requestPath(this.account, kind, name, process.platform === 'win32' ? 'win32' : 'posix');
  }

  /** Keep a request in place of what had its name before. @returns the absolute path of its file */
  async keep(kind: DefinitionKind, name: string, request: JsonObject): Promise<string> {
    const path = this.path(kind, name);
    await mkdir(dirname(path), { recursive: true });
    await writeJson(path, request);
    return path;
  }

  /** Change a request that is kept; its time stays. */
  async change({ path, createdAt }: KeptRequest, request: JsonObject): Promise<void> {
    await writeJson(path, request);
    await utimes(path, createdAt / 1000, createdAt / 1000);
  }

  async find(kind: DefinitionKind, name: string): Promise<KeptRequest | undefined> {
    const path = this.path(kind, name);
    try {
      const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
      // Written by us only, so its shape is trusted.
      return { name, path, request: JSON.parse(text) as JsonObject, createdAt: Math.round(mtimeMs) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async all(kind: DefinitionKind): Promise<readonly KeptRequest[]> {
    const names = await readdir(join(this.account, requestsFolder)).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const ours = names.filter((name) => definitionKindOf(name)?.kind === kind).map(definitionStem);
    return (await Promise.all(ours.map((name) => this.find(kind, name)))).filter((kept) => kept !== undefined);
  }

  async remove(kind: DefinitionKind, name: string): Promise<void> {
    await rm(this.path(kind, name), { force: true });
  }
}
