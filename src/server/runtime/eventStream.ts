import { Crc32 } from '@aws-sdk/checksums/crc';

/** Type of a header's value: text with its length in two bytes before it. */
const textHeader = 7;

/** A message of AWS's event streams: its headers and payload between lengths and checksums. */
export async function eventMessage(headers: Readonly<Record<string, string>>, payload: Buffer): Promise<Buffer> {
  const encoded = Buffer.concat(Object.entries(headers).map(([name, value]) => headerBytes(name, value)));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + encoded.length + payload.length, 0);
  prelude.writeUInt32BE(encoded.length, 4);
  const begun = Buffer.concat([prelude, await crc32(prelude), encoded, payload]);
  return Buffer.concat([begun, await crc32(begun)]);
}

function headerBytes(name: string, value: string): Buffer {
  const lengths = Buffer.alloc(3);
  lengths.writeUInt8(textHeader, 0);
  lengths.writeUInt16BE(Buffer.byteLength(value), 1);
  return Buffer.concat([Buffer.of(Buffer.byteLength(name)), Buffer.from(name), lengths, Buffer.from(value)]);
}

async function crc32(data: Buffer): Promise<Uint8Array> {
  const sum = new Crc32();
  sum.update(data);
  return sum.digest();
}
