import { createReadStream } from 'node:fs';
import { Parser, type ReadEntry } from 'tar';
import { largestRatio } from '../contract/archives';
import type { ModelFiles } from '../definitions/modelReader';
import { ModelFilesBuilder } from './modelFilesBuilder';
import { modelLimits } from './modelLimits';

/** A model as `model.tar.gz`, read once from front to back; undefined for what is no such archive, or too large. */
export function readTarGz(path: string): Promise<ModelFiles | undefined> {
  const builder = new ModelFilesBuilder();
  const source = createReadStream(path);
  let unpacked = 0;
  return new Promise((resolve) => {
    const end = (files: ModelFiles | undefined): void => {
      clearTimeout(timer);
      source.destroy();
      resolve(files);
    };
    const timer = setTimeout(() => {
      end(undefined);
    }, modelLimits.milliseconds);
    const parser = new Parser({
      maxDecompressionRatio: largestRatio,
      onReadEntry: (entry) => {
        unpacked += entry.size;
        if (builder.isFull || unpacked > modelLimits.unpacked) end(undefined);
        readEntry(entry, builder);
      },
    });
    parser.on('warn', (code: string) => {
      if (code === 'TAR_BAD_ARCHIVE' || code === 'TAR_ABORT') end(undefined);
    });
    parser.on('error', () => {
      end(undefined);
    });
    parser.on('end', () => {
      end(builder.build());
    });
    source.on('error', () => {
      end(undefined);
    });
    source.pipe(parser);
  });
}

function readEntry(entry: ReadEntry, builder: ModelFilesBuilder): void {
  const path = entry.type === 'File' || entry.type === 'OldFile' ? builder.add(entry.path, entry.size) : undefined;
  if (path === undefined) {
    entry.resume();
    return;
  }
  const chunks: Buffer[] = [];
  entry.on('data', (chunk: Buffer) => chunks.push(chunk));
  entry.on('end', () => {
    builder.text(path, Buffer.concat(chunks));
  });
}
