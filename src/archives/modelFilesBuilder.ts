import type { ModelFiles } from '../definitions/modelReader';
import { isDescription, modelLimits, modelPath } from './modelLimits';

/** Collects what is read of a model, up to its limits. */
export class ModelFilesBuilder {
  private readonly names: string[] = [];
  private readonly texts = new Map<string, string>();
  private bytes = 0;

  /** Notes a file. @returns its path where its text is wanted */
  add(name: string, size: number): string | undefined {
    const path = modelPath(name);
    if (path === undefined) return undefined;
    this.names.push(path);
    if (!isDescription(path) || size > modelLimits.text || this.bytes + size > modelLimits.texts) return undefined;
    this.bytes += size;
    return path;
  }

  /** Whether there are more files than anybody looks at. */
  get isFull(): boolean {
    return this.names.length > modelLimits.entries;
  }

  text(path: string, content: Uint8Array): void {
    this.texts.set(path, new TextDecoder().decode(content));
  }

  build(): ModelFiles {
    return { names: this.names, texts: this.texts };
  }
}
