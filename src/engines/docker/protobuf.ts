/** One field of a protobuf message: its number, and a number or bytes. */
export type Field = readonly [number, number | Buffer];

/**
 * The fields of a protobuf message in their order, by the wire format alone. Numbers beyond 2^53 lose precision; those read here
 * are flags.
 */
export function* readFields(message: Buffer): Generator<Field, void> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('a protobuf message ends within a number');
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  const bytes = (length: number): Buffer => {
    const end = at + length;
    if (end > message.length) throw new RangeError('a protobuf message ends within a field');
    const part = message.subarray(at, end);
    at = end;
    return part;
  };
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        yield [number, varint()];
        break;
      case 1:
        yield [number, bytes(8)];
        break;
      case 2:
        yield [number, bytes(varint())];
        break;
      case 5:
        yield [number, bytes(4)];
        break;
      default:
        throw new RangeError(`unknown wire type in a protobuf message: ${tag % 8}`);
    }
  }
}

/** A message of text fields. */
export function writeTexts(fields: readonly (readonly [number, string])[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, text]) => {
      const value = Buffer.from(text);
      return [varintBytes(number * 8 + 2), varintBytes(value.length), value];
    }),
  );
}

function varintBytes(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}
