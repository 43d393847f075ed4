import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  content(): Buffer;
}

/** Signatures and sizes of the two headers that are read, from the ZIP specification (APPNOTE 4.3). */
const endOfDirectory = 0x06054b50;
const directoryHeaderBytes = 46;
const localHeaderBytes = 30;

/** The files in a ZIP archive such as a VSIX. @throws RangeError when it is none */
export function zipEntries(archive: Buffer): readonly ZipEntry[] {
  let end = archive.length - 22;
  while (archive.readUInt32LE(end) !== endOfDirectory) end--;
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameBytes = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + directoryHeaderBytes, at + directoryHeaderBytes + nameBytes);
    const isPacked = archive.readUInt16LE(at + 10) !== 0;
    const packedBytes = archive.readUInt32LE(at + 20);
    const header = archive.readUInt32LE(at + 42);
    const content = (): Buffer => {
      const extra = archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
      const start = header + localHeaderBytes + extra;
      const bytes = archive.subarray(start, start + packedBytes);
      return isPacked ? inflateRawSync(bytes) : bytes;
    };
    if (!name.endsWith('/')) entries.push({ name, size: archive.readUInt32LE(at + 24), content });
    at += directoryHeaderBytes + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}
